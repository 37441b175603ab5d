"""What a reader may ask of a page in its address, typed and checked."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from dragoman.api.times import counted_back, known_time
from dragoman.errors import UsageError
from dragoman.state.times import end_of

_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 31)
_SINCE = r"^([1-9]\d{0,4}[hd]|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?)$"
_FILTERS = ("as_of", "known_by", "since", "meeting", "speaker")


def _given(text: Any) -> Any:
    """None for a field of a form that was left empty."""
    return None if text == "" else text


def _day(text: Any) -> date | None:
    if not isinstance(text, str) or not text:
        return None
    try:
        return _within(date.fromisoformat(text))
    except ValueError:
        raise ValueError(f"is no day from {_FIRST} to {_LAST}; write it as 2025-05-15") from None


def _time(text: Any) -> Any:
    if not isinstance(text, str) or not text:
        return None
    try:
        known = end_of(known_time(text, "the time"))
    except (UsageError, OverflowError):
        raise ValueError("is no day or time; write it as 2025-05-15 or 2025-05-15T18:00") from None
    return _within(known.date()) and known_time(text, "the time")


def _within(day: date) -> date:
    if not _FIRST <= day <= _LAST:
        raise ValueError(f"lies outside {_FIRST:%Y} to {_LAST:%Y}")
    return day


def _since(text: str | None) -> str | None:
    if text is not None:
        try:
            _within(end_of(counted_back(text, _LAST, "since")).date())
        except UsageError:
            raise ValueError("is no day, time or span; write it as 2025-05-15, 2025-05-15T18:00, 24h or 7d") from None
    return text


Day = Annotated[date | None, BeforeValidator(_day)]
Moment = Annotated[date | datetime | None, BeforeValidator(_time)]
Since = Annotated[
    Annotated[str, Field(pattern=_SINCE, max_length=19), AfterValidator(_since)] | None, BeforeValidator(_given)
]
Words = Annotated[Annotated[str, Field(max_length=200)] | None, BeforeValidator(_given)]
Offset = Annotated[int, Field(ge=0, le=1_000_000, description="How many to pass over.")]
Limit = Annotated[int, Field(ge=1, le=1000, description="How many at most.")]


class Times(BaseModel):
    """As of when, and by what was known when, a page is asked for; None for now."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: Day = Field(None, description="As things stood on this day.")
    known_by: Moment = Field(None, description="By what had been read by this day or time (UTC).")

    def written(self) -> dict[str, str]:
        """The filters as the address of a page holds them, empty where not set."""
        values = {name: getattr(self, name, None) for name in _FILTERS}
        return {name: value.isoformat() if isinstance(value, date) else value or "" for name, value in values.items()}

    def kept(self, own: Collection[str] = ()) -> dict[str, str]:
        """The filters that a link to another page takes along: the two times, and those that it knows."""
        return {name: value for name, value in self.written().items() if name in ("as_of", "known_by", *own)}


class Asking(Times):
    """The filters of the questions; not every question knows all of them."""

    since: Since = Field(None, description="changes: day, time (UTC), or how long ago: 24h, 7d; 24h unless given.")
    meeting: Words = Field(None, description="who, delegations: round number, id, label, place or day of a meeting.")
    speaker: Words = Field(None, description="quotes: only this speaker.")


Form = Annotated[Literal["html", "csv", "json"], Field(description="The page, or all its lines as CSV or JSON.")]


class MapAsking(Times):
    """The filters of the map: what part of the world, and in which form."""

    extent: Literal["venues", "world"] = Field("venues", description="The part with the venues, or the whole world.")
    format: Form = "html"


class FormAsking(Times):
    """The two times, and in which form."""

    format: Form = "html"


class PersonAsking(FormAsking):
    """The filters of a person's page."""

    process: Words = Field(None, description="Only what belongs to this process, meeting by meeting.")


class TimelineAsking(Times):
    """The filters of the timeline, what part, and in which form."""

    offset: Offset = 0
    format: Form = "html"


class PageAsking(Asking):
    """The filters of a question's page, and what part in which form."""

    offset: Offset = 0
    format: Literal["html", "csv", "json", "board-csv", "board-json"] = Field(
        "html", description="The page; all its lines as CSV or JSON; or its board, where it has one, as CSV or JSON."
    )


class ApiAsking(Asking):
    """The filters of a question to the API, and what part."""

    offset: Offset = 0
    limit: Limit = 1000


class Part(BaseModel):
    """A part of a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    offset: Offset = 0
    limit: Limit = 100


class Search(Part):
    """A full-text search."""

    q: Annotated[str, Field(max_length=400, description="Words that a document must hold, all of them.")] = ""
    offset: Annotated[int, Field(ge=0, le=10_000, description="How many to pass over.")] = 0
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most.")] = 50
