"""Whether two mentions are of one meeting, with the reasons in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files

import yaml

from dragoman.state.meeting_mentions import Days, Mention

Weights = Mapping[str, float]
Reason = tuple[str, str]
"""The name of a weight and what it says in words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the comparison of two mentions comes to.

    Attributes:
        score: points for one meeting; what bars them from being one is minus infinity.
        reasons: what counted, in words.
    """

    score: float
    reasons: tuple[str, ...] = ()


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    raw = yaml.safe_load(files("dragoman").joinpath("data/state/meetings.yml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in raw.items()}


def compare(one: Mention, other: Mention, weights: Weights) -> Verdict:
    """How much speaks for one meeting; the same in either order."""
    barred = _bar(one, other)
    if barred:
        return Verdict(float("-inf"), (barred,))
    found = [*_who(one, other), *_when(one, other), *_where(one, other), *_what(one, other)]
    score = weights["start"] + sum(weights[name] for name, _ in found)
    return Verdict(score, tuple(words for name, words in found if words and weights[name] > 0))


def _bar(one: Mention, other: Mention) -> str | None:
    """What two mentions of one meeting can never have."""
    if one.number and other.number and one.number != other.number:
        return f"number {one.number} is not number {other.number}"
    if one.days and other.days and _apart(one.days, other.days):
        return "their days differ"
    return None


def _apart(one: Days, other: Days) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _who(one: Mention, other: Mention) -> Iterator[Reason]:
    shared = one.parties & other.parties
    names = " and ".join(sorted(shared))
    if len(shared) >= 2:
        yield ("same_parties" if one.parties == other.parties else "two_parties"), f"both between {names}"
    elif shared:
        alone = min(len(one.parties), len(other.parties)) == 1
        yield ("one_party" if alone else "other_party"), f"both with {names}"
    elif one.parties and other.parties:
        yield "no_party", ""


def _when(one: Mention, other: Mention) -> Iterator[Reason]:
    if one.days and other.days:
        single = one.days == other.days and one.days[0] == one.days[1]
        yield ("same_day" if single else "overlapping_days"), f"both on {_shared(one.days, other.days)}"
    elif _apart(one.span or one.possible, other.days or other.possible) or _apart(
        other.span or other.possible, one.days or one.possible
    ):
        yield "impossible_time", ""
    elif (one.span or one.days) and (other.span or other.days):
        yield "overlapping_span", f"both in {_shared(one.span or one.possible, other.span or other.possible)}"
    elif one.span or one.days or other.span or other.days:
        yield from _told_of(one, other)
    else:
        yield from _told(one, other)


def _told_of(one: Mention, other: Mention) -> Iterator[Reason]:
    """How near to the days that one names the other was told."""
    days, told = (one.days or one.span, other.published)
    if days is None:
        days, told = (other.days or other.span, one.published)
    if days and told and _gap(days, (told, told)) <= timedelta(days=7):
        yield "told_about_then", f"told about {days[0]}"
    else:
        yield "possible_time", "told when it was possible"


def _gap(one: Days, other: Days) -> timedelta:
    return max(one[0] - other[1], other[0] - one[1], timedelta(0))


def _told(one: Mention, other: Mention) -> Iterator[Reason]:
    if one.published and other.published:
        apart = abs(one.published - other.published)
        if apart <= timedelta(days=2):
            yield "told_together", "told within two days"
        elif apart <= timedelta(days=7):
            yield "told_near", "told within a week"
        elif apart > timedelta(days=31):
            yield "told_apart", ""


def _shared(one: Days, other: Days) -> str:
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return start.isoformat() if start == end else f"{start} to {end}"


def _where(one: Mention, other: Mention) -> Iterator[Reason]:
    mine, theirs = one.report.country, other.report.country
    if one.place and other.place and one.place == other.place:
        yield "same_place", f"both in {one.report.place}"
    elif mine and theirs and mine != theirs:
        yield "other_country", ""
    elif one.place and other.place:
        yield "other_place", ""
    elif mine and mine == theirs:
        yield "same_country", f"both in {mine}"


def _what(one: Mention, other: Mention) -> Iterator[Reason]:
    if one.number and one.number == other.number:
        yield "same_number", f"both number {one.number}"
    for name in sorted(one.names & other.names)[:2]:
        yield "shared_name", f"both name {name.title()}"
    for _ in sorted(one.subject & other.subject)[:3]:
        yield "same_subject", ""
    levels = {one.report.level, other.report.level} - {"unknown"}
    if "leaders" in levels and len(levels) > 1:
        yield "other_level", ""
    if (one.report.format == "call") != (other.report.format == "call"):
        yield "call_and_meeting", ""
    if _past_and_coming(one, other) or _past_and_coming(other, one):
        yield "past_and_coming", ""
    if one.row.document == other.row.document:
        yield "same_document", ""


def _past_and_coming(one: Mention, other: Mention) -> bool:
    """Whether one was over before the other was told as still to come."""
    told = one.published and other.published and one.published < other.published
    return bool(told and one.past and other.ahead)
