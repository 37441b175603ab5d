"""Feeds: every field is hostile text, and what comes out is words."""

import random
import time
from contextlib import suppress

import pytest
from benchmarks.hostile.bombs import feed_bombs

from dragoman.errors import SourceError
from dragoman.read import iterate_source
from dragoman.read.feeds import FeedEntry, entry_article, parse_feed
from dragoman.read.words import line_of, words_of

LONG = "The envoys of both sides met in Muscat on Tuesday and agreed that they would meet again in two weeks. " * 7

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Wire</title><link>https://wire.example/</link>
<item><title>Oman hosts &amp;quot;envoys&amp;quot; &amp;amp; others</title><link>/news/1</link><guid>n1</guid>
<pubDate>Tue, 03 Jun 2025 10:00:00 GMT</pubDate><description>&lt;p&gt;Envoys met in Muscat.&lt;/p&gt;</description></item>
<item><title>Talks go on</title><link>https://wire.example/news/2</link><guid>n2</guid>
<content:encoded><![CDATA[<p>{LONG}</p><p>A second paragraph.</p><script>alert(1)</script>]]></content:encoded></item>
</channel></rss>""".encode()

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title>
<entry><id>tag:1</id><title type="html">&lt;b&gt;Talks&lt;/b&gt; end</title><link href="https://a.example/1"/>
<updated>2025-06-03T10:00:00Z</updated><author><name>A. Writer</name></author>
<summary>Envoys left Geneva.</summary></entry></feed>"""


def test_rss():
    feed = parse_feed(RSS)
    first, second = feed.entries
    assert feed.title == "Example Wire"
    assert (first.key, first.title) == ("n1", 'Oman hosts "envoys" & others')
    assert (first.link, first.text) == ("https://wire.example/news/1", "Envoys met in Muscat.")
    assert (first.is_full, second.is_full) == (False, True)
    assert second.text.endswith("\n\nA second paragraph.")


def test_atom():
    (entry,) = parse_feed(ATOM).entries
    assert (entry.title, entry.author, entry.published) == ("Talks end", "A. Writer", "2025-06-03T10:00:00Z")


def test_an_entry_is_an_article_dated_by_its_feed():
    feed = parse_feed(RSS)
    article = entry_article(feed.entries[0], source="x", publisher=feed.title)
    assert (article.date.best.isoformat(), article.date.basis) == ("2025-06-03", "feed")
    assert (article.publisher, article.url) == ("Example Wire", "https://wire.example/news/1")


def test_a_feed_file_gives_its_articles_and_asks_nobody(tmp_path):
    path = tmp_path / "wire.xml"
    path.write_bytes(RSS)
    assert [item.title for item in iterate_source(str(path))] == ['Oman hosts "envoys" & others', "Talks go on"]


def test_an_entry_without_text_is_told():
    with pytest.raises(SourceError, match=r"carries no text; its page is https://a\.example/1"):
        entry_article(FeedEntry(key="1", link="https://a.example/1", title="x"), source="x", publisher="y")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<svg/onload=alert(2)>Talks", "Talks"),
        ("<script>alert(1)</script>Talks", "Talks"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Talks", "Talks"),
        ("&amp;lt;img src=x onerror=alert(1)&amp;gt;Talks", "Talks"),
        ("<style>p{}</style><p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br/>Two", "One\n\nTwo"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("Q&A", "Q&A"),
        ("Talks\x1b[31m\x07 end", "Talks [31m end"),
        ("half \ud800 pair", "half pair"),
        ("", ""),
    ],
)
def test_words_of_markup(markup, words):
    assert words_of(markup) == words


def test_what_is_escaped_for_ever_loses_its_brackets():
    text = "<b>"
    for _ in range(9):
        text = text.replace("&", "&amp;").replace("<", "&lt;")
    assert "<" not in line_of(text)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://a b/",
        "https://a.example/" + "x" * 3_000,
        "http://[/",
    ],
)
def test_links_that_are_no_page_are_dropped(link):
    data = f"<rss version='2.0'><channel><item><title>a</title><link>{link}</link></item></channel></rss>"
    assert [entry.link for entry in parse_feed(data.encode()).entries] == [None]


@pytest.mark.parametrize(
    "data", [b"http://127.0.0.1:1/", b"/etc/passwd", b"", b"<html><p>x</p></html>", b"\x00\x01\x02"]
)
def test_no_feed(data):
    with pytest.raises(SourceError):
        parse_feed(data)


def test_only_a_thousand_entries_are_read_and_the_rest_is_told(tmp_path):
    item = "<item><title>Talks {0}</title><guid>{0}</guid><description>Envoys met again.</description></item>"
    data = f"<rss version='2.0'><channel><title>x</title>{''.join(map(item.format, range(1_200)))}</channel></rss>"
    path = tmp_path / "long.xml"
    path.write_text(data)
    *articles, told = iterate_source(str(path))
    assert len(articles) == 1_000
    assert "200 entries after the first 1,000 are not read" in str(told)


def test_feed_bombs_end():
    for name, data in feed_bombs().items():
        began = time.process_time()
        with suppress(SourceError):
            parse_feed(data)
        assert time.process_time() - began < 5, name


@pytest.mark.parametrize("seed", range(150))
def test_mutated_feeds(seed):
    chance = random.Random(seed)
    data = bytearray((RSS, ATOM)[seed % 2])
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    left, right = sorted(chance.randrange(len(data)) for _ in range(2))
    data += data[left:right] * chance.randint(0, 2)
    try:
        feed = parse_feed(bytes(data[: chance.randint(1, len(data))]))
    except SourceError:
        return
    for entry in feed.entries:
        assert entry.link is None or entry.link.startswith(("http://", "https://"))
        assert "<script" not in entry.title + entry.text
