"""The ten questions as the page and the API put them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from dragoman.api.ledger import Ledger
from dragoman.api.times import counted_back
from dragoman.errors import UsageError
from dragoman.ledger.rows import Process
from dragoman.state.answer import Answer
from dragoman.state.changes import TYPES
from dragoman.state.times import end_of
from dragoman.views import answers
from dragoman.views.layout import View
from dragoman.web.filters import Asking, Times
from dragoman.web.problems import NotFound

QuestionName = Literal[
    "who", "changes", "disagreements", "positions", "conditions", "delegations", "rounds", "quotes", "sources", "doubts"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    Attributes:
        title: its heading.
        asks: what it asks, in a sentence.
        view: how its answer is laid out.
        own: the filters that it knows besides the two times.
    """

    title: str
    asks: str
    view: View
    own: frozenset[str] = frozenset()


def _question(title: str, asks: str, view: View, *own: str) -> Question:
    return Question(title=title, asks=asks, view=view, own=frozenset(own))


QUESTIONS: Final[dict[QuestionName, Question]] = {
    "who": _question("Who comes", "Who has confirmed, declined or set conditions for the next round, by whose word, "
                     "since when?", answers.who_view, "meeting"),
    "changes": _question("What changed", "What stands otherwise than before, and which new reports changed nothing?",
                         answers.changes_view, "since"),
    "disagreements": _question("Disagreements", "Where do independent sources contradict each other?",
                               answers.disagreements_view),
    "positions": _question("Positions", "What has each side demanded, offered, rejected, accepted and conceded?",
                           answers.positions_view),
    "conditions": _question("Conditions", "Which conditions are open, and which were met, have failed or were waived?",
                            answers.conditions_view),
    "delegations": _question("Delegations", "How does each delegation compare with last round's, and with what was "
                             "expected?", answers.delegations_view, "meeting"),
    "rounds": _question("Rounds", "How did earlier rounds go, and does “the first since” hold?", answers.rounds_view),
    "quotes": _question("Quotes", "Who said exactly what, and in which wordings was it printed?",
                        answers.quotes_view, "speaker"),
    "sources": _question("Sources", "What is official, anonymous, rumour or the author's own, by source?",
                         answers.sources_view),
    "doubts": _question("Doubts", "What should not be trusted, why, and what would settle it?", answers.doubts_view),
}  # fmt: skip
"""The questions by name, in the order in which practice asks them."""


def process_of(ledger: Ledger, name: str) -> Process:
    """The process of an id.

    Raises:
        NotFound: if the ledger has none of that id.
    """
    found = next((process for process in ledger.processes() if process.id == name), None)
    if found is None:
        raise NotFound(f"no process {name!r} in the ledger")
    return found


def answered(ledger: Ledger, process: Process, name: QuestionName, asking: Asking) -> Answer[Any]:
    """The answer to a question.

    Raises:
        UsageError: if a filter is given that the question does not know, or one that names nothing.
    """
    own = {key: getattr(asking, key) for key in ("since", "meeting", "speaker") if getattr(asking, key) is not None}
    foreign = sorted(own.keys() - QUESTIONS[name].own)
    if foreign:
        raise UsageError(f"{foreign[0]} is no filter of {name}")
    if name == "changes":
        own["since"] = since_of(ledger, process, asking)
    answer: Answer[Any] = getattr(ledger, name)(process.id, as_of=asking.as_of, known_by=asking.known_by, **own)
    return answer


def filters_of(name: QuestionName, asking: Times) -> Asking:
    """The filters that a question knows, where a page puts several."""
    return Asking.model_construct(**{key: getattr(asking, key) for key in ("as_of", "known_by", *QUESTIONS[name].own)})


def since_of(ledger: Ledger, process: Process, asking: Asking) -> date | datetime:
    """Since when changes are asked for; spans count back from ``known_by``, else from when the ledger last learned
    something of the process: a ledger that was filled a year ago has its last day then.
    """
    return counted_back(asking.since or "24h", asking.known_by or last_learned(ledger, process), "since")


def last_learned(ledger: Ledger, process: Process) -> datetime:
    """When the ledger last learned something that may set the state of a process; now when it knows nothing."""
    return max((row.recorded_at for row in ledger.rows(process.id, TYPES)), default=end_of(datetime.now(UTC)))
