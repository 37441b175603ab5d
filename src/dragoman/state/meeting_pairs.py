"""Whether two mentions are of one meeting: what speaks for and against it, in points and in words."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from dragoman.state.meeting_mentions import Days, Mention

Weights = Mapping[str, float]

BARRED: Final = float("-inf")
_WORDS: Final = {
    "same_parties": "both between {parties}",
    "two_parties": "both between {parties}",
    "one_party": "both with {parties}",
    "venue_as_party": "both in {country}",
    "same_day": "both on {days}",
    "overlapping_days": "both on {days}",
    "next_day": "on days that follow each other",
    "same_span_recalled": "both recalled of {days}",
    "overlapping_span": "both in {days}",
    "possible_time": "told when it was possible",
    "told_about_then": "told about {told}",
    "told_together": "told within two days",
    "told_near": "told within a week",
    "same_place": "both in {place}",
    "same_country": "both in {country}",
    "same_number": "both number {number}",
    "shared_name": "both name {names}",
    "both_coming": "both still to come",
}
"""What a feature that speaks for one meeting says in words."""
_DAY: Final = timedelta(days=1)


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    raw = yaml.safe_load(files("dragoman").joinpath("data/state/meetings.yml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in raw.items()}


def compare(one: Mention, other: Mention, weights: Weights) -> float:
    """The points for one meeting, the same in either order; minus infinity where something bars it."""
    if _barred(one, other):
        return BARRED
    return weights["start"] + sum([weights[name] for name in features(one, other)])


def reasons(one: Mention, other: Mention, weights: Weights) -> str:
    """What speaks for one meeting, in words."""
    found = [name for name in dict.fromkeys(features(one, other)) if name in _WORDS and weights[name] > 0]
    values = {
        "parties": " and ".join(sorted(one.parties & other.parties)),
        "country": one.report.country or other.report.country,
        "days": _shared(one.time, other.time),
        "told": (one.days or one.span or other.time)[0],
        "place": one.report.place,
        "number": one.number,
        "names": " and ".join(name.title() for name in sorted(one.names & other.names)),
    }
    return "; ".join(_WORDS[name].format_map(values) for name in found)


def features(one: Mention, other: Mention) -> list[str]:
    """The names of the weights that count for two mentions; what counts several times is named as often."""
    return [_who(one, other), *_when(one, other), *_where(one, other), *_what(one, other)]


def days_may_be_of_one(one: Days, other: Days, *, same_place: bool) -> bool:
    """Whether the days can be those of one meeting: they meet, or one follows the other at one place."""
    if one[0] <= other[1] and other[0] <= one[1]:
        return True
    return same_place and _gap(one, other) <= _DAY


def _barred(one: Mention, other: Mention) -> bool:
    """Whether two mentions have what mentions of one meeting never have: other numbers or other days."""
    if one.number and other.number and one.number != other.number:
        return True
    if one.days is None or other.days is None:
        return False
    same_place = one.place is not None and one.place == other.place
    return not days_may_be_of_one(one.days, other.days, same_place=same_place)


def _who(one: Mention, other: Mention) -> str:
    if one.parties == other.parties and len(one.parties) >= 2:
        return "same_parties"
    shared = len(one.parties & other.parties)
    if shared:
        return "two_parties" if shared > 1 else _one_in_common(one, other)
    if _venue(one, other) or _venue(other, one):
        return "venue_as_party"
    least = min(len(one.parties), len(other.parties))
    return "no_party" if least > 1 else "other_side" if least else "unknown_party"


def _one_in_common(one: Mention, other: Mention) -> str:
    """What a single party in common weighs: two pairs that share a side are two meetings."""
    sizes = sorted((len(one.parties), len(other.parties)))
    return "one_party" if sizes[0] == 1 else "other_party" if sizes[1] == 2 else "wider_circle"


def _venue(one: Mention, other: Mention) -> bool:
    """Whether what one mention has for its only party is where the other took place ("the Singapore summit")."""
    return len(one.parties) == 1 and other.report.country in one.parties


def _when(one: Mention, other: Mention) -> tuple[str, ...]:
    apart = one.time[1] < other.time[0] or other.time[1] < one.time[0]
    if one.days and other.days:
        single = one.days == other.days and one.days[0] == one.days[1]
        return ("next_day" if apart else "same_day" if single else "overlapping_days",)
    if apart:
        return ("impossible_time",)
    named, theirs = one.days or one.span, other.days or other.span
    if named and theirs:
        recalled = named == theirs and one.earlier and other.earlier
        return ("same_span_recalled" if recalled else "overlapping_span",)
    if named or theirs:
        return (_told_about(named or theirs, other if named else one),)
    return _told(one, other)


def _told_about(days: Days | None, mention: Mention) -> str:
    """How near to the days that one names the other was told."""
    near = days and mention.published and _gap(days, (mention.published, mention.published)) <= 7 * _DAY
    return "told_about_then" if near else "possible_time"


def _told(one: Mention, other: Mention) -> tuple[str, ...]:
    if one.published is None or other.published is None:
        return ()
    apart = abs(one.published - other.published)
    if apart <= 7 * _DAY:
        return ("told_together" if apart <= 2 * _DAY else "told_near",)
    return ("told_apart",) if apart > 31 * _DAY else ()


def _gap(one: Days, other: Days) -> timedelta:
    return max(one[0] - other[1], other[0] - one[1], timedelta(0))


def _shared(one: Days, other: Days) -> str:
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return start.isoformat() if start == end else f"{start} to {end}"


def _where(one: Mention, other: Mention) -> tuple[str, ...]:
    if one.place and one.place == other.place:
        return ("same_place",)
    if one.country and other.country and one.country != other.country:
        return ("other_country",)
    if one.place and other.place:
        return ("other_place",)
    return ("same_country",) if one.country and one.country == other.country else ()


def _what(one: Mention, other: Mention) -> list[str]:
    found = ["shared_name"] * min(len(one.names & other.names), 2)
    found += ["same_subject"] * min(len(one.subject & other.subject), 3)
    if one.number and one.number == other.number:
        found.append("same_number")
    mine, theirs = one.report, other.report
    if (
        mine.level != theirs.level
        and "leaders" in (mine.level, theirs.level)
        and "unknown" not in (mine.level, theirs.level)
    ):
        found.append("other_level")
    if _told_of_others(one, other) or _told_of_others(other, one):
        found.append("other_people")
    if mine.format != theirs.format:
        found += _how(one, other)
    if one.earlier != other.earlier:
        found.append("earlier")
    if one.ahead and other.ahead:
        found.append("both_coming")
    elif _past_and_coming(one, other) or _past_and_coming(other, one):
        found.append("past_and_coming")
    return found


def _told_of_others(one: Mention, other: Mention) -> bool:
    """Whether one proposes that people meet whom the other, which has days and was not told near it, does not name."""
    proposed = one.report.status == "proposed" and one.people and not one.people & other.names
    return bool(proposed) and _when(one, other) == ("possible_time",)


def _how(one: Mention, other: Mention) -> list[str]:
    """What differs where they do not meet in one way: a meeting on the sidelines is not the summit."""
    formats = (one.report.format, other.report.format)
    pair = one if formats[0] == "direct" else other
    sidelines = "direct" in formats and "multilateral" in formats and len(pair.parties) == 2
    return ["pair_and_circle"] * sidelines + ["call_and_meeting"] * ("call" in formats)


def _past_and_coming(one: Mention, other: Mention) -> bool:
    """Whether one was over before the other was told as still to come."""
    return bool(one.past and other.ahead and one.published and other.published and one.published < other.published)
