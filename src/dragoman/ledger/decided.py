"""Rows as decisions by hand leave them: what was rejected is gone, what was accepted or edited stays in any run."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from operator import attrgetter

from dragoman.ledger.corrections import Verdict, corrected, known_by, missing, verdicts
from dragoman.ledger.database import Database
from dragoman.ledger.drafts import Pair, pairs_of
from dragoman.ledger.naming import Renamings, renamed, renamings
from dragoman.ledger.reading import row_in_document, stored_rows
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Correction, Row
from dragoman.ledger.selection import condition, selects


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided by hand, set against the rows of the newest runs.

    Attributes:
        claims: the claims decided on: their rows in the tables do not count, those in ``rows`` do.
        rows: the rows decided on that count, as decided.
        dropped: ids of the meeting rows that were rejected.
    """

    claims: Collection[str]
    rows: tuple[Row, ...]
    dropped: Collection[str]


def decided_rows(database: Database, verdicts: Mapping[str, Verdict]) -> Decided:
    """The rows that the verdicts come to.

    A row that the newest run no longer finds is taken from the correction that keeps it.
    """
    test = f"r.claim IN ({database.listed('claims')})"
    found = {row.claim: row for row in stored_rows(database, test, {"claims": sorted(verdicts)})}
    kept = {v.claim: row for v in missing(verdicts, found) if (row := _kept(database, v))}
    kept = _with_meetings(database, kept, verdicts, found)
    rows = [row for claim, one in {**found, **kept}.items() if (row := corrected(one, verdicts[claim]))]
    return Decided(verdicts.keys(), tuple(rows), {r.id for c, r in found.items() if verdicts[c].rejected})


def rows_of(database: Database, query: RowQuery, corrections: Sequence[Correction]) -> Iterator[Row]:
    """The rows that count and that the query asks for, as corrections known by then leave them; ordered by claim."""
    corrections = known_by(corrections, query.known_by)
    if not corrections:
        return stored_rows(database, *condition(query, database))
    names = renamings(corrections)
    decided = decided_rows(database, verdicts(corrections))
    also = _telling_of(query.party_pairs or (), decided)
    query = _by_borne_name(query, names)
    also_named = [name for name, (borne, _) in names.items() if borne == query.actor]
    stored = stored_rows(database, *condition(query, database, also_told=also, also_named=also_named))
    by_hand = [row for row in decided.rows if _is_wanted(database, query, renamed(row, names), also)]
    rest = (row for row in stored if row.claim not in decided.claims)
    by_claim = attrgetter("claim", "id")
    both = merge(rest, sorted(by_hand, key=by_claim), key=by_claim)
    return (renamed(replace(r, meeting=None) if r.meeting in decided.dropped else r, names) for r in both)


def _by_borne_name(query: RowQuery, names: Renamings) -> RowQuery:
    """The query for an actor under the name borne, where it gives one that was given up."""
    borne = names.get(query.actor or "")
    return replace(query, actor=borne[0]) if borne else query


def _kept(database: Database, verdict: Verdict) -> Row | None:
    row = verdict.kept
    return row_in_document(
        database, row.document, id=row.id, claim=verdict.claim, type=row.type, report=row.report, run=row.run
    )


def _with_meetings(
    database: Database, kept: Mapping[str, Row], verdicts: Mapping[str, Verdict], found: Mapping[str, Row]
) -> dict[str, Row]:
    """The kept rows with the meeting row that each belongs to, found again by the meeting's claim."""
    wanted = sorted({meeting for claim in kept if (meeting := verdicts[claim].kept.meeting)})
    stored = stored_rows(database, f"r.claim IN ({database.listed('claims')})", {"claims": wanted}) if wanted else ()
    ids = {row.claim: row.id for row in (*stored, *found.values(), *kept.values())}
    return {claim: replace(row, meeting=ids.get(verdicts[claim].kept.meeting or "")) for claim, row in kept.items()}


def _telling_of(pairs: Collection[Pair], decided: Decided) -> set[str]:
    """Documents that tell of one of the pairs by a row decided on by hand."""
    return {row.document for row in decided.rows if pairs_of(row.report) & set(pairs)}


def _is_wanted(database: Database, query: RowQuery, row: Row, also: Collection[str]) -> bool:
    if not selects(query, row):
        return False
    if query.party_pairs is None or row.document in also:
        return True
    test, values = condition(RowQuery(documents=[row.document], party_pairs=query.party_pairs), database)
    return any(True for _ in stored_rows(database, test, values))
