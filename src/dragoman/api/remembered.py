"""What was read of late, kept while nobody writes: the second question on a process need not read it again."""

from collections.abc import Callable, Hashable, Mapping

from dragoman.ledger.repository import Repository
from dragoman.state.case import Case

MOST_ROWS = 30_000
"""Rows that are kept: some 200 megabytes. The case put last is kept whatever its size."""


class Remembered:
    """Counts of documents and cases of one ledger, as long as nobody writes."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._version: Hashable = None
        self._documents: Mapping[tuple[str, str], int] | None = None
        self._cases: dict[Hashable, Case] = {}

    def documents(self) -> Mapping[tuple[str, str], int]:
        """How many documents tell of dealings between each pair of parties."""
        self._look_up()
        if self._documents is None:
            self._documents = self._repository.party_pairs()
        return self._documents

    def case(self, key: Hashable, make: Callable[[], Case]) -> Case:
        """The case of that key; made when it is asked for first, or again when it was let go."""
        self._look_up()
        case = self._cases.pop(key, None) or make()
        self._cases[key] = case  # as the last, which is let go last
        while len(self._cases) > 1 and sum(len(one.rows) for one in self._cases.values()) > MOST_ROWS:
            del self._cases[next(iter(self._cases))]
        return case

    def _look_up(self) -> None:
        """Forget all when the ledger may read otherwise. Looked at before reading: a write in between is seen next."""
        version = self._repository.version()
        if version != self._version:
            self._version, self._documents = version, None
            self._cases.clear()
