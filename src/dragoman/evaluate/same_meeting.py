"""How well mentions are put together into meetings, against a key of which mentions are of one occasion."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from dragoman.errors import SourceError, UsageError
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.measures import Counts, sum_counts
from dragoman.ledger.rows import Row
from dragoman.model import Article, Evidence, MeetingReport, Record, content_hash, from_iso
from dragoman.read import iterate_jsonl
from dragoman.serial import from_json
from dragoman.state.meetings import meetings_of

_READ_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
_FIELDS: Final = ("label", "place", "country", "level", "format", "status", "outcome")
Key = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SameMeetingResult:
    """Pairs of mentions taken for one meeting.

    Attributes:
        mentions: mentions of the key that the records hold.
        missing: mentions of the key that they do not hold.
        pairs: pairs of mentions that were judged, yes and no together.
        tune: pairs of the half that the weights were set on; precision and recall are of the pairs of one meeting.
        held_out: pairs of the other half.
        held_out_across: of these, the pairs from two articles.
    """

    mentions: int
    missing: int
    pairs: int
    tune: Counts
    held_out: Counts
    held_out_across: Counts


def evaluate_same_meeting(key: Path, records: Path, articles: Path | None = None) -> SameMeetingResult:
    """The scores of `dragoman.state.meetings` on the mentions of a key.

    Args:
        key: JSON Lines with ``article``, ``occasion``, ``half`` and either ``meeting`` (the number of the meeting
            in the coding) or ``field``, ``start`` and ``end`` of the mention, and the ``content`` hash.
        records: records, one a line; or, with ``articles``, codings in the codebook's form.
        articles: the articles that the codings are of.

    Raises:
        SourceError: if a file can't be read.
        UsageError: if no mention of the key is in the records, or an article is not the one that the key is of.
    """
    keys = _read_key(key)
    rows = list(_coded_rows(records, articles) if articles else _record_rows(records))
    held = _held(keys, rows)
    if not held:
        raise UsageError(f"{records} holds none of the mentions of {key}; give the records of its articles")
    home = {row.id: meeting.id for meeting in meetings_of(rows) for row in meeting.rows}
    judged = {half: _judge([(k, i) for k, i in held if k["half"] == half], home) for half in ("tune", "held_out")}
    return SameMeetingResult(
        mentions=len(held),
        missing=len(keys) - len(held),
        pairs=sum(len(pairs) for pairs in judged.values()),
        tune=sum_counts(counts for counts, _ in judged["tune"]),
        held_out=sum_counts(counts for counts, _ in judged["held_out"]),
        held_out_across=sum_counts(counts for counts, across in judged["held_out"] if across),
    )


def _judge(held: Sequence[tuple[Key, str]], home: dict[str, str]) -> list[tuple[Counts, bool]]:
    """Each pair's counts, and whether it is of two articles."""
    found = []
    for (key, row), (other, other_row) in combinations(held, 2):
        same, given = key["occasion"] == other["occasion"], home[row] == home[other_row]
        found.append((Counts(same, given, same and given), key["article"] != other["article"]))
    return found


def _read_key(path: Path) -> list[Key]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except (OSError, ValueError) as error:
        raise SourceError(str(path), f"can't be read as a key ({error})") from error


def _held(keys: Iterable[Key], rows: Iterable[Row]) -> list[tuple[Key, str]]:
    """The mentions of the key with the ids of their rows."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[row.document].append(row)
    found = ((key, _row_of(key, by_article[key["article"]])) for key in keys)
    return [(key, row.id) for key, row in found if row is not None]


def _row_of(key: Key, rows: Iterable[Row]) -> Row | None:
    """The row that a mention of the key is read as: the numbered one, or the one whose label stands there."""
    for row in rows:
        if row.origin != key["content"]:
            raise UsageError(f"article {key['article']} is not the text that the key was written on")
        if isinstance(row.report, MeetingReport) and _is_at(key, row.report):
            return row
    return None


def _is_at(key: Key, report: MeetingReport) -> bool:
    if "meeting" in key:
        return report.key == str(key["meeting"])
    return any((key["start"], key["end"]) == place for place in _places(report, key["field"]))


def _places(report: MeetingReport, field: str) -> Iterator[tuple[int, int]]:
    """Where the label stands in each sentence of the evidence, or the sentence itself."""
    for one in report.evidence:
        if one.field == field:
            at = one.text.find(report.label)
            yield (one.start + at, one.start + at + len(report.label)) if at >= 0 else (one.start, one.end)


def _record_rows(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_lines(path), 1):
        try:
            record: Record = from_json(line)
        except ValidationError as error:
            raise SourceError(f"{path}, line {number}", "is no record") from error
        yield from (_row(record.article, report) for report in record.meetings)


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield from (line for line in lines if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"can't be read as UTF-8 text ({error})") from error


def _coded_rows(path: Path, articles: Path) -> Iterator[Row]:
    with articles.open("rb") as stream:
        texts = {one.id: one for one in iterate_jsonl(stream) if isinstance(one, Article)}
    for coding in read_coded(path, fields=("meetings",)):
        article = texts.get(coding["id"])
        if article is not None:
            reports = (_coded_report(article, number, one) for number, one in enumerate(coding["meetings"]))
            yield from (_row(article, report) for report in reports)


def _coded_report(article: Article, number: int, coded: dict[str, Any]) -> MeetingReport:
    """A meeting of the codebook's form as a report; what it says is all that counts here, so any words support it."""
    known: dict[str, Any] = {name: coded[name] for name in _FIELDS}
    known |= {name: tuple(coded[name]) for name in ("parties", "mediators")}
    time = from_iso(coded["date"]) if coded["date"] else None
    evidence = Evidence(field="text", start=0, end=1, text=article.text[:1])
    return MeetingReport(evidence=(evidence,), key=str(number), time=time, **known)


def _row(article: Article, report: MeetingReport) -> Row:
    """The row of a report; its origin is the hash of the text, by which the key knows it."""
    return Row(
        id=f"{article.id} {report.key}",
        claim=f"{article.id} {report.key}",
        type="meeting",
        report=report,
        document=article.id,
        origin=content_hash(article.title, article.text),
        run="",
        recorded_at=_READ_AT,
        published=article.date,
        title=article.title,
    )
