"""The HTTP API: the same questions as JSON, versioned, in parts, with an ETag on every reply."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel

from dragoman.web import article, listing
from dragoman.web.filters import ApiAsking, Part, Search, Times
from dragoman.web.opening import Opened
from dragoman.web.questions import QuestionName, answered, process_of
from dragoman.web.replies import answer_body, as_json


class Problem(BaseModel):
    """What went wrong, in words."""

    detail: str


class Processes(BaseModel):
    """A part of the processes."""

    items: list[dict[str, Any]]
    total: int
    next: int | None


class Found(BaseModel):
    """A part of what a search found."""

    items: list[dict[str, Any]]
    next: int | None


class Answered(BaseModel, extra="allow"):
    """An answer: its lines, each with the rows that show it, and what else the question tells."""

    process: dict[str, Any]
    times: dict[str, Any]
    lines: list[dict[str, Any]]
    total: int
    next: int | None


class ArticleTold(BaseModel, extra="allow"):
    """A document with its rows; offsets count Unicode code points."""

    id: str
    title: str
    text: str
    rows: list[dict[str, Any]]


router = APIRouter(
    prefix="/api/v1",
    responses={304: {"description": "Not changed since the ETag given in If-None-Match."}, 503: {"model": Problem}},
)
_MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}

ProcessId = Annotated[str, Path(description="Id of a process.", max_length=200)]


@router.get("/processes", response_model=Processes)
def processes(request: Request, ledger: Opened, part: Annotated[Part, Query()]) -> Response:
    """The processes: those added by hand, then those found, the most reported first."""
    return as_json(request, listing.processes(ledger, part))


@router.get("/processes/{process}/{question}", response_model=Answered, responses=_MISSING)
def question(
    request: Request, ledger: Opened, process: ProcessId, question: QuestionName, asking: Annotated[ApiAsking, Query()]
) -> Response:
    """The answer to one of the ten questions."""
    answer = answered(ledger, process_of(ledger, process), question, asking)
    return as_json(request, answer_body(answer, asking.offset, asking.limit))


@router.get("/articles/{id}", response_model=ArticleTold, responses=_MISSING)
def articles(
    request: Request,
    ledger: Opened,
    id: Annotated[str, Path(description="Id of a document.", max_length=200)],
    times: Annotated[Times, Query()],
) -> Response:
    """A document with its rows and the offsets of their evidence; only ``known_by`` counts here."""
    return as_json(request, article.body(article.told(ledger, id, times.known_by)))


@router.get("/search", response_model=Found)
def search(request: Request, ledger: Opened, search: Annotated[Search, Query()]) -> Response:
    """Documents that hold all the words, best first."""
    return as_json(request, listing.found(ledger, search))
