"""Lines that a fixed width broke are joined; lines that end for another reason are not."""

from tests.conftest import article_of

from dragoman.api import Reader
from dragoman.language.wrapping import unwrapped

WRAPPED = """The Swiss foreign minister met his counterparts in
Geneva on Friday, where Armenia and Azerbaijan were
to resume talks on their border. A second round in
Tbilisi was set for June.
"""
LIST = (
    "The delegation:\nVladimir Medinsky\nMikhail Galuzin\nIgor Kostyukov, head of the main directorate\nAlexander Fomin"
)


def test_lines_that_had_no_room_are_joined_at_the_same_offsets() -> None:
    plain = unwrapped(WRAPPED)
    assert "counterparts in Geneva on Friday" in plain
    assert len(plain) == len(WRAPPED)


def test_lists_and_paragraphs_keep_their_ends() -> None:
    assert unwrapped(LIST) == LIST
    paragraphs = "The talks ended. " * 9 + "\n" + "No date was set. " * 7 + "\n" + "Both sides left."
    assert unwrapped(paragraphs) == paragraphs


def test_a_blank_line_still_ends_a_paragraph() -> None:
    assert "\n\nTbilisi" in unwrapped(WRAPPED.replace("in\nTbilisi", "in\n\nTbilisi"))


def test_a_wrapped_report_is_read_by_sentences(rules_reader: Reader) -> None:
    record = rules_reader.read(article_of(WRAPPED))
    sentences = [e for m in record.meetings for e in m.evidence]
    assert {e.text for e in sentences} == {WRAPPED[: WRAPPED.index(" A second round")]}
    assert all(WRAPPED[e.start : e.end] == e.text for e in sentences)


def test_a_long_line_that_breaks_off_within_a_sentence_goes_on() -> None:
    text = (
        "The envoy "
        + "spoke at length about the prisoners. He " * 4
        + "then said that he\nwould return to Muscat.\nThe end"
    )
    assert "that he would return to Muscat.\nThe end" in unwrapped(text)


def test_a_heading_does_not_go_on() -> None:
    text = "Prisoners\nthe sides agreed to release: " + "names and ranks of soldiers, " * 6
    assert unwrapped(text) == text
