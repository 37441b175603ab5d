"""``dragoman explain``: why each record is there, and what was rejected."""

import json
from collections.abc import Sequence
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.options import AsJson, GivenDate, parsed_date
from dragoman.cli.render import printable
from dragoman.model import Article, Record, Rejection, Report


def explain(source: str, given: GivenDate = None, as_json: AsJson = False) -> None:
    """Say for each record which rule or head made it, from which words, and what was rejected and why."""
    on = parsed_date(given)
    from dragoman.api import load_reader
    from dragoman.read import read_source

    for record, turned_away in load_reader().explain_all(list(read_source(source, given_date=on))):
        if as_json:
            typer.echo(json.dumps(explained(record, turned_away), ensure_ascii=False))
        else:
            _print(record, turned_away)


def explained(record: Record, turned_away: Sequence[Rejection] = ()) -> dict[str, Any]:
    """The reasons of a record as plain values: rows kept, rows rejected, and rules tried that did not hold."""
    kept = [
        {"type": name, "row": summary(report), "rule": report.reason.rule, "probability": report.reason.probability,
         "note": report.reason.note, "spans": [[e.field, e.start, e.end] for e in report.evidence]}
        for name, report in reports_of(record)
    ]  # fmt: skip
    return {
        "id": record.article.id,
        "kept": kept,
        "rejected": [_rejected(r, record.article) for r in record.rejected],
        "turned_away": [_rejected(r, record.article) for r in turned_away],
    }


def _rejected(r: Rejection, article: Article) -> dict[str, Any]:
    return {
        "rule": r.rule,
        "span": [r.field, r.start, r.end],
        "words": article.of(r.field)[r.start : r.end],
        "why": r.why,
    }


def reports_of(record: Record) -> list[tuple[str, Report]]:
    """All rows of a record with the name of their report type."""
    names = ("meetings", "attendance", "delegations", "positions", "statements", "events", "assessments", "flags")
    return [(name, report) for name in names for report in getattr(record, name)]


def summary(report: Any) -> str:
    """A row in a few words."""
    who = next((getattr(report, name) for name in ("who", "holder", "speaker", "actor") if hasattr(report, name)), None)
    names = (
        "+".join(a.name for a in who) if isinstance(who, tuple) else getattr(who, "name", getattr(report, "label", ""))
    )
    code = next((getattr(report, name) for name in ("status", "kind", "plover", "role") if hasattr(report, name)), "")
    return f"{names} {code}".strip()


def _print(record: Record, turned_away: Sequence[Rejection]) -> None:
    out = Console(highlight=False, soft_wrap=True)
    reasons = explained(record, turned_away)
    for row in reasons["kept"]:
        sure = f" p={row['probability']:.2f}" if row["probability"] is not None else ""
        note = f" — {row['note']}" if row["note"] else ""
        out.print(
            Text.assemble(
                (f"{row['type']:<12}", "bold"), printable(row["row"]), (f"  {row['rule']}{sure}{note}", "cyan")
            )
        )
        for field, start, end in row["spans"]:
            out.print(Text(f"    {field}[{start}:{end}] {printable(record.article.of(field)[start:end])}", style="dim"))
    for heading, rows in (("rejected", reasons["rejected"]), ("turned away", reasons["turned_away"])):
        for row in rows:
            out.print(Text.assemble((f"{heading:<13}", "red"), (f"{row['rule']}: ", "cyan"), printable(row["why"])))
            out.print(Text(f"    {printable(row['words'])}", style="dim"))
