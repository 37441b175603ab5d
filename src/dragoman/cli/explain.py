"""``dragoman explain``: why each record is there, and what was rejected."""

import json
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.options import AsJson, GivenDate, parsed_date
from dragoman.cli.render import printable
from dragoman.model import Record, Report


def explain(source: str, given: GivenDate = None, as_json: AsJson = False) -> None:
    """Say for each record which rule or head made it, from which words, and what was rejected and why."""
    on = parsed_date(given)
    from dragoman.api import load_reader
    from dragoman.read import read_source

    for record in load_reader().read_all(list(read_source(source, given_date=on))):
        if as_json:
            typer.echo(json.dumps(explained(record), ensure_ascii=False))
        else:
            _print(record)


def explained(record: Record) -> dict[str, Any]:
    """The reasons of a record as plain values: rows kept, and rows rejected."""
    kept = [
        {"type": name, "row": summary(report), "rule": report.reason.rule, "probability": report.reason.probability,
         "note": report.reason.note, "spans": [[e.field, e.start, e.end] for e in report.evidence]}
        for name, report in reports_of(record)
    ]  # fmt: skip
    rejected = [
        {
            "rule": r.rule,
            "span": [r.field, r.start, r.end],
            "words": record.article.of(r.field)[r.start : r.end],
            "why": r.why,
        }
        for r in record.rejected
    ]
    return {"id": record.article.id, "kept": kept, "rejected": rejected}


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


def _print(record: Record) -> None:
    out = Console(highlight=False, soft_wrap=True)
    reasons = explained(record)
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
    for row in reasons["rejected"]:
        out.print(Text.assemble(("rejected    ", "red"), (f"{row['rule']}: ", "cyan"), printable(row["why"])))
        out.print(Text(f"    {printable(row['words'])}", style="dim"))
