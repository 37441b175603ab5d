"""Meetings: the occasions of an article joined into one report each."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from dragoman.extract.lexicon import Lexicon
from dragoman.extract.occasions import Occasion
from dragoman.language.coreference import party_of
from dragoman.language.pipeline import Analysis
from dragoman.model import (
    Evidence,
    MeetingFormat,
    MeetingLevel,
    MeetingReport,
    MeetingStatus,
    Reason,
    TimeInterval,
)

_OPEN = frozenset({"scheduled", "proposed"})
_SETTLED: tuple[MeetingStatus, ...] = ("cancelled", "postponed", "collapsed")
_AWAY = 6  # sentences by which an older occasion counts as farther off: news is told of the present one
_ELSEWHERE = 4  # likewise for a meeting to which the one who comes is no party
_OTHERWISE = 12  # likewise for a meeting that is never called what the words call it, as "the summit" for talks
_UNSETTLED = 3  # likewise for a meeting that is only proposed: nobody was sent to it yet
_NO_WORD = re.compile(r"[^\w-]+")
_SERVES = re.compile(r" (?:to|for) ")  # "aide to the president": whom an office serves does not meet
_SLACK = timedelta(days=2)  # reporters date a two-day meeting by either day


@dataclass(slots=True)
class Cluster:
    """The mentions that speak of one occasion.

    Attributes:
        occasions: the mentions.
        decided: the standing that was decided on with the heads; without them the mentions tell it.
        probability: how likely a coder has the meeting so, None without heads.
    """

    occasions: list[Occasion] = field(default_factory=list)
    decided: MeetingStatus | None = None
    probability: float | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """Those who meet, each once, in order of mention."""
        return tuple(dict.fromkeys(p for o in self.occasions for p in parties_of(o)))

    @property
    def statuses(self) -> set[MeetingStatus]:
        """All standings that its mentions give it."""
        return set(self._said)

    @property
    def _said(self) -> list[MeetingStatus]:
        """The standing by each mention that tells one; by all mentions where it is only spoken of."""
        return [o.status for o in self.occasions if not o.assumed] or [o.status for o in self.occasions]

    @property
    def standing(self) -> MeetingStatus:
        """What was decided; else the news outranks the plan: a settled end first, then the standing told most often."""
        if self.decided is not None:
            return self.decided
        for settled in _SETTLED:
            if settled in self.statuses:
                return settled
        return Counter(self._said).most_common(1)[0][0]

    @property
    def historical(self) -> bool:
        """Whether every mention tells it as background."""
        return all(o.background for o in self.occasions)


def parties_of(occasion: Occasion) -> tuple[str, ...]:
    """The sides that meet by one mention of an occasion."""
    return tuple(dict.fromkeys(party_of(a) for m in occasion.participants for a in m.actors))


def cluster(occasions: Iterable[Occasion]) -> list[Cluster]:
    """The mentions grouped by the occasion that they speak of, in order of first mention."""
    clusters: list[Cluster] = []
    for occasion in occasions:
        occasion = occasion if clusters else _with_attendees(occasion)
        fitting = [c for c in reversed(clusters) if _same_occasion(c, occasion)]
        best = max(fitting, key=lambda c: _likeness(c, occasion), default=None)
        if best is None:
            clusters.append(Cluster([_with_attendees(occasion)]))
        else:
            best.occasions.append(occasion)
    return [c for c in clusters if c.parties]


def _same_occasion(cluster: Cluster, occasion: Occasion) -> bool:
    """Whether a mention may speak of the cluster's occasion.

    Of one side alone it does where it points back or is in the same city: "a meeting with Hamas" may be another one
    than the talks of Hamas and Israel, "the meeting with Hamas" is not.
    """
    if not _compatible(cluster, occasion):
        return False
    ours, theirs = set(cluster.parties), set(parties_of(occasion))
    if not theirs:
        return occasion.definite or _same_city(cluster, occasion)
    if not ours:
        return True
    shared = ours & theirs
    if len(shared) > 1 or ours == theirs:
        return True
    one_sided = bool(shared) and min(len(ours), len(theirs)) == 1
    return one_sided and (occasion.definite or _same_city(cluster, occasion))


def _with_attendees(occasion: Occasion) -> Occasion:
    """An occasion that was not spoken of before: those who come to it are its parties."""
    return replace(occasion, participants=occasion.participants or occasion.attendees, attendees=())


def _likeness(cluster: Cluster, occasion: Occasion) -> float:
    """How well a mention fits a cluster: the same city, time, parties and word for it, the most spoken of."""
    same_city = _same_city(cluster, occasion)
    ours, theirs = set(cluster.parties), set(parties_of(occasion))
    known = 0.5 * bool(ours) + 0.05 * len(cluster.occasions)
    same_word = any(o.token.lemma_ == occasion.token.lemma_ for o in cluster.occasions)
    same_day = any(o.time and occasion.time and not _times_differ(o.time, occasion.time) for o in cluster.occasions)
    return 2 * same_city + same_day + len(ours & theirs) / max(1, len(ours | theirs)) + known + 0.3 * same_word


def _same_city(cluster: Cluster, occasion: Occasion) -> bool:
    cities = {o.place.city for o in cluster.occasions if o.place and o.place.city}
    return bool(occasion.place and occasion.place.city in cities)


def _compatible(cluster: Cluster, occasion: Occasion) -> bool:
    return (
        _status_fits(cluster, occasion)
        and not any(_contrasted(other, occasion) for other in cluster.occasions)
        and (occasion.kind == "call") == (cluster.occasions[0].kind == "call")
        and not any(_places_differ(other, occasion) for other in cluster.occasions)
        and not any(_times_differ(other.time, occasion.time) for other in cluster.occasions)
        and not any(_others_meet(other, occasion) for other in cluster.occasions)
    )


def _status_fits(cluster: Cluster, occasion: Occasion) -> bool:
    if occasion.background != cluster.historical:
        return False
    if occasion.assumed or all(o.assumed for o in cluster.occasions):
        return True
    one, other = cluster.statuses, {occasion.status}
    if one & set(_SETTLED) or other & set(_SETTLED):
        return True
    return not (("held" in one and other & _OPEN) or ("held" in other and one & _OPEN))


def _contrasted(one: Occasion, other: Occasion) -> bool:
    """Whether one sentence sets the two apart: "to meet in Muscat as Tehran rules out talks on missiles"."""
    return one.sentence.index == other.sentence.index and (one.status in _SETTLED) != (other.status in _SETTLED)


def _places_differ(one: Occasion, other: Occasion) -> bool:
    if one.place is None or other.place is None:
        return False
    if one.place.city and other.place.city:
        return one.place.city != other.place.city
    return bool(one.place.country and other.place.country and one.place.country != other.place.country)


def _times_differ(one: TimeInterval | None, other: TimeInterval | None) -> bool:
    if one is None or other is None or not (one.start and one.end and other.start and other.end):
        return False
    return one.start - _SLACK > other.end or other.start - _SLACK > one.end


def _others_meet(one: Occasion, other: Occasion) -> bool:
    """Whether they name other persons of a side: who met Kerry has not yet met Biden."""
    here, there = _persons_of(one), _persons_of(other)
    return any(here[side].isdisjoint(there[side]) for side in here.keys() & there.keys())


def _persons_of(occasion: Occasion) -> dict[str, set[str]]:
    """The persons that one mention of an occasion names, by side."""
    found: dict[str, set[str]] = {}
    for actor in (a for m in occasion.participants for a in m.actors if a.kind == "person"):
        found.setdefault(party_of(actor), set()).add(actor.name)
    return found


def nearest_meeting(
    clusters: Sequence[Cluster], sentence: int, *, background: bool = False, side: str | None = None,
    city: str | None = None, called: Collection[str] = (),
) -> str | None:  # fmt: skip
    """The key of the meeting spoken of nearest to a sentence, None when the article has none.

    Args:
        clusters: the article's meetings.
        sentence: the index of the sentence.
        background: the sentence tells of an older episode, so that older meetings are meant.
        side: whose coming is told; a meeting that it is a party to is the likelier one.
        city: where it is told to be; a meeting in another city is not meant.
        called: the nouns (lemmas) that it is called by; a meeting that is called so is the likelier one.
    """
    distances = [
        (
            min(abs(o.sentence.index - sentence) for o in cluster.occasions)
            + _AWAY * (cluster.historical is not background)
            + _UNSETTLED * (cluster.statuses == {"proposed"})
            + _ELSEWHERE * (side is not None and side not in cluster.parties)
            + _OTHERWISE * all(o.token.lemma_.lower() not in called for o in cluster.occasions),
            number,
        )
        for number, cluster in enumerate(clusters, 1)
        if city is None or _place_of(cluster)[0] in (None, city)
    ]
    return f"m{min(distances)[1]}" if distances else None


def meeting_reports(clusters: Sequence[Cluster], analysis: Analysis, lexicon: Lexicon) -> list[MeetingReport]:
    """One report for each cluster; its key is ``m1``, ``m2`` ... in order of first mention."""
    return [_report(f"m{n}", c, analysis, lexicon) for n, c in enumerate(clusters, 1)]


def _report(key: str, cluster: Cluster, analysis: Analysis, lexicon: Lexicon) -> MeetingReport:
    lead = max(cluster.occasions, key=lambda o: (len(parties_of(o)), o.sentence.index > 0, -o.sentence.index))
    place = _place_of(cluster)
    return MeetingReport(
        evidence=_evidence(cluster, analysis),
        key=key,
        label=lead.label,
        place=place[0],
        country=place[1],
        time=next((o.time for o in cluster.occasions if o.time), None),
        parties=cluster.parties,
        level=_level(cluster, lexicon),
        format=_format(cluster),
        mediators=_mediators(cluster),
        status=cluster.standing,
        outcome=next((o.outcome for o in cluster.occasions if o.outcome), None),
        historical=cluster.historical,
        reason=Reason(
            rule=f"meetings.{lead.kind}", probability=cluster.probability, note=f"{len(cluster.occasions)} mentions"
        ),
    )


def _evidence(cluster: Cluster, analysis: Analysis) -> tuple[Evidence, ...]:
    sentences = {o.sentence.index: o.sentence for o in cluster.occasions}
    return tuple(analysis.evidence(s) for _, s in sorted(sentences.items()))


def _place_of(cluster: Cluster) -> tuple[str | None, str | None]:
    places = [o.place for o in cluster.occasions if o.place]
    city = next((p.city for p in places if p.city), None)
    country = next((p.country for p in places if p.country and (city is None or p.city == city)), None)
    return city, country


def _mediators(cluster: Cluster) -> tuple[str, ...]:
    named = dict.fromkeys(party_of(a) for o in cluster.occasions for m in o.mediators for a in m.actors)
    return tuple(name for name in named if name not in cluster.parties)


def _level(cluster: Cluster, lexicon: Lexicon) -> MeetingLevel:
    offices = [office.lower() for office in _offices(cluster)]
    if any(_names(word, _SERVES.split(office)[0]) for office in offices for word in lexicon.classes["leaders"]):
        return "leaders"
    if any(_names(word, office) for office in offices for word in lexicon.classes["ministers"]):
        return "ministers"
    return "officials" if any(office.strip() for office in offices) else "unknown"


def _names(word: str, office: str) -> bool:
    """Whether an office is called so in whole words: "presidential aide" is no president."""
    return f" {word} " in f" {_NO_WORD.sub(' ', office)} "


def _offices(cluster: Cluster) -> Iterator[str]:
    """How those who meet are called, and the offices of the persons among them, printed and held."""
    for occasion in cluster.occasions:
        for mention in occasion.participants:
            yield occasion.layer.doc[mention.head].text
            for actor in mention.actors:
                if actor.kind == "person":
                    yield from (actor.office or "", actor.office_held or "")


def _format(cluster: Cluster) -> MeetingFormat:
    if any(o.kind == "call" for o in cluster.occasions):
        return "call"
    around = {t.lower_ for o in cluster.occasions for t in o.token.subtree}
    if "indirect" in around or "proximity" in around:
        return "indirect"
    if len(cluster.parties) > 2:
        return "multilateral"
    return "direct" if len(cluster.parties) == 2 else "unknown"
