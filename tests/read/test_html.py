"""HTML and AMP pages made for these tests, about real events."""

import time
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.read import PageLimits, read_html

PAGES = Path(__file__).parent / "pages"
SENTENCE = "Envoys of both sides met in Muscat on Tuesday and agreed that they would meet again within two weeks. "


def page(name):
    return read_html((PAGES / name).read_bytes(), source=name)


def test_a_news_page():
    article = page("news.html")
    assert article.title == "Ethiopia and Tigray leaders sign truce in Pretoria"
    assert (article.publisher, article.byline, article.language) == ("The Example Herald", "Ann Example", "en")
    assert (article.date.best, article.date.basis) == (date(2022, 11, 2), "meta")
    assert article.canonical_url == "https://herald.example/world/ethiopia-truce-pretoria"
    assert article.text.startswith("Ethiopia's government")
    assert article.text.endswith("would be the harder part.")
    assert "this is code" not in article.text.lower()
    assert [article.text[span.start : span.end] for span in article.furniture] == [
        "Related article\n\nWhat the fighting has cost the north"
    ]


def test_paragraphs_are_parted_by_blank_lines():
    assert page("news.html").text.count("\n\n") == 6


def test_an_amp_page():
    article = page("amp.html")
    assert article.title == "Taliban and United States sign deal in Doha"
    assert (article.publisher, article.byline) == ("Example Wire", "Cy Sample; Di Example")
    assert (article.date.best, article.date.basis) == (date(2020, 2, 29), "json_ld")
    assert article.canonical_url == "https://wire.example/2020/02/29/taliban-united-states-doha/"
    assert article.text.startswith("The United States and the Taliban signed")
    assert article.text.endswith("one diplomat said.")


def test_a_page_drawn_by_scripts_is_read_from_its_json_ld():
    article = page("jsonld.html")
    assert article.title == "Colombia and FARC agree to a ceasefire"
    assert (article.publisher, article.byline, article.date.best) == ("Example Post", "Eve Sample", date(2016, 6, 23))
    assert article.text.startswith("Colombia's government")
    assert article.text.count("\n\n") == 2


def test_a_broken_page_in_an_old_encoding():
    article = page("broken.html")
    assert article.title == "Minsk talks end with a road map"
    assert "François Hollande" in article.text
    assert "“It is a glimmer of hope,”" in article.text
    assert (article.date.best, article.date.basis) == (date(2015, 2, 12), "dateline")


@pytest.mark.parametrize(
    ("name", "problem"), [("french.html", "in French; only English is read so far"), ("front.html", "holds no article")]
)
def test_a_page_without_an_english_article_is_refused(name, problem):
    with pytest.raises(SourceError, match=problem):
        page(name)


def html(body, head=""):
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


BOMBS = {
    "deep": html("<div>" * 100_000 + SENTENCE * 20),
    "deep unclosed spans": html("<span>" * 5_000 + SENTENCE * 20),
    "many paragraphs": html("<p>x" * 300_000),
    "large": html("<p>" + SENTENCE * 55_000 + "</p>"),
    "long attribute": html("<p title='" + "x" * 10_000_000 + "'>" + SENTENCE * 20 + "</p>"),
    "attributes": html("<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">" + SENTENCE * 20),
    "attributes of many tags": html(("<p " + " ".join(f"a{number}=1" for number in range(400)) + ">x") * 1_000),
    "json-ld": html("<p>x</p>", '<script type="application/ld+json">' + "[" * 2_000_000 + "</script>"),
    "unclosed scripts": html("<script>" * 200_000),
    "unclosed comments": html("<!--" * 500_000),
    "open brackets": html("<" * 2_000_000),
    "too large": b"<html>" + b" " * 20_000_001,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_seconds(name):
    began = time.process_time()
    with pytest.raises(SourceError) as caught:
        read_html(BOMBS[name])
    assert time.process_time() - began < 6
    assert "\n" not in str(caught.value)


def test_an_oversized_json_ld_block_is_passed_over():
    article = read_html(
        html(f"<p>{SENTENCE * 20}</p>", '<script type="application/ld+json">{"x": "' + "y" * 1_100_000 + '"}</script>')
    )
    assert article.text.startswith("Envoys of both sides")


def test_limits_can_be_set():
    with pytest.raises(SourceError, match="more than 5 tags"):
        read_html((PAGES / "news.html").read_bytes(), limits=PageLimits(tags=5))


def test_where_the_extractor_finds_nothing_the_blocks_of_the_page_are_read(monkeypatch):
    monkeypatch.setattr("dragoman.read.body._by_trafilatura", lambda markup: "")
    article = read_html(
        html("<nav>Home</nav>" + f"<div><span>{SENTENCE[:50]}<i>{SENTENCE[50:]}</i></span><br>Menu</div>" * 8)
    )
    assert article.text.split("\n\n") == [SENTENCE.strip()] * 8


def test_unclosed_paragraphs_do_not_count_as_depth():
    article = read_html(html("".join(f"<p>{SENTENCE}" for _ in range(400))))
    assert article.text.count("\n\n") > 300


def test_dates_that_lie_are_passed_over():
    head = '<meta property="article:published_time" content="2099-01-01"><meta name="pubdate" content="2019-02-28">'
    assert read_html(html(f"<p>{SENTENCE * 10}</p>", head)).date.best == date(2019, 2, 28)


def test_only_a_modified_date_is_a_bound():
    found = read_html(
        html(f"<p>{SENTENCE * 10}</p>", '<meta property="article:modified_time" content="2019-03-01">')
    ).date
    assert (found.best, found.latest, found.basis) == (None, date(2019, 3, 1), "meta")


def test_a_page_without_any_date_says_so():
    found = read_html(html(f"<p>{SENTENCE * 10}</p>")).date
    assert (found.best, found.earliest, found.latest, found.basis) == (None, None, None, "unknown")


def test_the_outlet_is_cut_from_the_window_title_and_kept():
    head = "<title>Envoys meet in Muscat | Example Tribune</title>"
    article = read_html(html(f"<h1>Envoys meet in Muscat</h1><p>{SENTENCE * 10}</p>", head))
    assert (article.title, article.publisher) == ("Envoys meet in Muscat", "Example Tribune")
    assert article.text.startswith("Envoys of both sides")
