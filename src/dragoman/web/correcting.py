"""Decisions by hand in the page: forms that ask why, and what was decided; all works without JavaScript."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from dragoman.api.correcting import Decision, Overtaken, correct, last_decision
from dragoman.api.ledger import Ledger
from dragoman.errors import UsageError
from dragoman.ledger.deciding import PairAction, RowAction
from dragoman.web.access import Corrector
from dragoman.web.correcting_choices import (
    is_named,
    names_of_one,
    other_meetings,
    other_mentions,
    process_of_meeting,
)
from dragoman.web.correcting_fields import assignments, inputs_of
from dragoman.web.correcting_shown import Recorded, decisions, recorded, records
from dragoman.web.filters import Form, Part
from dragoman.web.forms import Posted, form_page, has_controls, see
from dragoman.web.opening import Opened
from dragoman.web.problems import NotFound
from dragoman.web.rendering import link, rendered
from dragoman.web.replies import as_csv, as_json, tagged

router = APIRouter(include_in_schema=False)

_REASON: Final = 1000
"""Characters of a reason."""
_HEADINGS: Final = {
    "accept": "Accept a record", "edit": "Edit a record", "reject": "Reject a record", "undo": "Take a decision back",
    "merge meeting": "Two meetings are one", "split meeting": "Two mentions are of two meetings",
    "merge actor": "Two names are of one", "split actor": "Two names are of two",
}  # fmt: skip
_NAME: Final = 200
"""Characters of a name or an id."""
Id = Annotated[str, Path(max_length=_NAME)]
Name = Annotated[str, Query(max_length=_NAME)]
Subject = Literal["meeting", "actor"]


class Listed(Part):
    """What part of the decisions, in which form; as CSV and JSON all of them."""

    format: Form = "html"


@router.get("/corrections")
def all_of_them(request: Request, ledger: Opened, part: Annotated[Listed, Query()]) -> Response:
    """All decisions, the latest first."""
    known = ledger.repository.corrections()
    latest = sorted(known, key=lambda c: (c.at, c.id), reverse=True)
    if part.format == "csv":
        return as_csv(request, records(decisions(known, latest)), "corrections")
    if part.format == "json":
        return as_json(request, {"lines": records(decisions(known, latest)), "total": len(known)})
    end = part.offset + part.limit
    shown, following = decisions(known, latest[part.offset : end]), end if end < len(known) else None
    page = rendered(request, "corrections.html", decided=shown, total=len(known), next=following, limit=part.limit)
    return tagged(request, page, "text/html")


@router.get("/record/{id}")
def one_record(request: Request, ledger: Opened, id: Id) -> Response:
    """One record with what was decided on it, and what can be."""
    record = recorded(ledger, id)
    process = process_of_meeting(ledger, record)
    return tagged(request, rendered(request, "record.html", record=record, process=process), "text/html")


@router.get("/record/{id}/{action}")
def ask_why(request: Request, by: Corrector, ledger: Opened, id: Id, action: RowAction) -> Response:
    """Ask why a record is accepted, rejected, or set anew."""
    return _row_form(request, recorded(ledger, id), action)


@router.post("/record/{id}/{action}")
def decide(request: Request, by: Corrector, given: Posted, id: Id, action: RowAction) -> Response:
    """Accept, edit or reject a record."""
    with request.app.state.ledgers.lent_to_write() as ledger:
        record = recorded(ledger, id)
        try:
            changed = assignments(record.type, record.report, given) if action == "edit" else ()
            decision = Decision(action=action, target=record.claim, assignments=changed)
            correct(ledger.repository, decision, by=by, why=_why(given), seen=given.get("seen", ""))
        except Overtaken as problem:
            return _row_form(request, record, action, given, str(problem), status=409)
        except UsageError as problem:
            return _row_form(request, record, action, given, str(problem), status=422)
    return see(link("article", record.document.id, at=f"claim-{record.claim}"))


@router.get("/correct/{subject}/{action}")
def ask_which(
    request: Request, by: Corrector, ledger: Opened, subject: Subject, action: PairAction, one: Name, other: Name = ""
) -> Response:
    """Ask with which other a meeting or a name is merged, or from which it is split, and why."""
    return _pair_form(request, ledger, subject, action, _named(one), {"other": other})


@router.post("/correct/{subject}/{action}")
def decide_on_two(request: Request, by: Corrector, given: Posted, subject: Subject, action: PairAction) -> Response:
    """Merge or split two meetings or two names."""
    one = _named(given.get("one", "").strip())
    with request.app.state.ledgers.lent_to_write() as ledger:
        try:
            other = _other(ledger, subject, given)
            decision = Decision(action=action, target=one, other=other, subject=subject)
            made = correct(ledger.repository, decision, by=by, why=_why(given))
        except UsageError as problem:
            return _pair_form(request, ledger, subject, action, one, given, str(problem), status=422)
    return see(link("record", made.target) if subject == "meeting" else link("corrections", at=f"c-{made.id}"))


@router.get("/correction/{id}/undo")
def ask_why_undo(request: Request, by: Corrector, ledger: Opened, id: Id) -> Response:
    """Ask why a decision is taken back."""
    return _undo_form(request, ledger, id)


@router.post("/correction/{id}/undo")
def undo(request: Request, by: Corrector, given: Posted, id: Id) -> Response:
    """Take a decision back, by a decision of its own."""
    with request.app.state.ledgers.lent_to_write() as ledger:
        try:
            decision = Decision(action="undo", target=id, subject="correction")
            made = correct(ledger.repository, decision, by=by, why=_why(given), seen=given.get("seen", ""))
        except Overtaken as problem:
            return _undo_form(request, ledger, id, given, str(problem), status=409)
        except UsageError as problem:
            return _undo_form(request, ledger, id, given, str(problem), status=422)
    return see(link("corrections", at=f"c-{made.id}"))


def _why(given: Mapping[str, str]) -> str:
    """The reason given.

    Raises:
        UsageError: if there is none, or one that is too long to be read.
    """
    why = " ".join(given.get("why", "").split())
    if not why:
        raise UsageError("say why; the reason stands beside the decision for those who come after you")
    if len(why) > _REASON or has_controls(why):
        raise UsageError(f"a reason has at most {_REASON} characters, and no control characters")
    return why


def _other(ledger: Ledger, subject: Subject, given: Mapping[str, str]) -> str:
    """The other meeting or name: the one chosen, else the one written.

    Raises:
        UsageError: if there is none, or nobody is called so.
    """
    other = _named(given.get("chosen", "") or given.get("other", "").strip())
    if not other:
        raise UsageError("name the other one: choose it or write it")
    if subject == "actor" and not is_named(ledger, other) and not _was_named(ledger, given.get("one", ""), other):
        raise UsageError(f"no record is about {other!r}; write the name as the records bear it")
    return other


def _named(text: str) -> str:
    """A name or an id as somebody gave it.

    Raises:
        UsageError: if it can be neither.
    """
    if len(text) > _NAME or has_controls(text):
        raise UsageError(f"a name or an id has at most {_NAME} characters, and no control characters")
    return text


def _was_named(ledger: Ledger, one: str, other: str) -> bool:
    return any(choice.value == other for choice in names_of_one(ledger, one))


def _row_form(
    request: Request, record: Recorded, action: RowAction, given: Mapping[str, str] | None = None, problem: str = "",
    *, status: int = 200,
) -> Response:  # fmt: skip
    inputs = inputs_of(record.report) if action == "edit" else []
    back = link("article", record.document.id, at=f"claim-{record.claim}")
    return _form(
        request, given or {}, problem, status, to=link("record", record.claim, action), action=action, record=record,
        inputs=inputs, seen=record.seen, back=back,
    )  # fmt: skip


def _pair_form(
    request: Request, ledger: Ledger, subject: Subject, action: PairAction, one: str, given: Mapping[str, str],
    problem: str = "", *, status: int = 200,
) -> Response:  # fmt: skip
    record = recorded(ledger, one) if subject == "meeting" else None
    if record is not None and record.type != "meeting":
        raise NotFound(f"the record {one!r} tells of no meeting")
    if record is not None:
        choices = other_meetings(ledger, record) if action == "merge" else other_mentions(ledger, record)
    else:
        choices = names_of_one(ledger, one) if action == "split" else []
    back = link("record", one) if record else link("person", one)
    return _form(
        request, given, problem, status, to=link("correct", subject, action), action=action, record=record, one=one,
        subject=subject, choices=choices, back=back,
    )  # fmt: skip


def _undo_form(
    request: Request, ledger: Ledger, id_: str, given: Mapping[str, str] | None = None, problem: str = "", *,
    status: int = 200,
) -> Response:  # fmt: skip
    known = ledger.repository.corrections()
    found = next(iter(decisions(known, [one for one in known if one.id == id_])), None)
    if found is None:
        raise NotFound(f"no correction {id_!r} in the ledger")
    record = recorded(ledger, found.claim) if found.claim else None
    return _form(
        request, given or {}, problem, status, to=link("correction", id_, "undo"), action="undo", record=record,
        decided=found, seen=last_decision(known, id_), back=link("corrections", at=f"c-{id_}"),
    )  # fmt: skip


def _form(request: Request, given: Mapping[str, str], problem: str, status: int, **values: Any) -> Response:
    nothing: dict[str, Any] = {
        "record": None, "inputs": (), "choices": (), "seen": "", "one": "", "subject": "", "decided": None,
    }  # fmt: skip
    told = {**nothing, **values}
    heading = _HEADINGS[" ".join(filter(None, (told["action"], told["subject"])))]
    return form_page(request, "decide.html", status=status, heading=heading, given=given, problem=problem, **told)
