"""What each tool may be given, typed and checked; an argument that a tool does not know is refused."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from dragoman.web.filters import Asking, Moment, Offset, Part, Search, Since, Times, Words
from dragoman.web.questions import QuestionName

MOST_LINES: Final = 100
MOST_TEXT: Final = 40_000
"""Characters of an article in one result."""

ProcessId = Annotated[
    Words, Field(description="Id of a process, as `processes` lists them; may be left out when one is plainly meant.")
]
Lines = Annotated[int, Field(ge=1, le=MOST_LINES, description="How many lines at most.")]


class Asked(Times):
    """A question to a process."""

    process: ProcessId = None
    offset: Offset = 0
    limit: Lines = 20

    def asking(self) -> Asking:
        """The filters as the questions take them."""
        return Asking.model_construct(**self.model_dump(exclude={"process", "offset", "limit"}))


class AskedSince(Asked):
    """A question about the time since."""

    since: Since = Field(None, description="Day, time (UTC), or how long ago: 24h, 7d; 24h unless given.")


class AskedOfMeeting(Asked):
    """A question about a meeting."""

    meeting: Words = Field(None, description="Round number, id, label, place or day of a meeting; else the next one.")


class AskedOfSpeaker(Asked):
    """A question about a speaker."""

    speaker: Words = Field(None, description="Only this speaker.")


class Listed(Part):
    """A part of the processes."""

    limit: Lines = 50


class Sought(Search):
    """A full-text search."""

    limit: Annotated[int, Field(ge=1, le=50, description="How many at most.")] = 10


class OneArticle(BaseModel):
    """A part of one article."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(max_length=200, description="Id of an article, as search results and evidence give it.")]
    offset: Annotated[int, Field(ge=0, le=100_000_000, description="How many characters of the text to pass over.")] = 0
    limit: Annotated[int, Field(ge=1, le=MOST_TEXT, description="How many characters of the text at most.")] = 8_000
    known_by: Moment = Field(None, description="Its records by what had been read by this day or time (UTC).")


def arguments_of(question: QuestionName) -> type[Asked]:
    """The arguments of one of the ten questions."""
    match question:
        case "changes":
            return AskedSince
        case "who" | "delegations":
            return AskedOfMeeting
        case "quotes":
            return AskedOfSpeaker
        case _:
            return Asked
