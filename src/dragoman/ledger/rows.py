"""What a ledger holds, as typed values: documents, codings, rows, copy links, processes and corrections."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from dragoman.model import Article, DocumentDate, Record, Report
from dragoman.serial import ReportType

RowType = ReportType
Action = Literal["accept", "edit", "reject", "merge", "split", "undo"]
Subject = Literal["row", "meeting", "actor", "correction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A way of reading: all rows that one version of rules, models and settings made.

    Attributes:
        id: hash of what determines the rows: version, rules, models, settings; the same on every machine.
        label: the version and settings in words.
        started_at: when the ledger first saw it (UTC); the newest run of a document is the one that counts.
    """

    id: str
    label: str
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One document read in one run: what is written to the ledger in one transaction, or not at all.

    Attributes:
        record: the record read, or None when the document could not be coded.
        article: the document.
        run: the way of reading.
        recorded_at: when the ledger learned it (UTC).
        error: why the document could not be coded, or None.
    """

    article: Article
    run: Run
    recorded_at: datetime
    record: Record | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document as the ledger knows it.

    Attributes:
        id: hash of title, text, publisher, address and date: the same document has the same id everywhere.
        content: hash of title and text alone: reprints word for word share it.
        article: the article itself.
        recorded_at: when the ledger learned it (UTC).
        origin: id of the least document of its cluster of near-copies; fifty reprints have one origin.
    """

    id: str
    content: str
    article: Article
    recorded_at: datetime
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report in the ledger, with the document it stands in and the time it was learned.

    Attributes:
        id: hash of document, run and the report itself.
        claim: hash of document, type, subject and evidence: what a correction names, the same in every run.
        type: which report type ``report`` is.
        report: the report as it counts, after corrections.
        document: id of the document.
        origin: id of the document's cluster of near-copies: the independent source.
        run: id of the run.
        recorded_at: when the ledger learned it (UTC).
        published: the document's date with bounds.
        publisher: the outlet, or None.
        title: the document's headline.
        url: the document's address, or None.
        meeting: id of the meeting row of the same document that the report belongs to, or None.
        corrected: id of the correction that changed or accepted it, or None.
    """

    id: str
    claim: str
    type: RowType
    report: Report
    document: str
    origin: str
    run: str
    recorded_at: datetime
    published: DocumentDate = field(default_factory=DocumentDate)
    publisher: str | None = None
    title: str = ""
    url: str | None = None
    meeting: str | None = None
    corrected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLink:
    """Two documents of which one copies the other; ``one`` < ``other``.

    Attributes:
        method: ``same_text`` (hash), ``same_address`` (canonical address, AMP) or ``near_copy``.
        similarity: 0 to 1.
    """

    one: str
    other: str
    method: Literal["same_text", "same_address", "near_copy"]
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source that held no readable article.

    Attributes:
        source: the path, or path and line.
        problem: what was wrong with it.
        recorded_at: when the ledger learned it (UTC).
    """

    source: str
    problem: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A negotiation that the ledger follows.

    Attributes:
        id: a short name for commands and addresses (``rus-ukr``).
        name: its name in words.
        parties: the sides, as records name them (ISO alpha-3 or short names).
        mediators: third parties whose statements and proposals belong to it.
        found: it was found from party pairs and not added by hand.
    """

    id: str
    name: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...] = ()
    found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A decision by hand; a row of its own that is never changed.

    Attributes:
        id: hash of all other fields.
        action: what was decided. ``accept``, ``edit`` and ``reject`` name one claim; ``merge`` and ``split``
            name two meeting claims (or two actor names) that are, or are not, the same; ``undo`` names a correction.
        target: the claim, actor name or correction decided on.
        other: the second claim or actor name of ``merge`` and ``split``.
        subject: what kind of thing the target is.
        values: the fields that ``edit`` sets.
        body: the row as it was when it was decided on, so that the decision survives re-extraction.
        by: who decided.
        why: why.
        at: when (UTC).
    """

    id: str
    action: Action
    target: str
    other: str | None = None
    subject: Subject = "row"
    values: dict[str, Any] = field(default_factory=dict)
    body: str | None = None
    by: str
    why: str = ""
    at: datetime
