"""One meeting from many mentions: "the Istanbul talks", "Thursday's meeting", "a second round"."""

from collections.abc import Sequence
from hashlib import sha256

from dragoman.ledger.rows import Correction, Row
from dragoman.state import meeting_facts as facts
from dragoman.state.decided import decided
from dragoman.state.meeting import Meeting
from dragoman.state.meeting_mentions import mentions_of
from dragoman.state.meeting_pairs import load_weights
from dragoman.state.merging import Cluster, clusters_of
from dragoman.state.rounds import in_rounds

__all__ = ["Meeting", "meetings_of"]


def meetings_of(rows: Sequence[Row], corrections: Sequence[Correction] = ()) -> tuple[Meeting, ...]:
    """The meetings that the meeting rows tell of, in order of time, undated ones last; other rows are left aside.

    The same for any order of the rows; rows about other parties, times and places change nothing.
    """
    mentions = mentions_of(row for row in rows if row.type == "meeting")
    clusters = clusters_of(mentions, load_weights(), decided(corrections))
    return in_rounds([_meeting(cluster) for cluster in clusters])


def _meeting(cluster: Cluster) -> Meeting:
    mentions = cluster.mentions  # the best told first: of values told equally often its value counts
    learned = sorted((mention.row for mention in mentions), key=lambda row: (row.recorded_at, row.claim, row.id))
    time, place = facts.time_of(mentions), facts.commonest(mentions, lambda m: m.report.place)
    return Meeting(
        id=sha256(f"meeting {learned[0].claim}".encode()).hexdigest()[:16],
        label=facts.label_of(mentions),
        labels=tuple(sorted({" ".join(mention.report.label.split()) for mention in mentions})),
        parties=facts.parties_of(mentions),
        place=place,
        country=facts.country_of(mentions, place),
        time=time,
        level=facts.level_of(mentions),
        level_sought=facts.commonest(mentions, lambda m: m.report.level_sought),
        format=facts.format_of(mentions),
        mediators=facts.mediators_of(mentions),
        status=facts.status_of(mentions, time),
        outcome=facts.outcome_of(mentions),
        rows=tuple(learned),
        why={row.id: cluster.why[row.id] for row in learned},
        number=facts.commonest(mentions, lambda m: m.number),
    )
