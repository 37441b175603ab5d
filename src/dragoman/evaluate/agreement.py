"""When a predicted record agrees with a gold record: the loose and the strict rule of each report type.

The rules are those of the gold data's scorer. *Strict*: what the record says is right (who, code, side) and
it rests on a sentence that the gold names. *Loose*: who and where are right, the code may be wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, get_args

from dragoman.evaluate.names import as_names, overlap, same

Coded = Mapping[str, Any]
"""A JSON object in the codebook's form: a coded article, one of its records, or an article."""

Group = Literal["meetings", "attendance", "delegations", "positions", "statements", "events"]
GROUPS: Final[tuple[Group, ...]] = get_args(Group)

_MUTUAL: Final = frozenset({"CONSULT", "AGREE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Line:
    """One coded record with the sentences that support it (0 is the headline, the body counts from 1)."""

    record: Coded
    sentences: frozenset[int]

    def get(self, key: str) -> Any:
        """The record's value of ``key``, None when it has none."""
        return self.record.get(key)

    def names(self, *keys: str) -> list[str]:
        """The names in the fields ``keys``, in order."""
        return [name for key in keys for name in as_names(self.get(key))]


class Agreement(NamedTuple):
    """Whether two records agree loosely, and strictly."""

    loose: bool
    strict: bool


Test = Callable[[Line, Line], bool]


def line(record: Coded, article: Coded) -> Line:
    """The record with its sentences, from ``s`` and from ``evidence`` spans (characters of title or text)."""
    found = set(record.get("s") or ())
    for span in record.get("evidence") or ():
        found |= {0} if span.get("field") == "title" else _sentences_at(span, article)
    return Line(record, frozenset(found))


def _sentences_at(span: Coded, article: Coded) -> set[int]:
    return {n for n, (a, b) in enumerate(article["sentences"], 1) if span["start"] < b and a < span["end"]}


def agreement(group: Group, gold: Line, predicted: Line) -> Agreement:
    """Whether a predicted record of ``group`` agrees with a gold one."""
    if gold.sentences.isdisjoint(predicted.sentences) or not _LOOSE[group](gold, predicted):
        return Agreement(loose=False, strict=False)
    return Agreement(loose=True, strict=_STRICT[group](gold, predicted))


def _equal(*keys: str) -> Test:
    return lambda gold, predicted: all(gold.get(key) == predicted.get(key) for key in keys)


def _same(key: str) -> Test:
    return lambda gold, predicted: same(gold.get(key), predicted.get(key))


def _shared(*keys: str) -> Test:
    return lambda gold, predicted: overlap(gold.names(*keys), predicted.names(*keys))


def _meeting(gold: Line, predicted: Line) -> bool:
    return _parties(gold, predicted) and _place(gold, predicted) and _date(gold, predicted)


def _parties(gold: Line, predicted: Line) -> bool:
    """A common party; a gold meeting without parties is known by its place."""
    if not gold.get("parties"):
        return bool(gold.get("place")) and same(gold.get("place"), predicted.get("place"))
    return overlap(gold.names("parties"), predicted.names("parties"))


def _place(gold: Line, predicted: Line) -> bool:
    return not gold.get("place") or not predicted.get("place") or same(gold.get("place"), predicted.get("place"))


def _date(gold: Line, predicted: Line) -> bool:
    """Months that don't exclude each other; an unknown date excludes none."""
    left, right = (str(one.get("date") or "")[:7] for one in (gold, predicted))
    return left.startswith(right) or right.startswith(left)


def _sides(gold: Line, predicted: Line) -> bool:
    """The same sides; in mutual events all of them may stand in ``actor``."""
    recipients, given = gold.names("recipient"), predicted.names("recipient")
    if gold.get("plover") in _MUTUAL and not (recipients and given):
        return _shared("actor", "recipient")(gold, predicted)
    return _shared("actor")(gold, predicted) and (not recipients or overlap(recipients, given))


def _event_type(gold: Line, predicted: Line) -> bool:
    same_type: bool = gold.get("plover") == predicted.get("plover")
    return same_type or (_planned_meeting(gold) and _planned_meeting(predicted))


def _planned_meeting(event: Line) -> bool:
    """A meeting to come is AGREE in the codebook; coders also wrote CONSULT with a future aux: both are right."""
    return event.get("plover") in ("AGREE", "CONSULT") and event.get("aux") in ("future", "hypothetical")


def _delegation(gold: Line, predicted: Line) -> bool:
    return _equal("role")(gold, predicted) and _same("party")(gold, predicted)


_LOOSE: Final[Mapping[Group, Test]] = MappingProxyType(
    {
        "meetings": _meeting,
        "attendance": _same("who"),
        "delegations": _same("who"),
        "positions": _shared("holder", "party"),
        "statements": _same("speaker"),
        "events": _sides,
    }
)
_STRICT: Final[Mapping[Group, Test]] = MappingProxyType(
    {
        "meetings": _equal("status"),
        "attendance": _equal("status"),
        "delegations": _delegation,
        "positions": _equal("kind"),
        "statements": _equal("kind"),
        "events": _event_type,
    }
)
