"""The tools: name, what each does in a sentence, its arguments, and how it answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from dragoman.api.ledger import Ledger
from dragoman.errors import UsageError
from dragoman.mcp_server import results
from dragoman.mcp_server.arguments import Listed, OneArticle, Sought, arguments_of
from dragoman.mcp_server.bounds import NOTICE
from dragoman.web.questions import QUESTIONS, QuestionName


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTool:
    """One tool.

    Attributes:
        name: its name.
        does: what it answers, in words that a language model chooses by.
        arguments: what it may be given.
        answer: gives its result, without the notice.
    """

    name: str
    does: str
    arguments: type[BaseModel]
    answer: Callable[[Ledger, Any], results.Result]

    def __call__(self, ledger: Ledger, given: dict[str, Any]) -> results.Result:
        """The result for arguments as they came, with the notice that it holds words of others.

        Raises:
            UsageError: if an argument is unknown or makes no sense.
            DragomanError: if the ledger has no such thing, or cannot be read.
        """
        try:
            checked = self.arguments.model_validate(given)
        except ValidationError as problem:
            raise UsageError(_told(problem)) from None
        with ledger.repository.snapshot():
            return {"notice": NOTICE} | self.answer(ledger, checked)


def ledger_tools() -> Iterator[LedgerTool]:
    """The tools by which a ledger is read."""
    for name in get_args(QuestionName):
        yield LedgerTool(
            name=name,
            does=f"{QUESTIONS[name].asks} Each line has its sentences with outlet and date.",
            arguments=arguments_of(name),
            answer=partial(results.answer, name),
        )
    yield LedgerTool(
        name="processes",
        does="The negotiations that the ledger knows: id, name, parties, mediators.",
        arguments=Listed,
        answer=results.processes,
    )
    yield LedgerTool(
        name="article", does="The text of one article and the records made of it, with the offsets of their evidence.",
        arguments=OneArticle, answer=results.one_article,
    )  # fmt: skip
    yield LedgerTool(
        name="search", does="Articles that hold all the words, best first.", arguments=Sought, answer=results.search
    )


def _told(problem: ValidationError) -> str:
    """Which argument is wrong, and how, in one line; what was given is not repeated."""
    return "; ".join(
        f"{'.'.join(map(str, error['loc'])) or 'arguments'}: {error['msg'].removeprefix('Value error, ')}"
        for error in problem.errors(include_input=False, include_url=False)
    )
