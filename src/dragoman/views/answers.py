"""How each answer is laid out: its sections and lines, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dragoman.ledger.rows import Row
from dragoman.model import TimeInterval
from dragoman.state.changes import Change, Changes
from dragoman.state.coming import Coming
from dragoman.state.conditions import Condition, Conditions
from dragoman.state.delegations import Delegate, Delegations, Team
from dragoman.state.disagreements import Disagreement, Disagreements
from dragoman.state.doubts import Doubts
from dragoman.state.earlier import RoundLine, Rounds
from dragoman.state.firsts import FirstSince
from dragoman.state.identity import side_of
from dragoman.state.levels import SideLevel
from dragoman.state.meetings import Meeting
from dragoman.state.positions import BoardLine, Positions
from dragoman.state.quotes import Quotes, Saying
from dragoman.state.sources import SourceLine, Sources
from dragoman.state.who import Who
from dragoman.views.layout import Section, Shown, counted, day, reports, since
from dragoman.views.lines import named

_OFFICIAL = ("official", "speaker")


def who_view(answer: Who) -> Iterator[Section]:
    """Who comes: the meeting, its level by side, everyone's coming, and what is told of no meeting."""
    if answer.meeting is None:
        yield "No meeting is ahead.", []
    else:
        yield meeting_words(answer.meeting), [level_line(level) for level in answer.levels]
        yield "Who comes", [coming_line(coming) for coming in answer.lines]
    yield "Told without a meeting", [coming_line(coming) for coming in answer.unplaced]


def changes_view(answer: Changes) -> Iterator[Section]:
    """What changed, by meeting, then the new rows that changed nothing."""
    by_meeting = groupby(answer.lines, key=lambda change: change.meeting)
    for meeting, changes in by_meeting:
        yield meeting or "Conditions and positions", [_change(change) for change in changes]
    if not answer.lines:
        yield "Nothing changed.", []
    moving = {change.rows[0].document for change in answer.lines}
    unchanged = by_document(answer.unchanged)
    yield "New, and changing nothing", [_changing_nothing(rows, rows[0].document in moving) for rows in unchanged]


def disagreements_view(answer: Disagreements) -> Iterator[Section]:
    """Each disagreement with its values side by side."""
    for found in answer.lines:
        yield (
            _disagreement(found),
            [
                Shown(code=v.value, words=f"by {', '.join(v.sources)}{reports(v.reports)}", rows=v.rows)
                for v in found.values
            ],
        )
    if not answer.lines:
        yield "No independent sources contradict each other.", []


def positions_view(answer: Positions) -> Iterator[Section]:
    """The board by side and issue."""
    for side, lines in groupby(answer.lines, key=lambda line: line.side):
        yield side, [_position(line) for line in lines]


def conditions_view(answer: Conditions) -> Iterator[Section]:
    """The conditions by state, each with what settled it."""
    for state, lines in groupby(answer.lines, key=lambda line: line.state):
        yield state, [shown for line in lines for shown in _condition(line)]


def delegations_view(answer: Delegations) -> Iterator[Section]:
    """Each side's delegation in short, then its people."""
    if answer.meeting is None:
        yield "No meeting is known.", []
        return
    before = f", compared with {meeting_words(answer.before)}" if answer.before else ", the first that is known"
    yield meeting_words(answer.meeting) + before, [_team(team) for team in answer.teams]
    for side, people in groupby(answer.lines, key=lambda line: line.side):
        yield side, [_delegate(person) for person in people]


def rounds_view(answer: Rounds) -> Iterator[Section]:
    """The meetings in order of time, then the claims of a first."""
    yield "Meetings", [_round(line) for line in answer.lines]
    yield "“First since”", [_first(claim) for claim in answer.firsts]


def quotes_view(answer: Quotes) -> Iterator[Section]:
    """The sayings by speaker, those in several wordings with all of them."""
    lines = sorted(answer.lines, key=lambda saying: saying.speaker.name)
    for speaker, sayings in groupby(lines, key=lambda saying: named(saying.speaker)):
        yield speaker, [shown for saying in sayings for shown in _saying(saying)]


def sources_view(answer: Sources) -> Iterator[Section]:
    """The sources by what kind of word theirs is."""
    for standing, lines in groupby(answer.lines, key=lambda line: line.standing):
        yield (
            standing,
            [
                Shown(
                    code=counted({"reports": x.reports}),
                    words=_claims(x),
                    rows=x.rows,
                )
                for x in lines
            ],
        )


def doubts_view(answer: Doubts) -> Iterator[Section]:
    """The doubts by kind, each with its basis and what would settle it."""
    lines = sorted(answer.lines, key=lambda doubt: doubt.kind)
    for kind, doubts in groupby(lines, key=lambda doubt: doubt.kind):
        yield (
            kind,
            [
                Shown(code="doubt", words=f"{d.subject}: {d.problem} ({d.basis}). To settle: {d.settle}", rows=d.rows)
                for d in doubts
            ],
        )


def meeting_words(meeting: Meeting) -> str:
    """A meeting in one line: label, number, sides, place, day and status."""
    number = f"round {meeting.number}" if meeting.number else ""
    parts = [meeting.label, number, "-".join(meeting.parties), meeting.place or meeting.country, _when(meeting.time)]
    return " · ".join(part for part in (*parts, meeting.status) if part)


def level_line(level: SideLevel) -> Shown:
    """What level a side sends, and what was sought of it."""
    sought = f", {level.sought} sought" if level.sought != "unknown" else ""
    return Shown(code="level fell" if level.fell else "level", words=f"{level.side} sends {level.sent}{sought}")


