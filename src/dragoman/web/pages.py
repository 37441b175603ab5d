"""The pages, each an address with its filters."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from dragoman.api.ledger import Ledger
from dragoman.errors import UsageError
from dragoman.ledger.rows import Process
from dragoman.state.changes import Changes
from dragoman.state.identity import side_of
from dragoman.views.answers import meeting_words
from dragoman.views.delegation_board import DelegationBoard, round_name
from dragoman.views.layout import asked
from dragoman.views.sheet import told_sheet
from dragoman.views.venues import venue_sheet, venues_of
from dragoman.web import article, listing, timeline, venue_map
from dragoman.web.boards import BOARDS, ROUNDS, Board
from dragoman.web.filters import Asking, FormAsking, MapAsking, PageAsking, Part, PersonAsking, Search, TimelineAsking
from dragoman.web.filters import Times as AskedTimes
from dragoman.web.kept import Unnamed, keeping
from dragoman.web.lines import PAGE, part_of, worth_showing
from dragoman.web.links import Links, links_of
from dragoman.web.meeting import meeting_page, meeting_told
from dragoman.web.opening import Opened
from dragoman.web.overview import overview_page
from dragoman.web.person import person_page, person_told
from dragoman.web.questions import QUESTIONS, QuestionName, answered, filters_of, process_of
from dragoman.web.rendering import unnamed
from dragoman.web.replies import answer_body, as_csv, as_json, as_sheet

router = APIRouter(include_in_schema=False)

ProcessId = Annotated[str, Path(max_length=200)]
Id = Annotated[str, Path(max_length=200)]


@router.get("/")
@keeping
def processes(request: Request, ledger: Opened, part: Annotated[Part, Query()]) -> Response:
    """The processes."""
    return _page(request, "processes.html", found=listing.processes(ledger, part), limit=part.limit)


@router.get("/p/{process}")
@keeping
def overview(request: Request, ledger: Opened, process: ProcessId, asking: Annotated[Asking, Query()]) -> Response:
    """What an analyst asks before a meeting: who comes, what changed, who contradicts whom, what to doubt."""
    of = process_of(ledger, process)
    values = overview_page(ledger, of, asking)
    return _process_page(request, "overview.html", of, asking, place="overview", **values)


@router.get("/p/{process}/timeline")
@keeping
def times(request: Request, ledger: Opened, process: ProcessId, asking: Annotated[TimelineAsking, Query()]) -> Response:
    """When things happened against when they were reported."""
    of = process_of(ledger, process)
    answer = answered(ledger, of, "rounds", filters_of("rounds", asking))
    rows = ledger.remembered.answer(
        ("by day", of, asking.as_of, asking.known_by), lambda: timeline.by_day(_rows(ledger, of, asking))
    )
    if asking.format != "html":
        return as_sheet(request, told_sheet("Timeline", rows), "timeline", asking.format)
    scale = timeline.scale_of(rows, answer.lines)
    return _process_page(
        request, "timeline.html", of, asking, place="timeline", asked=asked(answer), scale=scale,
        bars=[timeline.bar(line, scale) for line in answer.lines[-timeline.DRAWN :]] if scale else [],
        undrawn=max(0, len(answer.lines) - timeline.DRAWN),
        strip=timeline.strip(timeline.counts(rows), scale) if scale else [], happened=timeline.happened,
        rows=rows[asking.offset : asking.offset + PAGE],
        next=asking.offset + PAGE if len(rows) > asking.offset + PAGE else None,
    )  # fmt: skip


@router.get("/p/{process}/map")
@keeping
def venues(request: Request, ledger: Opened, process: ProcessId, asking: Annotated[MapAsking, Query()]) -> Response:
    """Where the process met."""
    of = process_of(ledger, process)
    answer = answered(ledger, of, "rounds", filters_of("rounds", asking))
    found = venues_of(answer.lines)
    if asking.format != "html":
        return as_sheet(request, venue_sheet(found), "venues", asking.format)
    frame = venue_map.frame_of(found, asking.extent)
    return _process_page(
        request, "map.html", of, asking, place="map", asked=asked(answer), venues=found, frame=frame,
        dots=venue_map.dots(found, frame), land=venue_map.land,
    )  # fmt: skip


@router.get("/p/{process}/meeting/{id}")
@keeping
def one_meeting(
    request: Request, ledger: Opened, process: ProcessId, id: Id, asking: Annotated[FormAsking, Query()]
) -> Response:
    """One meeting; its id may be that of any row that mentions it."""
    of = process_of(ledger, process)
    told = meeting_told(ledger, of, id, asking.as_of, asking.known_by)
    if asking.format != "html":
        return as_sheet(request, told.sheet(), "meeting", asking.format, meeting=told.line)
    return _process_page(request, "meeting.html", of, asking, place="meeting", **meeting_page(told))


@router.get("/p/{process}/{question}")
@keeping
def question(
    request: Request, ledger: Opened, process: ProcessId, question: QuestionName, asking: Annotated[PageAsking, Query()]
) -> Response:
    """The answer to one of the ten questions, as a page, CSV or JSON."""
    of = process_of(ledger, process)
    answer = answered(ledger, of, question, asking)
    if asking.format == "csv":
        return as_csv(request, answer.records(), question)
    if asking.format == "json":
        return as_json(request, answer_body(answer))
    board = BOARDS[question](ledger, of, answer, asking) if question in BOARDS else None
    if asking.format != "html":
        return _board(request, board, question, "csv" if asking.format == "board-csv" else "json")
    sections, following = part_of(worth_showing(QUESTIONS[question].view(answer)), asking.offset)
    return _process_page(
        request, "question.html", of, asking, place=question, question=QUESTIONS[question], asked=asked(answer),
        sections=sections, next=following, since=answer.since.known_by if isinstance(answer, Changes) else None,
        board=board, named=(answer, board), side_of=side_of, **_board_words(board),
    )  # fmt: skip


@router.get("/person/{id:path}")
@keeping
def one_person(request: Request, ledger: Opened, id: Id, asking: Annotated[PersonAsking, Query()]) -> Response:
    """One person, by id or name."""
    of = process_of(ledger, asking.process) if asking.process else None
    told = person_told(ledger, id, of, asking)
    if asking.format != "html":
        return as_sheet(request, told.sheet(), "person", asking.format, person=told.who)
    links = links_of(list(told.mentions.values()), of.id if of else None, asking.kept())
    return _page(
        request, "person.html", process=of, asking=asking, questions=QUESTIONS, place="person", key=id, links=links,
        known_by=asking.written()["known_by"], **person_page(told),
    )  # fmt: skip


@router.get("/article/{id}")
@keeping
def one(request: Request, ledger: Opened, id: Id, times: Annotated[AskedTimes, Query()]) -> Response:
    """An article with the sentences of its records marked."""
    return _page(request, "article.html", told=article.told(ledger, id, times.known_by))


@router.get("/search")
@keeping
def search(request: Request, ledger: Opened, search: Annotated[Search, Query()]) -> Response:
    """Documents that hold all the words."""
    return _page(request, "search.html", search=search, found=listing.found(ledger, search))


def _page(request: Request, template: str, **values: Any) -> Response:
    return Unnamed(unnamed(request, template, **values))


def _process_page(
    request: Request, template: str, process: Process, asking: AskedTimes, *, named: Any = (), **values: Any
) -> Response:
    """A page of a process; the persons and meetings in ``named`` are links wherever the page names them."""
    links: Links = links_of(named, process.id, asking.kept())
    return _page(
        request, template, process=process, asking=asking, questions=QUESTIONS, links=links,
        known_by=asking.written()["known_by"], meeting_words=meeting_words, **values,
    )  # fmt: skip


def _board(request: Request, board: Board | None, question: QuestionName, form: Any) -> Response:
    if board is None:
        raise UsageError(f"{question} has no board; the questions with one are {', '.join(BOARDS)}")
    return as_sheet(request, board.sheet(), f"{question}-board", form)


def _board_words(board: Board | None) -> dict[str, Any]:
    """What the board of rounds calls them, and where the rounds before its first are."""
    if not isinstance(board, DelegationBoard):
        return {}
    first = board.rounds[0].id if len(board.rounds) == ROUNDS else None
    return {"rounds": list(zip(board.rounds, board.before, strict=True)), "round_name": round_name, "earlier": first}


def _rows(ledger: Ledger, process: Process, asking: AskedTimes) -> Any:
    return ledger.rows(process.id, timeline.TYPES, as_of=asking.as_of, known_by=asking.known_by)
