"""What stands otherwise than at the last look. Meetings and positions are known again by the claims that tell of them,
so that neither a better name nor a new reading of the same reports is news.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.alerts.facts import Fact, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that stands otherwise.

    Attributes:
        fact: what stands now, or stood when nobody holds it any more.
        before: what was held at the last look; empty for what is new.
        after: what is held now; empty when nobody holds it any more.
    """

    fact: Fact
    before: tuple[str, ...]
    after: tuple[str, ...]


def news(before: Snapshot, now: Snapshot) -> list[News]:
    """The difference of two looks, in the order of the facts.

    What nobody holds any more is told of attendance and delegation alone, and only while its meeting is known.
    """
    same = dict(_same(now.meetings, before.meetings))
    old = _Known(before.facts)
    found: list[News] = []
    for fact in now.facts:
        known = old.take(fact, same.get(fact.meeting, ""))
        if known is None or known.values != fact.values:
            found.append(News(fact=fact, before=known.values if known else (), after=fact.values))
    met = set(same.values())
    gone = [fact for fact in old.left() if fact.meeting in met and fact.matter in ("attendance", "delegation")]
    return found + [News(fact=fact, before=fact.values, after=()) for fact in gone]


def _same(now: Mapping[str, Iterable[str]], before: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Each meeting of now with the one of before that shares most of its claims."""
    homes: dict[str, list[str]] = defaultdict(list)
    for id_, claims in before.items():
        for claim in claims:
            homes[claim].append(id_)
    for id_, claims in now.items():
        shared = [home for claim in claims for home in homes.get(claim, ())]
        if shared:
            yield id_, max(sorted(set(shared)), key=shared.count)


class _Known:
    """The facts of the last look, each taken once."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_name: dict[tuple[str, str, str], Fact] = {}
        self._by_claim: dict[tuple[str, str], Fact] = {}
        self._taken: set[int] = set()
        for fact in facts:
            self._by_name[fact.meeting, fact.matter, fact.about] = fact
            for claim in fact.claims if not fact.meeting else ():
                self._by_claim[fact.matter, claim] = fact

    def take(self, fact: Fact, meeting: str) -> Fact | None:
        """The fact of the last look that ``fact`` is now, whose meeting was ``meeting`` then."""
        found = self._by_name.get((meeting, fact.matter, fact.about)) if meeting or not fact.meeting else None
        if found is None and not fact.meeting:
            known = (self._by_claim.get((fact.matter, claim)) for claim in fact.claims)
            found = next((one for one in known if one), None)
        if found:
            self._taken.add(id(found))
        return found

    def left(self) -> list[Fact]:
        """The facts of meetings that nothing has taken."""
        return [fact for fact in self._by_name.values() if id(fact) not in self._taken]
