"""Which process and which meeting a question is about."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from dragoman.errors import UsageError
from dragoman.ledger.rows import Process
from dragoman.state.case import Case
from dragoman.state.meetings import Meeting

Pair = tuple[str, str]
_DOMINANT = 2
"""A process is taken unnamed when this many times as many documents tell of it as of any other."""


def pairs_of(process: Process) -> list[Pair]:
    """The pairs of its sides, each sorted: documents that tell of dealings between such a pair are the process's."""
    return list(combinations(sorted(set(process.parties)), 2))


def known_processes(added: Sequence[Process], documents: Mapping[Pair, int]) -> list[Process]:
    """The processes added by hand, then one for each other pair of parties, the most reported first."""
    covered = {pair for process in added for pair in pairs_of(process)}
    pairs = sorted((pair for pair in documents if pair not in covered), key=lambda pair: (-documents[pair], pair))
    return [*added, *(_found(pair) for pair in pairs)]


def _found(pair: Pair) -> Process:
    return Process(id="-".join(pair).lower().replace(" ", "-"), name=" and ".join(pair), parties=pair, found=True)


def chosen_process(processes: Sequence[Process], documents: Mapping[Pair, int], name: str | None) -> Process:
    """The process called ``name``, or the one that is meant without a name: the only one added by hand, else the only
    or the dominant one found.

    Raises:
        UsageError: if there is none, or several and no name.
    """
    if name is not None:
        found = [
            process for process in processes if name.casefold() in (process.id.casefold(), process.name.casefold())
        ]
        if not found:
            raise UsageError(f"no process {name!r} in the ledger; {_listed(processes)}")
        return found[0]
    candidates = [process for process in processes if not process.found] or list(processes)
    if not candidates:
        raise UsageError("the ledger tells of no process; ingest reports, or add one with `dragoman process add`")
    ranked = sorted(candidates, key=lambda process: (-_weight(process, documents), process.id))
    first, *others = (_weight(process, documents) for process in ranked)
    if others and (first == 0 or first < _DOMINANT * others[0]):
        raise UsageError(f"several processes; name one with --process: {_listed(ranked)}")
    return ranked[0]


def chosen_meeting(case: Case, name: str) -> Meeting:
    """The meeting of an id, of a round's number, or the only one whose label, place or day holds the words.

    Raises:
        UsageError: if there is none or several.
    """
    exact = [m for m in case.meetings if name in (m.id, str(m.number))]
    found = exact or [m for m in case.meetings if name.casefold() in _described(m).casefold()]
    if len(found) != 1:
        listed = "; ".join(f"{m.id} {_described(m)}" for m in (found or case.meetings)[:5]) or "it has none"
        raise UsageError(f"{'several meetings are' if found else 'no meeting is'} called {name!r}: {listed}")
    return found[0]


def _described(meeting: Meeting) -> str:
    day = meeting.time.edtf() if meeting.time else ""
    return " ".join(part for part in (*meeting.labels, meeting.place, day) if part)


def _weight(process: Process, documents: Mapping[Pair, int]) -> int:
    return max((documents.get(pair, 0) for pair in pairs_of(process)), default=0)


def _listed(processes: Sequence[Process]) -> str:
    shown = ", ".join(process.id for process in processes[:8])
    return f"it has {shown}" + (" and others" if len(processes) > 8 else "") if shown else "it has none"
