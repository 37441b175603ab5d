"""Times as people write them in commands and addresses."""

import re
from datetime import date, datetime, timedelta

from dragoman.errors import UsageError
from dragoman.state.times import end_of

_AGO = re.compile(r"(?P<number>[1-9]\d{0,4})(?P<unit>[hd])")


def known_time(text: str, option: str) -> date | datetime:
    """The day or time (UTC) that an option names.

    Raises:
        UsageError: if it is neither.
    """
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    raise UsageError(f"{option} {text!r} is no day or time; write it as 2025-05-15 or 2025-05-15T18:00")


def counted_back(text: str, until: date | datetime, option: str) -> date | datetime:
    """The day or time that an option names; "24h" and "7d" count back from ``until``.

    Raises:
        UsageError: if it is neither.
    """
    ago = _AGO.fullmatch(text)
    if ago is None:
        return known_time(text, option)
    hours = int(ago["number"]) * (24 if ago["unit"] == "d" else 1)
    return end_of(until) - timedelta(hours=hours)
