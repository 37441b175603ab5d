"""The fields of a report as a form shows them, and what somebody wrote into them as an edit of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, fields
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from dragoman.errors import UsageError
from dragoman.ledger.rows import RowType
from dragoman.model import Actor, Report, TimeInterval, from_edtf
from dragoman.serial import report_to_json
from dragoman.web.forms import has_controls

Kind = Literal["words", "choice", "flag", "days", "names", "actors"]

_FIXED: Final = frozenset({"evidence", "reason", "key", "meeting", "source_actor"})
"""What an edit would not set right: the sentence, the rule, and what ties a report to the others of its article."""
_LONG: Final = 60
"""Characters from which on words are shown over several lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One field of a form.

    Attributes:
        name: the field of the report, or the field within a field (``who.name``).
        kind: what can be written into it.
        value: what stands in it, as words.
        options: the values of a choice, the empty one for "not told".
        required: it must not be left empty.
        unknown: left empty, it is not told, which is other than no words.
    """

    name: str
    kind: Kind
    value: str
    options: tuple[str, ...] = ()
    required: bool = False
    unknown: bool = False

    @property
    def label(self) -> str:
        """What it is called."""
        return self.name.replace("_", " ").replace(".", ": ")

    @property
    def long(self) -> bool:
        """Whether it needs several lines."""
        return self.kind in ("names", "actors") or len(self.value) > _LONG or "\n" in self.value


def inputs_of(report: Report) -> list[Input]:
    """The fields of a report that can be set anew by hand, as they stand; its own before those of all reports."""
    hints = get_type_hints(type(report))
    own_first = sorted(fields(report), key=lambda field: field.name in Report.__dataclass_fields__)
    return [one for field in own_first for one in _inputs(field, hints[field.name], getattr(report, field.name))]


def _inputs(field: Field[Any], hint: Any, value: Any) -> Iterator[Input]:
    if field.name in _FIXED:
        return
    if hint is Actor:
        yield Input(name=f"{field.name}.name", kind="words", value=value.name, required=True)
        yield Input(name=f"{field.name}.party", kind="words", value=value.party or "", unknown=True)
        return
    types = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kind, unknown = _kind(types[0]), type(None) in types
    if kind is not None:
        required = kind == "words" and not unknown and field.default != ""
        known = _options(types[0])
        options = ("", *known) if known and unknown else known
        yield Input(
            name=field.name, kind=kind, value=_words(value), options=options, required=required, unknown=unknown
        )


def _kind(hint: Any) -> Kind | None:
    """What can be written for a type; None for numbers, which follow from codes."""
    if get_origin(hint) is Literal:
        return "choice"
    if get_origin(hint) is tuple:
        return "actors" if get_args(hint)[0] is Actor else "names"
    kinds: dict[Any, Kind] = {bool: "flag", TimeInterval: "days", str: "words"}
    return kinds.get(hint)


def _options(hint: Any) -> tuple[str, ...]:
    if hint is bool:
        return "yes", "no"
    return get_args(hint) if get_origin(hint) is Literal else ()


def _words(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case TimeInterval():
            return value.edtf()
        case tuple():
            return "\n".join(one.name if isinstance(one, Actor) else str(one) for one in value)
    return str(value)


def assignments(type_: RowType, report: Report, given: Mapping[str, str]) -> list[str]:
    """What was written into the fields as ``field=value``, only those that were changed.

    Raises:
        UsageError: if nothing was changed, or what was written cannot stand there.
    """
    before = json.loads(report_to_json(type_, report))
    changed = [
        f"{one.name}={json.dumps(_value(one, text, before))}"
        for one in inputs_of(report)
        if (text := _clean(given.get(one.name, one.value))) != _clean(one.value)
    ]
    if not changed:
        raise UsageError("nothing was changed; set a field anew, or accept the record as it is")
    return changed


def _clean(text: str) -> str:
    """The text as the field held it: browsers send line ends as two characters."""
    return text.replace("\r\n", "\n").strip()


def _value(field: Input, text: str, before: Mapping[str, Any]) -> Any:
    if has_controls(text):
        raise UsageError(f"{field.label} cannot hold control characters")
    match field.kind:
        case "flag":
            return text == "yes"
        case "days":
            return _days(field, text)
        case "names":
            return _lines(text)
        case "actors":
            known = {actor["name"]: actor for actor in before.get(field.name, ())}
            return [known.get(name, {"name": name}) for name in _lines(text)]
    if field.required and not text:
        raise UsageError(f"{field.label} cannot be empty")
    return None if field.unknown and not text else text


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _days(field: Input, text: str) -> dict[str, Any] | None:
    if not text:
        return None
    found = from_edtf(text, basis="by hand")
    if found is None:
        raise UsageError(f"{field.label} cannot be {text!r}; write 2025-05-15, 2025-05 or 2025-05-15/2025-05-17")
    days = {name: end.isoformat() for name in ("start", "end") if (end := getattr(found, name))}
    return {**days, "precision": found.precision, "basis": found.basis}