def coming_line(coming: Coming) -> Shown:
    """What one source says of someone's coming: status, whom, on what condition, by whom, since when, and before."""
    condition = f", on condition: {coming.condition}" if coming.condition else ""
    standing = f" ({coming.standing})" if coming.standing not in _OFFICIAL else ""
    earlier = ", ".join(f"{step.value}{since(step.since)}" for step in coming.history[:-1])
    return Shown(
        code=coming.status,
        words=f"{named(coming.who)}{condition} · by {coming.source}{standing}{since(coming.since)}"
        f"{reports(coming.reports)}{f' · before: {earlier}' if earlier else ''}"
        f"{'' if coming.current else ' · overtaken since'}",
        rows=coming.rows,
        faded=not coming.current,
    )


def by_document(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of each document together, in the order in which the documents come first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.document, []).append(row)
    yield from found.values()


def _changing_nothing(rows: Sequence[Row], moved: bool) -> Shown:
    """What of one report told nothing new: its headline, and how many rows of what type; ``moved`` if others did."""
    first = rows[0]
    where = ", ".join(part for part in (first.publisher, day(first.published.best)) if part)
    types: Counter[str] = Counter(sorted(row.type for row in rows))
    return Shown(code="other rows" if moved else "report", words=f"{first.title} · {where} · {counted(types)}")


def _change(change: Change) -> Shown:
    before, after = ", ".join(change.before) or "nothing", ", ".join(change.after) or "nothing"
    return Shown(code=change.field, words=f"{change.subject}: {before} → {after}", rows=change.rows)


def _disagreement(found: Disagreement) -> str:
    return f"{found.subject}: {found.field}, score {found.score:.2f} · {meeting_words(found.meeting)}"


def _position(line: BoardLine) -> Shown:
    towards = f" to {line.towards}" if line.towards else ""
    who = f" · {', '.join(line.holders)}" if line.holders != (line.side,) else ""
    status = "background" if line.background else line.status or ""
    answered = f" by {side_of(line.answers[-1])}" if line.answers else ""
    stands = f" · {status}{answered}" if status else ""
    return Shown(
        code=line.kind,
        words=f"{line.issue}: {line.content}{towards}{who}{stands}{since(line.since)}{reports(line.reports)}",
        rows=(*line.rows, *line.answers),
        faded=line.background,
    )


def _condition(line: Condition) -> Iterator[Shown]:
    words = f"{named(line.holder)}: {line.content}{since(line.since)}{reports(line.reports)}"
    yield Shown(code=line.state, words=words, rows=line.rows)
    if line.because:
        yield Shown(code="  because", words=line.why, rows=line.because)


def _team(team: Team) -> Shown:
    words = [f"led by {team.head}" if team.head else "no head named"]
    words += [f"head's rank {team.head_rank}"] if team.head_rank != "unknown" else []
    words += [f"highest rank {team.highest}"] if team.highest != "unknown" else []
    words += [f"sends {team.level_sent}, {team.level_sought} sought"] if team.level_sought != "unknown" else []
    words += ["open list"] if team.open_list else []
    return Shown(code=team.side, words=", ".join(words))


def _delegate(person: Delegate) -> Shown:
    role = f", {person.role}" if person.role else ""
    rank = f", rank {person.rank}" if person.rank else ""
    office = person.who.office or person.who.office_held
    return Shown(
        code=person.change,
        words=f"{person.who.name}{f' ({office})' if office else ''}{role}{rank}",
        rows=person.rows,
        faded=person.change in ("dropped", "expected"),
    )


def _round(line: RoundLine) -> Shown:
    words = [meeting_words(line.meeting), f"level {line.level}", line.format]
    words += [f"mediated by {', '.join(line.mediators)}"] if line.mediators else []
    words += [f"outcome {line.outcome}"] if line.outcome else []
    return Shown(code=line.status, words=", ".join(words) + reports(line.reports), rows=line.rows)


def _first(claim: FirstSince) -> Shown:
    between = "; ".join(meeting_words(meeting) for meeting in claim.against)
    words = f"“{claim.words}”" + (f": between them {between}" if between else ": nothing known speaks against it")
    return Shown(code="holds" if claim.holds else "wrong", words=words, rows=(*claim.rows, *claim.because))


def _saying(saying: Saying) -> Iterator[Shown]:
    said = f" · said {saying.said_on}" if saying.said_on else ""
    printed = f" · printed {saying.printed}" if saying.printed else ""
    if not saying.changed:
        words = _quoted(saying.words) if saying.verbatim else saying.words
        yield Shown(code=saying.kind, words=words + said + printed, rows=saying.rows)
        return
    yield Shown(code=saying.kind, words=f"in {len(saying.variants)} wordings{said}{printed}")
    for variant in saying.variants:
        yield Shown(code="  wording", words=f"{_quoted(variant.words)}{reports(variant.reports)}", rows=variant.rows)


def _quoted(words: str) -> str:
    """Words between quotation marks, which may be printed already."""
    return words if words.startswith(('"', "“", "«", "'", "‘")) else f"“{words}”"


def _claims(line: SourceLine) -> str:
    """What a source told, by how many outlets it is printed (reprints add outlets and no report), and when last."""
    outlets = f", printed by {len(line.outlets)} outlets" if len(line.outlets) > line.reports else ""
    return f"{line.source}: {counted(line.claims)}{outlets}" + (f", last {line.latest}" if line.latest else "")


def _when(time: TimeInterval | None) -> str:
    return time.edtf() if time else ""
