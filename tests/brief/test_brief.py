"""A brief on made-up talks: what it says, that each line has its sentence, and that the forms agree."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.brief import Brief, brief_of, markdown, write_brief
from dragoman.brief.markup import blocks, parser
from dragoman.brief.writing import address, escaped
from dragoman.errors import SourceError, UsageError
from tests.state.build import PUTIN, RUSSIA, TALKS, TRUMP, UKRAINE, Reports
from tests.state.memory import ledger

HOSTILE = '<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1)) `code` #heading "quoted" \\ $x$'


def told() -> Brief:
    """Two days of reports on the talks in Istanbul."""
    first, second = Reports("Courier", "2025-05-13"), Reports("Herald", "2025-05-14")
    one, two = first.meeting(), second.meeting()
    rows = [
        one, two, first.coming(PUTIN, "considering", one), second.coming(PUTIN, "declined", two, source="the Kremlin", voice="official"),
        second.coming(TRUMP, "rumoured", two, voice="anonymous", source="an aide"),
        first.position(UKRAINE, "demand", "ceasefire", "a ceasefire of 30 days"),
        second.position(RUSSIA, "offer", "prisoners", HOSTILE),
    ]  # fmt: skip
    return brief_of(ledger(rows, TALKS), "rus-ukr", since=date(2025, 5, 13), as_of=date(2025, 5, 14))


def section(text: str, heading: str) -> str:
    """The lines under a heading."""
    return text.split(f"## {heading}\n")[1].split("\n## ")[0]


def test_brief_says_what_stands_what_changed_and_who_comes() -> None:
    text = markdown(told())
    assert text.startswith("# Russia and Ukraine\n")
    assert "Istanbul, 2025-05-15 (scheduled)" in section(text, "Where things stand")
    assert "Vladimir Putin" in section(text, "What changed")
    assert "Vladimir Putin (RUS) declined, by the Kremlin" in section(text, "Who comes")
    assert "demand on ceasefire: a ceasefire of 30 days" in section(text, "Positions")
    assert "Whether Donald Trump (USA) comes (rumoured)." in section(text, "What to watch")


def test_every_line_with_rows_cites_a_sentence_that_is_listed() -> None:
    brief = told()
    text = markdown(brief)
    notes = re.findall(r"^(\d+)\. “(.+?)” (\w+), (2025-05-1[34])\.", section(text, "Sentences"), re.MULTILINE)
    assert [int(number) for number, *_ in notes] == list(range(1, len(notes) + 1))
    cited = {int(number) for number in re.findall(r"\\\[(\d+)\\\]", text)}
    assert cited == set(range(1, len(notes) + 1))
    for line in (*brief.coming, *brief.standing, *brief.changes, *brief.watch):
        assert line.rows or line.words.startswith(("No meeting", "Delegation", "RUS", "UKR")), line


def test_reprints_are_cited_once() -> None:
    reports = [Reports(outlet, "2025-05-14", origin="one") for outlet in ("A", "B", "C")]
    rows = [
        row
        for report in reports
        for row in (report.meeting(), report.position(UKRAINE, "demand", "ceasefire", "a truce"))
    ]
    brief = brief_of(ledger(rows, TALKS), since=date(2025, 5, 13))
    assert section(markdown(brief), "Positions").count("\\[") == 1


def test_an_empty_process_has_a_brief_that_says_so() -> None:
    text = markdown(brief_of(ledger([], TALKS), since=date(2025, 5, 13)))
    for words in (
        "No meeting is ahead.",
        "Nothing changed.",
        "No position is told.",
        "None is open.",
        "Nothing is open.",
    ):
        assert words in text


def test_articles_cannot_write_markup() -> None:
    text = markdown(told())
    html = parser().render(text)
    assert "<img" not in html
    assert "<strong>bold" not in html
    assert "javascript:" not in re.sub(r">[^<]*<", "><", html)
    shown = " ".join("".join(piece.text for piece in block.pieces) for block in blocks(text))
    assert " ".join(HOSTILE.split()) in shown


@pytest.mark.parametrize(
    "text", ["- x", "1. x", "12) x", "# x", "+ x", "=== x", "a*b*", "a_b_", "<b>", "&amp;", "~~x~~", "[a](b)", "\\x"]
)
def test_escaped_text_shows_as_it_stands(text: str) -> None:
    (block,) = blocks(f"- {escaped(text)}")
    assert "".join(piece.text for piece in block.pieces) == text
    assert not any(piece.bold or piece.italic or piece.link for piece in block.pieces)


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "https://x.example/a b", "https://x.example/<b>", "ftp://x"]
)
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert address(url) == ""


def test_html_is_one_page_without_scripts_or_requests(tmp_path: Path) -> None:
    write_brief(told(), tmp_path / "brief.html")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<title>Russia and Ukraine</title>" in page
    assert not re.search(r"<(script|link|img|iframe|object|svg)|<[^>]* (src|on\w+)=|url\(|@import", page)


def test_word_reads_the_document(tmp_path: Path) -> None:
    docx: Any = pytest.importorskip("docx")
    write_brief(told(), tmp_path / "brief.docx")
    read = docx.Document(io.BytesIO((tmp_path / "brief.docx").read_bytes()))
    headings = [paragraph.text for paragraph in read.paragraphs if paragraph.style.name.startswith("Heading")]
    assert headings[:3] == ["Russia and Ukraine", "Where things stand", "What changed"]
    assert any("Vladimir Putin (RUS) declined" in paragraph.text for paragraph in read.paragraphs)
    assert any(paragraph.text.startswith("1. “") for paragraph in read.paragraphs)


def test_pdf_is_set_and_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    for name in ("one.pdf", "two.pdf"):
        write_brief(told(), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_long_story_stays_within_three_pages() -> None:
    typst: Any = pytest.importorskip("typst")
    from dragoman.brief import pdf

    rows = []
    for at in range(40):
        report = Reports(f"Outlet {at}", f"2025-05-{1 + at % 28:02}")
        thing = " ".join(
            f"{word}{chr(97 + at % 26) * 4}{at}" for word in ("bridge", "harbour", "border", "tower", "river")
        )
        rows += [report.meeting(), report.coming(PUTIN, "considering", source=f"source {at}", voice="anonymous")]
        rows += [report.position(UKRAINE, "demand", "other", f"{thing} " * 2)]
    text = markdown(brief_of(ledger(rows, TALKS), since=date(2025, 4, 1)))
    pages = typst.compile(pdf.source(text).encode(), format="png", ppi=10)
    assert len(pages if isinstance(pages, list) else [pages]) <= 3
    assert "more" in section(text, "Positions")


def test_a_template_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "own.md.j2"
    own.write_text(
        "# {{ brief.process.id | md }}\n{% for l in brief.coming %}\n* {{ l.words | md }}{{ cite(l.rows) }}\n{% endfor %}\n"
    )
    write_brief(told(), tmp_path / "brief.md", template=own)
    assert (tmp_path / "brief.md").read_text().startswith("# rus-ukr\n* ")


@pytest.mark.parametrize("wrong", ["{{ brief.colour }}", "{% for %}", "{{ nothing | shout }}"])
def test_a_broken_template_is_told(wrong: str, tmp_path: Path) -> None:
    own = tmp_path / "own.md.j2"
    own.write_text(wrong)
    with pytest.raises(UsageError, match=r"own\.md\.j2"):
        write_brief(told(), tmp_path / "brief.md", template=own)


def test_what_cannot_be_read_written_or_named_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a brief ends with \.md"):
        write_brief(told(), tmp_path / "brief.odt")
    with pytest.raises(SourceError, match="cannot be written"):
        write_brief(told(), tmp_path / "nowhere" / "brief.md")
    with pytest.raises(SourceError, match="cannot be read as a template"):
        write_brief(told(), tmp_path / "brief.md", template=tmp_path / "none.j2")
