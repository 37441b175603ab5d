"""The errors that Dragoman raises, each named by the reader's problem.

``DragomanError``
    ├── ``SourceError``      a file, page or line that cannot be read as an article
    ├── ``ModelError``       a language model or data file that is missing or altered
    ├── ``RuleError``        a rule file that breaks the rule format
    ├── ``LedgerError``      a ledger that is missing, foreign, newer, locked or without room
    └── ``UsageError``       a command or call given arguments that make no sense
"""


class DragomanError(Exception):
    """The root of all errors that a user can meet; its message ends with what to do."""

    exit_code = 1


class SourceError(DragomanError):
    """A source holds no readable article.

    Attributes:
        source: the path, URL or line that was read.
        problem: what was wrong with it, in words.
    """

    exit_code = 3

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(source, problem)
        self.source = source
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.source}: {self.problem}"


class ModelError(DragomanError):
    """A language model or a shipped data file is missing, or is not the file it should be."""

    exit_code = 4


class RuleError(DragomanError):
    """A rule file breaks the rule format; the message names the file and the rule."""

    exit_code = 4


class LedgerError(DragomanError):
    """A ledger is missing, is none of ours, was written by a newer Dragoman, stays locked, or has no room left."""

    exit_code = 5


class UsageError(DragomanError):
    """A command was given arguments that make no sense together."""

    exit_code = 2
