"""What the overview of a process shows."""

from collections import Counter
from typing import Any, Final

from dragoman.api.ledger import Ledger
from dragoman.ledger.rows import Process, RowType
from dragoman.model import Flag
from dragoman.views.answers import level_line
from dragoman.views.layout import asked
from dragoman.views.standing import groups, tellers
from dragoman.web.filters import Asking
from dragoman.web.lines import GLANCE, part_of, worth_showing
from dragoman.web.questions import QUESTIONS, QuestionName, answered, filters_of

_FLAGS: Final[tuple[RowType, ...]] = ("flag",)
_MOST: Final = 12
"""Lines of one group of those who come."""


def overview_page(ledger: Ledger, process: Process, asking: Asking) -> dict[str, Any]:
    """The values of the page: the next meeting, what changed, what is disputed, flags, and whose word it is."""
    who, changes, disputed = (_answer(ledger, process, name, asking) for name in ("who", "changes", "disagreements"))
    changed, more_changed = part_of(worth_showing(QUESTIONS["changes"].view(changes)), 0, GLANCE)
    differing, more_differing = part_of(worth_showing(QUESTIONS["disagreements"].view(disputed)), 0, GLANCE)
    return {
        "asked": asked(who), "meeting": who.meeting, "levels": [level_line(level) for level in who.levels],
        "groups": list(groups(who.lines)), "most": _MOST, "told_by": tellers(who.lines),
        "changes": changes, "changed": changed, "more_changed": more_changed,
        "disagreements": differing, "more_disagreements": more_differing,
        "flags": flags(ledger, process, asking), "named": (who, changes, disputed),
    }  # fmt: skip


def flags(ledger: Ledger, process: Process, asking: Asking) -> dict[str, int]:
    """How many flags of each kind the process's reports bear at these times, the commonest first."""
    rows = ledger.rows(process.id, _FLAGS, as_of=asking.as_of, known_by=asking.known_by)
    return dict(Counter(row.report.kind for row in rows if isinstance(row.report, Flag)).most_common())


def _answer(ledger: Ledger, process: Process, name: QuestionName, asking: Asking) -> Any:
    return answered(ledger, process, name, filters_of(name, asking))
