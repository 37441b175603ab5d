"""Where the rules match a text, and which match goes first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.timex.rules import Rule
from dragoman.language.timex.scene import Groups

_WINDOW = 80
"""How far a pattern may reach from the word that it cannot do without."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match of a rule, not yet read; ``order`` is the place of the rule among all."""

    start: int
    end: int
    order: int
    rule: Rule
    groups: Groups


def candidates(text: str, rules: Sequence[Rule]) -> list[Candidate]:
    """All matches: leftmost first, then longest.

    Of one length, words that only look like a time go first, then those whose year is known.
    """
    places = {near: _windows(text, near) for near in {rule.near for rule in rules}}
    found = []
    for order, rule in enumerate(rules):
        if rule.unless_text and rule.unless_text.search(text):
            continue
        for match in (m for first, last in places[rule.near] for m in rule.pattern.finditer(text, first, last)):
            groups = rule.groups_at(text, match)
            if groups is not None:
                found.append(Candidate(match.start(), match.end(), order, rule, groups))
    return sorted(found, key=lambda c: (c.start, -c.end, c.rule.reader is not None, not c.rule.given, c.order))


def _windows(text: str, near: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """The stretches of text around each match of ``near``, joined where they meet; all of it without one."""
    if near is None:
        return [(0, len(text))]
    windows: list[tuple[int, int]] = []
    for match in near.finditer(text):
        first, last = max(0, match.start() - _WINDOW), match.end() + _WINDOW
        if windows and first <= windows[-1][1]:
            first = windows.pop()[0]
        windows.append((first, last))
    return windows
