"""Who is the same: one key for an actor however his name is printed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.ledger.rows import Row
from dragoman.model import Actor, Attendance, Delegation, Position, Statement


@dataclass(frozen=True, slots=True)
class Identities:
    """Keys of actors: the id where one is known, else the id that alone bears the name, else the name.

    Attributes:
        ids: name in lower case to the only id that bears it.
        names: key to the name most often told.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def key(self, actor: Actor) -> str:
        """One key for all mentions of an actor."""
        return actor.id or self.named(actor.name)

    def named(self, name: str) -> str:
        """The key of the actor that bears a name."""
        return self.ids.get(name.casefold(), name.casefold())

    def name(self, actor: Actor) -> str:
        """One name for all mentions of an actor."""
        return self.names.get(self.key(actor), actor.name)


def identities_of(rows: Iterable[Row]) -> Identities:
    """The identities of those whom the rows tell of; a name that two ids bear stays a name."""
    actors = [actor for row in rows for actor in (actor_of(row), row.report.source_actor) if actor]
    bearers: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        if actor.id:
            bearers[actor.name.casefold()].add(actor.id)
    known = Identities({name: next(iter(ids)) for name, ids in bearers.items() if len(ids) == 1})
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in actors:
        counts[known.key(actor)][actor.name] += 1
    names = {key: min(told, key=lambda name: (-told[name], name)) for key, told in counts.items()}
    return Identities(known.ids, names)


def actor_of(row: Row) -> Actor | None:
    """The person or party that a row tells of: who comes or is sent, who holds a position, who speaks."""
    report = row.report
    if isinstance(report, Statement):
        return report.speaker
    if isinstance(report, Position):
        return report.holder
    return report.who if isinstance(report, Attendance | Delegation) else None


def side_of(row: Row) -> str | None:
    """The side that a row's actor stands for."""
    report = row.report
    if isinstance(report, Delegation | Position) and report.party is not None:
        return report.party
    actor = actor_of(row)
    return (actor.party or actor.name) if actor else None
