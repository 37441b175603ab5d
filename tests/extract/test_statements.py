"""Statements: who is taken to have said something, and who only in another's words."""

from dragoman.api import Reader
from dragoman.model import Article


def speakers(reader: Reader, text: str) -> set[str]:
    return {one.speaker.name for one in reader.read(Article(id="a", title="", text=text)).statements}


def test_what_a_speaker_says_of_another_is_no_statement_of_the_other(reader: Reader) -> None:
    text = '"It will be harder for Kim Jong Un to deny inspections now," Mike Pompeo told reporters in Seoul.'
    assert speakers(reader, text) == {"Mike Pompeo"}


def test_each_speaker_of_his_own_words_is_kept(reader: Reader) -> None:
    text = 'Sergei Lavrov said Moscow was ready. "We are not," Andrii Sybiha told reporters in Kyiv.'
    assert speakers(reader, text) == {"Sergei Lavrov", "Andrii Sybiha"}


def test_an_outlet_passes_on_what_another_said(reader: Reader) -> None:
    text = "Reuters reported that Vladimir Putin had told aides he was ready to talk."
    assert "Vladimir Putin" in speakers(reader, text)


def test_who_is_quoted_by_an_agency_speaks(reader: Reader) -> None:
    text = '"The terms are not acceptable," the Fars agency quoted Abbas Araghchi as saying on Monday.'
    assert "Abbas Araghchi" in speakers(reader, text)


def test_who_speaks_according_to_another_speaks(reader: Reader) -> None:
    text = '"We are ready to meet," Vladimir Putin told Xi Jinping, according to the Kremlin.'
    assert "Vladimir Putin" in speakers(reader, text)


def test_rules_alone_leave_out_what_stands_in_another_s_words(rules_reader: Reader) -> None:
    text = "Sergei Lavrov said Andrii Sybiha had promised to come."
    assert speakers(rules_reader, text) == {"Sergei Lavrov"}


def test_what_hearers_are_told_is_found_behind_a_day(reader: Reader) -> None:
    text = "Antony Blinken told The Washington Post last week that the two sides were close to a truce."
    assert speakers(reader, text) == {"Antony Blinken"}
