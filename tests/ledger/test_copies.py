"""Near-copies: what is one report told again, and what is a second report."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.addresses import address_key
from dragoman.ledger.copies import Copy, fingerprint, origins, verify
from dragoman.ledger.rows import CopyLink
from dragoman.model import Article, Span

AGENCY = Article(
    id="agency",
    title="Envoys of Arland and Borland end first day of river talks in Geneva",
    text=(
        "GENEVA (Agency) - Envoys of Arland and Borland ended a first day of talks on the shared river on Tuesday "
        "without a word on the dam that divides them, diplomats said.\n\n"
        "The two teams sat in separate rooms of a lakeside hotel while the Swiss hosts carried papers between them. "
        "Arland's chief negotiator, Ilse Brandt, left by a side door and waved to photographers.\n\n"
        "Borland wants a fixed share of the summer water written into any deal. Arland has offered yearly reviews "
        "instead and says that a fixed share would bind its farmers in years of drought.\n\n"
        "A second session is planned for Wednesday morning. Both capitals have told their teams to stay until the "
        "end of the week, according to an official who asked not to be named.\n\n"
        "The dam, begun nine years ago, holds back a lake twice the size of the capital. It was built without the "
        "consent of the neighbour downstream, and a court case about it was dropped when the talks were agreed."
    ),
)
OTHER_OUTLET = Article(
    id="other",
    title="Arland and Borland open talks on river dam in Geneva",
    text=(
        "Negotiators from Borland and Arland met in Geneva yesterday for the long-awaited opening of negotiations on "
        "the river that both countries live from. No statement was made after the session, which Swiss mediators led "
        "by going back and forth between the delegations. Ilse Brandt, who speaks for Arland, said on arrival that "
        "her farmers could not live with quotas that ignore the weather. Her counterpart Oleg Maran has repeatedly "
        "asked for a guaranteed quantity in the dry months. The dam was finished against the protests of Borland, "
        "which took the matter to court and withdrew its suit only last month. The meeting goes on today."
    ),
)


def _lines(text: str, *numbers: int) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[number] for number in numbers)


COPIES = {
    "another headline": replace(AGENCY, title="No word on the dam as negotiators part"),
    "cut after the third paragraph": replace(AGENCY, text=_lines(AGENCY.text, 0, 1, 2)),
    "cut to its lead": replace(AGENCY, text=_lines(AGENCY.text, 0, 1)),
    "a paragraph left out": replace(AGENCY, text=_lines(AGENCY.text, 0, 1, 3, 4)),
    "another dateline": replace(AGENCY, text=AGENCY.text.replace("GENEVA (Agency) -", "From our correspondent in Geneva:")),
    "paragraphs added": replace(
        AGENCY,
        text=AGENCY.text + "\n\nReaders of this paper will recall the floods of three years ago, when the lake rose by "
        "four metres in a night and a dozen villages had to be left in haste, among them two that were never rebuilt.",
    ),
    "words edited": replace(AGENCY, text=AGENCY.text.replace("Tuesday", "Mar. 4").replace("carried", "took").replace("nine", "9")),
    "page furniture between": replace(
        AGENCY, text="Share this Save Comment " + AGENCY.text, furniture=(Span(start=0, end=24),)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_a_report_printed_again_is_a_copy_and_is_looked_up_as_one(name: str) -> None:
    copy = COPIES[name]
    assert set(fingerprint(AGENCY).bands) & set(fingerprint(copy).bands)
    found = verify(AGENCY, copy)
    assert found is not None
    assert found.similarity > 0.6
    assert verify(copy, AGENCY) == found


def test_two_outlets_on_one_event_are_two_sources() -> None:
    assert verify(AGENCY, OTHER_OUTLET) is None


def test_equal_words_are_the_same_text_whatever_the_spacing_case_and_marks() -> None:
    told_again = replace(AGENCY, text=AGENCY.text.upper().replace("\n\n", "  ").replace(".", " "))
    assert verify(AGENCY, told_again) == Copy(method="same_text", similarity=1.0)


SMALL_PRINT = (
    " Quotes are delayed by at least fifteen minutes and are for information only, not for trading. All index names "
    "are marks of their owners and are used under licence. Times are given for the eastern seaboard unless marked "
    "otherwise. The publisher takes no part in setting prices and accepts no liability for gaps or errors in the "
    "data. No part of this page may be copied, stored or sent on without consent in writing from the rights holder."
)


def test_two_pages_that_share_only_a_sites_small_print_are_no_copies() -> None:
    one = Article(
        id="1", title="Car makers weigh tariffs", text="An analyst joins us to talk of car makers." + SMALL_PRINT
    )
    other = Article(id="2", title="Sports firm looks into kickback claims", text=OTHER_OUTLET.text + SMALL_PRINT)
    assert verify(one, other) is None


def test_briefs_are_copies_only_when_every_word_is_the_same() -> None:
    one = Article(id="1", title="Talks end", text="Talks between Arland and Borland ended on Tuesday, officials said.")
    other = replace(one, text="Talks between Arland and Borland ended on Friday, officials said.")
    assert verify(one, other) is None
    assert verify(one, replace(one, id="3")) == Copy(method="same_text", similarity=1.0)


def test_a_line_that_stands_under_many_headlines_is_no_copy() -> None:
    one = Article(id="1", title="Envoys arrive", text="Watch the video above.")
    assert verify(one, replace(one, title="Envoys leave")) is None


def test_empty_articles_have_no_bands_and_copy_nothing() -> None:
    empty = Article(id="1", title="", text="")
    assert fingerprint(empty).bands == ()
    assert verify(empty, empty) is None


def test_the_amp_page_of_an_article_is_its_copy_however_the_text_was_read() -> None:
    page = replace(OTHER_OUTLET, url="https://www.example.org/world/river-talks-2031?utm_source=mail")
    amp = replace(
        page,
        text=OTHER_OUTLET.text[:250],
        url="https://www.google.com/amp/s/amp.example.org/world/river-talks-2031/amp/",
    )
    assert set(fingerprint(page).bands) & set(fingerprint(amp).bands)
    found = verify(page, amp)
    assert found is not None
    assert found.method == "same_address"


def test_an_address_that_serves_another_text_is_no_proof() -> None:
    one = replace(AGENCY, canonical_url="https://example.org/live/river-2031")
    assert verify(one, replace(OTHER_OUTLET, canonical_url="https://example.org/live/river-2031")) is None


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.example.org/2031/03/river-talks/", "example.org/2031/03/river-talks"),
        ("https://amp.example.org/2031/river-talks.amp.html", "example.org/2031/river-talks.html"),
        ("https://example-org.cdn.ampproject.org/c/s/example.org/2031/river-talks", "example.org/2031/river-talks"),
        ("https://m.example.org/story?id=7&outputType=amp", "example.org/story?id=7"),
        ("https://example.org/story?id=7#comments", "example.org/story?id=7"),
        ("https://example.org/2031/campaign-notes", "example.org/2031/campaign-notes"),
        ("https://example.org/", None),
        ("https://example.org/world/europe", None),
        ("river-talks-2031", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_of_one_article_have_one_key(url: str | None, key: str | None) -> None:
    assert address_key(url) == key


def test_fingerprints_are_the_same_on_every_machine() -> None:
    assert fingerprint(Article(id="1", title="", text="Talks ended.")).bands == ("EQzZz5eL",)
    assert fingerprint(AGENCY).bands[:3] == ("KRsJza7u", "2mAqsPg_", "nVe5gz3T")


def _link(one: str, other: str) -> CopyLink:
    return CopyLink(one=one, other=other, method="near_copy", similarity=0.9)


def test_an_origin_is_the_least_document_that_links_lead_to() -> None:
    found = origins(["a", "b", "c", "d", "e"], [_link("d", "e"), _link("c", "d"), _link("a", "b")])
    assert found == {"a": "a", "b": "a", "c": "c", "d": "c", "e": "c"}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.randoms())
def test_origins_do_not_depend_on_the_order_of_links(pairs: list[tuple[str, str]], random: object) -> None:
    links = [_link(*sorted(pair)) for pair in pairs if pair[0] != pair[1]]
    found = origins("abcdefgh", links)
    random.shuffle(links)  # type: ignore[attr-defined]
    assert origins("hgfedcba", links) == found
    assert all(found[link.one] == found[link.other] <= link.one for link in links)
