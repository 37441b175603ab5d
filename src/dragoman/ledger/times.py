"""Times as the ledger writes them: UTC in ISO form of one length, so that their order is that of their letters."""

from datetime import UTC, datetime


def written(time: datetime) -> str:
    """The time as text, in UTC with microseconds; a time without zone is taken for UTC."""
    known = time if time.tzinfo else time.replace(tzinfo=UTC)
    return known.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parsed(text: str) -> datetime:
    """The time in a text that `written` made."""
    return datetime.fromisoformat(text)  # ten times as fast as strptime
