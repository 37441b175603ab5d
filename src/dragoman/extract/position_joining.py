"""Positions told more than once: a report that comes back to one adds a sentence to it and makes it surer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from dragoman.extract.decided import joined
from dragoman.model import Position, PositionKind, Reason


def told_once(found: Iterable[Position]) -> list[Position]:
    """The positions in text order, each once for its holder, kind and issue, as sure as all that tells it makes it.

    What the words leave open is not told to be of another issue: "Kyiv must agree" after "Kyiv must stop the shelling".
    """
    kept: dict[tuple[str, PositionKind], list[Position]] = defaultdict(list)
    for position in found:
        his = kept[position.holder.name, position.kind]
        at = next((n for n, one in enumerate(his) if _may_be_on_one_issue(one, position)), None)
        if at is None:
            his.append(position)
        else:
            his[at] = _told_again(his[at], position)
    return sorted(chain(*kept.values()), key=lambda p: (p.evidence[0].field == "text", p.evidence[0].start))


def _may_be_on_one_issue(one: Position, other: Position) -> bool:
    return one.issue == other.issue or "other" in (one.issue, other.issue)


def _told_again(held: Position, again: Position) -> Position:
    issue = again.issue if held.issue == "other" else held.issue
    evidence = joined(held.evidence, again.evidence)
    reason = _both(held.reason, again.reason) if evidence != held.evidence else held.reason  # a sentence counts once
    return replace(held, issue=issue, evidence=evidence, reason=reason)


def _both(one: Reason, other: Reason) -> Reason:
    """The rule's reason before the heads'; each telling that may be wrong leaves less room for none to be right."""
    first = min(one, other, key=lambda r: (not r.stable, r.rule.startswith("head.")))
    if one.probability is None or other.probability is None:
        return first
    return replace(first, probability=round(1 - (1 - one.probability) * (1 - other.probability), 4))
