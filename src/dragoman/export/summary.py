"""A report in one line of words, and whom it names."""

from dragoman.model import (
    Actor,
    Assessment,
    Attendance,
    Delegation,
    Event,
    Flag,
    MeetingReport,
    Position,
    Report,
    Statement,
)


def summary(report: Report) -> str:
    """What a report says, in one line: ``declined: Vladimir Putin``."""
    match report:
        case MeetingReport():
            parts = (report.label, "-".join(report.parties), report.place, report.time.edtf() if report.time else None)
            return f"{report.status}: {', '.join(part for part in parts if part)}"
        case Attendance():
            condition = f", on condition: {report.condition}" if report.condition else ""
            return f"{report.status}: {report.who.name}{condition}"
        case Delegation():
            return f"{report.role} for {report.party}: {report.who.name}"
        case Position():
            return f"{report.kind} ({report.issue}): {report.holder.name}: {report.content}"
        case Statement():
            return f"{report.kind}: {report.speaker.name}: {report.words}"
        case Event():
            return f"{report.plover} ({report.aux}): {_sides(report)}"
        case Assessment():
            return f"reading of {report.about}" if report.about else "reading"
        case Flag():
            return f"{report.kind}: {report.problem}"
    raise TypeError(f"no report type: {type(report).__name__}")


def _sides(event: Event) -> str:
    return _names(event.actor) + (f" → {_names(event.recipient)}" if event.recipient else "")


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(dict.fromkeys(actor.name for actor in actors))


def named(report: Report) -> tuple[Actor, ...]:
    """The actors of a report, who acts first."""
    if isinstance(report, Event):
        return report.actor + report.recipient
    if isinstance(report, Attendance | Delegation):
        return (report.who,)
    if isinstance(report, Position):
        return (report.holder,)
    return (report.speaker,) if isinstance(report, Statement) else ()
