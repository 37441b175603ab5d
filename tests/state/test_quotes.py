"""Question 8 on made-up rows: wordings of one saying, aligned; said against printed."""

from dragoman.state.quotes import quotes
from tests.state.build import PUTIN, ZELENSKYY, Reports, case, reprint

ONE = "If Putin does not come and plays games, that shows he does not want to end the war"
TWO = "If Putin doesn't come and plays games, it means that he doesn't want this war to end"
OTHER = "Out of respect for President Trump I decided to send our delegation to Istanbul"


def test_two_wordings_of_one_saying_are_aligned() -> None:
    rows = [
        Reports("Gazette", "2025-05-13").quote(ZELENSKYY, ONE, said="2025-05-13"),
        Reports("Record", "2025-05-14").quote(ZELENSKYY, TWO, said="2025-05-13"),
        Reports("Herald", "2025-05-16").quote(ZELENSKYY, OTHER),
    ]
    other, saying = quotes(case(rows)).lines
    assert (other.words, other.changed, other.said_on) == (OTHER, False, None)
    assert (saying.changed, str(saying.said_on), str(saying.printed)) == (True, "2025-05-13", "2025-05-13")
    assert [(v.words, str(v.printed)) for v in saying.variants] == [(ONE, "2025-05-13"), (TWO, "2025-05-14")]


def test_the_same_words_with_other_marks_are_one_wording() -> None:
    rows = [
        Reports("Gazette", "2025-05-13").quote(ZELENSKYY, ONE),
        Reports("Record", "2025-05-14").quote(ZELENSKYY, f"{ONE.upper()}."),
    ]
    (saying,) = quotes(case(rows)).lines
    assert (saying.changed, saying.variants[0].reports) == (False, 2)


def test_a_reprint_is_no_second_report() -> None:
    rows = [Reports("Gazette", "2025-05-13").quote(ZELENSKYY, ONE)]
    (saying,) = quotes(case([*rows, *reprint(rows, "Copy", "2025-05-14")])).lines
    assert saying.variants[0].reports == 1


def test_another_speakers_words_are_another_saying() -> None:
    rows = [
        Reports("Gazette", "2025-05-13").quote(ZELENSKYY, ONE),
        Reports("Record", "2025-05-14").quote(PUTIN, TWO),
    ]
    assert len(quotes(case(rows)).lines) == 2
    assert [saying.speaker.name for saying in quotes(case(rows), "putin").lines] == ["Vladimir Putin"]
