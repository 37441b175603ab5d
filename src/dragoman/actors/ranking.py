"""Who of several persons with a fitting name is meant: country, office words, date and rank decide."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.actors.candidates import Candidate
from dragoman.actors.dates import last_day
from dragoman.actors.entities import Person, Tenure
from dragoman.actors.tenures import began_after, covers, presumed
from dragoman.actors.titles import TitleReading

_RANK = {
    "head_of_state": 1.0, "head_of_government": 1.0, "foreign_minister": 0.9, "defence_minister": 0.8,
    "deputy_hog": 0.7, "io_head": 0.8, "royal": 0.6, "faction_leader": 0.8, "special_envoy": 0.7, "negotiator": 0.7,
    "nsc_secretary": 0.7, "presidential_aide": 0.6, "intelligence_chief": 0.6, "spokesperson": 0.6,
    "io_special_rep": 0.7, "opposition_leader": 0.6, "un_rep": 0.5, "military_chief": 0.5, "parliament_leader": 0.5,
    "minister": 0.4, "deputy_minister": 0.35, "legislator": 0.3, "ambassador": 0.2,
}  # fmt: skip
_KIN = (
    frozenset(["head_of_state", "head_of_government", "royal"]),
    frozenset(["special_envoy", "negotiator", "io_special_rep", "un_rep"]),
    frozenset(["foreign_minister", "io_head"]),
    frozenset(["presidential_aide", "nsc_secretary", "special_envoy", "negotiator"]),
    frozenset(["minister", "deputy_hog", "defence_minister", "foreign_minister"]),
)
_SHORT_BODIES = frozenset(
    ["IMF", "WTO", "WHO", "WFP", "EAC", "OAS", "OAU", "OIC", "GCC", "SCO", "CIS", "ICC", "ICJ", "ILO", "IOM"]
)
_VICE_PRESIDENT = re.compile(r"\bvice[- ]?president", re.IGNORECASE)
_VAGUE = frozenset(["other"])
_LONG_GONE = timedelta(days=10 * 365)
_STILL_LIKELY = timedelta(days=4 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the document tells of a mention.

    Attributes:
        title: what title and apposition tell.
        named: codebook names of the sides that the document names, each with its share of the namings (0 to 1).
        on: the document's date, None when unknown.
    """

    title: TitleReading = field(default_factory=TitleReading)
    named: Mapping[str, float] = field(default_factory=dict)
    on: date | None = None


def sides_of(person: Person) -> frozenset[str]:
    """Every side that the person belongs or belonged to."""
    own = {person.country, person.party}
    return frozenset(own.union(*({t.country, t.party} for t in person.tenures)) - {""})


def score(candidate: Candidate, context: Context) -> float:
    """How likely the candidate is meant, 0 to 1."""
    person = candidate.person
    total = (0.4 if candidate.alone else 0.55) * candidate.grade
    total += _country(person, context) + _office(person, context) + _time(person, context.on)
    total += 0.1 * rank(person, context.on)
    return max(0.0, min(1.0, total))


def _country(person: Person, context: Context) -> float:
    own = sides_of(person)
    if context.title.sides:
        if own & context.title.sides:
            return 0.25
        return -0.35 if any(_is_state(side) for side in context.title.sides) else -0.05
    if not context.named:
        return 0.0
    share = max((context.named.get(side, 0.0) for side in own), default=0.0)
    return 0.08 + 0.12 * share if share else -0.05


def _is_state(side: str) -> bool:
    """A person stands under several bodies (the UN and its agency), but in one state's service."""
    return len(side) == 3 and side.isalpha() and side.isupper() and side not in _SHORT_BODIES


def _office(person: Person, context: Context) -> float:
    wanted = set(context.title.classes) - _VAGUE
    if not wanted or context.on is None:
        return 0.05 if wanted & {t.office_class for t in person.tenures} else 0.0
    fits = [fit(t, wanted) * _held(t, context) for t in person.tenures]
    best = max(fits, default=0.0)
    return 0.25 * best if best else -0.08


def fit(tenure: Tenure, wanted: Iterable[str]) -> float:
    """How well a tenure answers to office words: 1 the same class, less for one that reporters confuse with it."""
    classes = set(wanted)
    if tenure.office_class in classes:
        return 1.0
    return 0.6 if any(tenure.office_class in kin and kin & classes for kin in _KIN) else 0.0


def _held(tenure: Tenure, context: Context) -> float:
    on = context.on
    if on is None or began_after(tenure, on):
        return 0.0
    now = presumed(tenure, on)
    if context.title.former:
        return 0.9 if now else 1.0
    return 1.0 if now else 0.6


def _time(person: Person, on: date | None) -> float:
    if on is None or not person.tenures:
        return 0.0
    if any(_likely_now(t, on) for t in person.tenures):
        return 0.1
    if all(began_after(t, on) for t in person.tenures):
        return -0.1
    return -0.1 if all(_long_over(t, on) for t in person.tenures) else 0.0


def _long_over(tenure: Tenure, on: date) -> bool:
    end = last_day(tenure.end)
    return end is not None and end < on - _LONG_GONE


def _likely_now(tenure: Tenure, on: date) -> bool:
    if not presumed(tenure, on):
        return False
    known = tenure.end or tenure.last_confirmed
    return (
        bool(tenure.end) or not known or covers(tenure, on) is True or covers(tenure, on - _STILL_LIKELY) is not False
    )


def rank_of(tenure: Tenure) -> float:
    """How high an office is, 0 to 1."""
    return _RANK.get(tenure.office_class, 0.1)


def precedence(tenure: Tenure) -> tuple[bool, float]:
    """The order of offices held at once: the head of state and his deputy before all others, then by rank."""
    of_state = bool(tenure.country) and tenure.country == tenure.party
    deputy = of_state and tenure.office_class == "deputy_hog" and bool(_VICE_PRESIDENT.search(tenure.office))
    return tenure.office_class == "head_of_state" or deputy, rank_of(tenure)


def rank(person: Person, on: date | None) -> float:
    """How well known the person is at the date by the highest office then or before, 0 to 1."""
    ranks = [
        rank_of(t) * (1.0 if on is None or presumed(t, on) else 0.7)
        for t in person.tenures
        if on is None or not began_after(t, on)
    ]
    return max(ranks, default=0.1)
