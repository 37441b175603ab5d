"""``dragoman actors``: who is who on a date, a user's own layer, and refreshed offices."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from dragoman.cli.options import AsJson, parsed_date
from dragoman.config import load_config
from dragoman.errors import DragomanError, SourceError, UsageError

if TYPE_CHECKING:
    from dragoman.actors import KnowledgeBase, Person
    from dragoman.actors.tables import Row


class OneLineErrors(TyperGroup):
    """A group of commands that tells our errors in one line, with their exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except DragomanError as problem:
            Console(stderr=True, soft_wrap=True, markup=False, highlight=False).print(f"dragoman: {problem}")
            raise typer.Exit(problem.exit_code) from problem


app = typer.Typer(cls=OneLineErrors, no_args_is_help=True, help="Who is who on a date: look up, add, merge, refresh.")

Layer = Annotated[
    list[Path] | None, typer.Option("--layer", help="Your own actor layer, or a refreshed overlay; may be repeated.")
]
OwnLayer = Annotated[Path | None, typer.Option("--layer", help="Your own actor layer; by default the configured one.")]


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A name, a name with title, or an id.")],
    on: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The day; today by default.")] = None,
    country: Annotated[str, typer.Option(help="ISO alpha-3 code or name of the country, as a hint.")] = "",
    layer: Layer = None,
    as_json: AsJson = False,
) -> None:
    """Show who a name means on a day, with every office known."""
    from dragoman.actors.batch import resolve

    kb = _knowledge(layer)
    day = parsed_date(on) or date.today()
    row = _row_by_id(kb, name, day) or resolve(name, day, kb, country=country)
    if not any(row.values()):
        raise SourceError(name, "is nobody whom the knowledge base knows; try a fuller name or --country")
    person = kb.person(row["id"])
    if as_json:
        typer.echo(json.dumps(row | {"on": day.isoformat(), "tenures": _tenures(person)}, ensure_ascii=False, indent=1))
        return
    _print_actor(row, person, day)


def _row_by_id(kb: "KnowledgeBase", key: str, day: date) -> "Row | None":
    """The row of the person with an id, found by that person's own name and country."""
    from dragoman.actors.batch import resolve

    person = kb.person(key)
    return resolve(person.name, day, kb, country=person.country) if person else None


def _tenures(person: "Person | None") -> list[dict[str, str]]:
    return [asdict(tenure) for tenure in person.tenures] if person else []


def _print_actor(row: "Row", person: "Person | None", day: date) -> None:
    from dragoman.actors.tenures import described

    console = Console(soft_wrap=True, markup=False, highlight=False)
    console.print(f"{row['name']}  {row['id']}  {row['type']}  {row['country']}  {row['plover']}".rstrip())
    if row["office"]:
        console.print(f"on {day}: {row['office']} ({row['office_class']}), {row['status']}")
    if person is not None and person.aliases:
        console.print("also: " + ", ".join(person.aliases))
    for tenure in person.tenures if person else ():
        console.print(f"  {described(tenure)}")
    if row["candidates"].count(";"):
        console.print("could also be: " + row["candidates"])


@app.command()
def resolve(
    source: Annotated[Path, typer.Argument(metavar="IN.csv", help="Columns mention,date and perhaps country.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT.csv", help="Where the rows go.")],
    layer: Layer = None,
) -> None:
    """Resolve a table of names: the same rows out, with id, country, codes and the office held on the date."""
    from dragoman.actors.batch import FOUND, resolve_rows
    from dragoman.actors.own_layer import as_csv
    from dragoman.actors.tables import user_rows

    rows = list(resolve_rows(user_rows(source), _knowledge(layer), source=str(source)))
    columns = list(dict.fromkeys([*(rows[0] if rows else ("mention", "date")), *FOUND]))
    try:
        output.write_text(as_csv(rows, columns), encoding="utf-8")
    except OSError as error:
        raise SourceError(str(output), f"cannot be written: {error.strerror}") from error


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The name as best known.")],
    country: Annotated[str, typer.Option(help="ISO alpha-3 code of the country.")] = "",
    party: Annotated[str, typer.Option(help="The side, when it is not the country: Hamas, UN.")] = "",
    office: Annotated[str, typer.Option(help="The office in words.")] = "",
    start: Annotated[str, typer.Option(help="When it began: 2025, 2025-05 or 2025-05-15.")] = "",
    end: Annotated[str, typer.Option(help="When it ended; empty while it goes on.")] = "",
    key: Annotated[str, typer.Option("--id", help="Wikidata id, if you know it.")] = "",
    source: Annotated[str, typer.Option(help="Where you know it from.")] = "own layer",
    layer: OwnLayer = None,
) -> None:
    """Add a person or an office to your own layer."""
    from dragoman.actors.collectives import slug
    from dragoman.actors.own_layer import append_row, checked_date

    row = {
        "id": key or slug(f"{name} {country}"), "name": name, "country": country.upper(), "party": party,
        "office": office, "start": checked_date(start, "--start"), "end": checked_date(end, "--end"),
        "last_confirmed": "" if end or not office else date.today().isoformat(), "source": source,
    }  # fmt: skip
    append_row(_own_layer(layer), row)


