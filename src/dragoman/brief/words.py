"""Each line of an answer in words."""

from datetime import date

from dragoman.brief.line import Line
from dragoman.model import Actor
from dragoman.state.changes import Change
from dragoman.state.coming import Coming
from dragoman.state.conditions import Condition
from dragoman.state.delegations import Team
from dragoman.state.disagreements import Disagreement
from dragoman.state.doubts import Doubt
from dragoman.state.earlier import RoundLine
from dragoman.state.levels import SideLevel
from dragoman.state.meetings import Meeting
from dragoman.state.positions import BoardLine

_OFFICIAL = ("official", "speaker")


def meeting_line(meeting: Meeting | None) -> Line:
    """The next meeting."""
    if meeting is None:
        return Line("No meeting is ahead.")
    return Line(f"Next: {described(meeting)} ({spaced(meeting.status)}).", meeting.rows[::-1])


def described(meeting: Meeting) -> str:
    """A meeting in words: label, round, sides, place and time as far as they are known."""
    number = f"round {meeting.number}" if meeting.number else ""
    when = meeting.time.edtf() if meeting.time else "no day told"
    where = meeting.place or meeting.country or ""
    parts = (meeting.label, number, "–".join(meeting.parties), where, when)
    return ", ".join(part for part in parts if part)


def level_line(level: SideLevel) -> Line:
    """At which level a side comes."""
    sent = f"{level.side}: {level.sent} level" if level.sent != "unknown" else f"{level.side}: level not known"
    fell = f", below the {level.sought} level that was sought" if level.fell else ""
    return Line(f"{sent}{fell}.", level.rows)


def round_line(line: RoundLine) -> Line:
    """How the last meeting went."""
    outcome = f", {spaced(line.outcome)}" if line.outcome else ", outcome not told"
    return Line(f"Last: {described(line.meeting)} ({line.status}{outcome}).", line.rows[::-1])


def change_line(change: Change) -> Line:
    """What was held before and what is held now."""
    before, after = "; ".join(change.before), "; ".join(change.after) or "nobody holds it any more"
    subject = f"{change.subject}, {spaced(change.field)}"
    return Line(f"{subject}: {before} → {after}" if before else f"New: {subject}: {after}", change.rows)


def team_line(team: Team) -> Line:
    """Who leads a delegation."""
    head = f"led by {team.head}" if team.head else "no head named"
    rank = {"up": ", ranked higher than last time", "down": ", ranked lower than last time"}.get(team.head_rank, "")
    return Line(f"Delegation of {team.side}: {head}{rank}{', list open' if team.open_list else ''}", team.head_rows)


def coming_line(coming: Coming) -> Line:
    """One source's latest word on someone's coming."""
    condition = f", on condition: {coming.condition}" if coming.condition else ""
    standing = f" ({spaced(coming.standing)})" if coming.standing not in _OFFICIAL else ""
    words = f"{named(coming.who)} {spaced(coming.status)}{condition}, by {coming.source}{standing}{since(coming.since)}"
    return Line(words, coming.rows)


def position_line(line: BoardLine) -> Line:
    """A demand, an offer and so on, with what became of it."""
    status = f" ({spaced(line.status)})" if line.status else ""
    return Line(f"{spaced(line.kind)} on {spaced(line.issue)}: {line.content}{status}", (*line.rows, *line.answers))


def condition_line(line: Condition) -> Line:
    """A condition, by whom and since when."""
    return Line(f"{named(line.holder)}: {line.content}{since(line.since)}", line.rows)


def disagreement_line(found: Disagreement) -> Line:
    """What the sources hold, side by side."""
    held = "; ".join(f"{spaced(value.value)} by {', '.join(value.sources)}" for value in found.values)
    rows = tuple(value.rows[0] for value in found.values if value.rows)
    return Line(f"{found.subject}, {spaced(found.field)}: {held}", rows)


def doubt_line(doubt: Doubt) -> Line:
    """What is doubtful and why."""
    return Line(f"{doubt.subject}: {doubt.problem}" + (f" ({doubt.basis})" if doubt.basis else ""), doubt.rows)


def named(actor: Actor) -> str:
    """The actor's name with the side he belongs to."""
    return f"{actor.name} ({actor.party})" if actor.party and actor.party != actor.name else actor.name


def since(day: date | None) -> str:
    """From when on, when a day is known."""
    return f", since {day.isoformat()}" if day else ""


def spaced(code: str) -> str:
    """A code as words: ``not_named`` is "not named"."""
    return code.replace("_", " ")
