"""The pages, each an address with its filters."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from dragoman.api.ledger import Ledger
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Process
from dragoman.state.changes import Changes
from dragoman.state.choosing import pairs_of
from dragoman.state.times import Times, end_of, in_time
from dragoman.views.answers import meeting_words
from dragoman.views.layout import Section, asked
from dragoman.web import article, listing, timeline
from dragoman.web.filters import Asking, PageAsking, Part, Search, TimelineAsking
from dragoman.web.filters import Times as AskedTimes
from dragoman.web.lines import GLANCE, PAGE, part_of, worth_showing
from dragoman.web.opening import Opened
from dragoman.web.questions import QUESTIONS, QuestionName, answered, process_of
from dragoman.web.rendering import rendered
from dragoman.web.replies import answer_body, as_csv, as_json, tagged

router = APIRouter(include_in_schema=False)

ProcessId = Annotated[str, Path(max_length=200)]
_OVERVIEW: dict[QuestionName, str] = {
    "who": "Next meeting", "changes": "What changed", "disagreements": "Disagreements",
}  # fmt: skip


def _page(request: Request, template: str, **values: Any) -> Response:
    return tagged(request, rendered(request, template, **values), "text/html")


@router.get("/")
def processes(request: Request, ledger: Opened, part: Annotated[Part, Query()]) -> Response:
    """The processes."""
    return _page(request, "processes.html", found=listing.processes(ledger, part), limit=part.limit)


@router.get("/p/{process}")
def overview(request: Request, ledger: Opened, process: ProcessId, asking: Annotated[Asking, Query()]) -> Response:
    """What an analyst asks before a meeting: who comes, what changed, who contradicts whom."""
    of = process_of(ledger, process)
    parts = [(name, heading, _own(ledger, of, name, asking)) for name, heading in _OVERVIEW.items()]
    return _page(
        request, "overview.html", process=of, asking=asking, questions=QUESTIONS, parts=parts, place="overview",
        asked=asked(parts[0][2]), glance=_glance,
    )  # fmt: skip


@router.get("/p/{process}/timeline")
def times(request: Request, ledger: Opened, process: ProcessId, asking: Annotated[TimelineAsking, Query()]) -> Response:
    """When things happened against when they were reported."""
    of = process_of(ledger, process)
    answer = answered(ledger, of, "rounds", _for("rounds", asking))
    rows = timeline.by_day(_rows(ledger, of, asking))
    scale = timeline.scale_of(rows, answer.lines)
    return _page(
        request, "timeline.html", process=of, asking=asking, questions=QUESTIONS, asked=asked(answer), scale=scale,
        place="timeline", bars=[timeline.bar(line, scale) for line in answer.lines] if scale else [],
        strip=timeline.strip(timeline.counts(rows), scale) if scale else [], happened=timeline.happened,
        rows=rows[asking.offset : asking.offset + PAGE],
        next=asking.offset + PAGE if len(rows) > asking.offset + PAGE else None, meeting_words=meeting_words,
    )  # fmt: skip


@router.get("/p/{process}/{question}")
def question(
    request: Request, ledger: Opened, process: ProcessId, question: QuestionName, asking: Annotated[PageAsking, Query()]
) -> Response:
    """The answer to one of the ten questions, as a page, CSV or JSON."""
    of = process_of(ledger, process)
    answer = answered(ledger, of, question, asking)
    if asking.format == "csv":
        return as_csv(request, answer, question)
    if asking.format == "json":
        return as_json(request, answer_body(answer))
    sections, following = part_of(worth_showing(QUESTIONS[question].view(answer)), asking.offset)
    return _page(
        request, "question.html", process=of, asking=asking, questions=QUESTIONS, question=QUESTIONS[question],
        place=question, asked=asked(answer), sections=sections, next=following,
        since=answer.since.known_by if isinstance(answer, Changes) else None,
    )  # fmt: skip


@router.get("/article/{id}")
def one(
    request: Request, ledger: Opened, id: Annotated[str, Path(max_length=200)], times: Annotated[AskedTimes, Query()]
) -> Response:
    """An article with the sentences of its records marked."""
    return _page(request, "article.html", told=article.told(ledger, id, times.known_by))


@router.get("/search")
def search(request: Request, ledger: Opened, search: Annotated[Search, Query()]) -> Response:
    """Documents that hold all the words."""
    return _page(request, "search.html", search=search, found=listing.found(ledger, search))


def _own(ledger: Ledger, process: Process, name: QuestionName, asking: Asking) -> Any:
    return answered(ledger, process, name, _for(name, asking))


def _for(name: QuestionName, asking: AskedTimes) -> Asking:
    """The filters that a question knows, where a page puts several."""
    return Asking.model_construct(**{key: getattr(asking, key) for key in ("as_of", "known_by", *QUESTIONS[name].own)})


def _glance(name: QuestionName, answer: Any) -> tuple[list[Section], int | None]:
    """The first lines of an answer, and where it goes on."""
    return part_of(worth_showing(QUESTIONS[name].view(answer)), 0, GLANCE)


def _rows(ledger: Ledger, process: Process, asking: AskedTimes) -> Any:
    times = Times(as_of=asking.as_of, known_by=end_of(asking.known_by) if asking.known_by else None)
    query = RowQuery(types=timeline.TYPES, party_pairs=pairs_of(process), known_by=times.known_by)
    return in_time(ledger.repository.rows(query), times)