@app.command()
def alias(
    name: Annotated[str, typer.Argument(help="Id, or name that means exactly one person.")],
    other: Annotated[str, typer.Argument(help="The name to add.")],
    layer: OwnLayer = None,
) -> None:
    """Add another name of a known person to your own layer."""
    from dragoman.actors.own_layer import append_row

    path = _own_layer(layer)
    person = _one_person(_knowledge([path] if path.exists() else None), name)
    append_row(path, {"id": person.id, "name": person.name, "aliases": other, "country": person.country})


@app.command()
def merge(
    kept: Annotated[str, typer.Argument(help="Id or name of the person who stays.")],
    other: Annotated[str, typer.Argument(help="Id or name of the same person's second entry.")],
    layer: OwnLayer = None,
) -> None:
    """Say in your own layer that two entries are one person."""
    from dragoman.actors.own_layer import append_row

    path = _own_layer(layer)
    kb = _knowledge([path] if path.exists() else None)
    first, second = _one_person(kb, kept), _one_person(kb, other)
    if first.id == second.id:
        raise UsageError(f"{kept!r} and {other!r} are one entry already ({first.id})")
    append_row(path, {"id": second.id, "name": second.name, "country": second.country, "same_as": first.id})


@app.command()
def refresh(
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER", help="Where the dated overlay goes.")],
    country: Annotated[list[str] | None, typer.Option(help="Only persons of this ISO alpha-3 code.")] = None,
    since: Annotated[str, typer.Option(help="Also heads of state and government who began after this day.")] = "",
    endpoint: Annotated[str, typer.Option(help="The SPARQL service.")] = "https://query.wikidata.org/sparql",
    layer: Layer = None,
) -> None:
    """Ask Wikidata for the offices of known persons; writes FOLDER/actors-<day>.csv for --layer."""
    from dragoman.actors import refresh as refreshing

    start = parsed_date(since)
    ids = list(_ids(_knowledge(layer), {code.upper() for code in country or ()}))
    overlay = refreshing.refresh(
        ids, to, today=date.today().isoformat(), since=start.isoformat() if start else None, endpoint=endpoint
    )
    typer.echo(f"{overlay}: {len(ids)} persons asked for")


def _ids(kb: "KnowledgeBase", countries: set[str]) -> Iterator[str]:
    return (p.id for p in kb.people if p.id.startswith("Q") and (not countries or p.country in countries))


def _one_person(kb: "KnowledgeBase", name: str) -> "Person":
    person = kb.person(name)
    if person is not None:
        return person
    found = kb.candidates(name)
    best = [c.person for c in found if c.grade >= found[0].grade] if found else []
    if len(best) != 1:
        choices = ", ".join(f"{p.id} {p.name} ({p.country})" for p in best[:5]) or "nobody"
        raise UsageError(f"{name!r} means {choices}; give the id")
    return best[0]


def _own_layer(layer: Path | None) -> Path:
    configured = load_config().actors_layer
    if layer is None and configured is None:
        raise UsageError("no layer to write to; give --layer FILE.csv or set actors_layer in dragoman.toml")
    return layer or Path(configured or "")


def _knowledge(layers: list[Path] | None) -> "KnowledgeBase":
    from dragoman.actors import KnowledgeBase

    configured = load_config().actors_layer
    return KnowledgeBase.load(layers=layers or ([Path(configured)] if configured else []))
