"""What was decided by hand about which mentions are of one meeting."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.ledger.corrections import active
from dragoman.ledger.rows import Correction


@dataclass(frozen=True, slots=True)
class Decided:
    """Claims that are one meeting, and claims that are not.

    Attributes:
        group: claim to the least claim of those merged with it; claims that nobody merged are not in it.
        parted: group (or claim) to the groups (or claims) that it is not one with.
        why: claim to the words of the decision that merged it.
    """

    group: Mapping[str, str] = field(default_factory=dict)
    parted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)

    def key(self, claim: str) -> str:
        """The claim that stands for all that were merged with this one."""
        return self.group.get(claim, claim)


def decided(corrections: Iterable[Correction]) -> Decided:
    """What the corrections come to; of decisions that contradict each other the later ones count."""
    merged: dict[str, set[str]] = {}
    parted: list[tuple[str, str]] = []
    why: dict[str, str] = {}
    for one in reversed([c for c in active(corrections) if c.subject == "meeting" and c.other]):
        target, other = one.target, str(one.other)
        left, right = merged.get(target, {target}), merged.get(other, {other})
        if one.action == "merge" and not _any_parted(left, right, parted):
            merged.update(dict.fromkeys(left | right, left | right))
            why |= dict.fromkeys((target, other), f"merged by {one.by}" + (f": {one.why}" if one.why else ""))
        elif one.action == "split" and other not in left:
            parted.append((target, other))
    group = {claim: min(claims) for claim, claims in merged.items()}
    return Decided(group, _by_group(parted, group), why)


def _any_parted(left: set[str], right: set[str], parted: Iterable[tuple[str, str]]) -> bool:
    return any((a in left and b in right) or (b in left and a in right) for a, b in parted)


def _by_group(parted: Iterable[tuple[str, str]], group: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in parted:
        a, b = group.get(one, one), group.get(other, other)
        found[a].add(b)
        found[b].add(a)
    return {key: frozenset(others) for key, others in found.items()}
