"""A `RowQuery` as the condition of an SQL statement, and as a test of a row in hand."""

from collections.abc import Collection, Iterator
from datetime import date

from dragoman.ledger.database import Database
from dragoman.ledger.drafts import names_of
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Row
from dragoman.ledger.times import written

Part = tuple[str, dict[str, object]]


def condition(
    query: RowQuery, database: Database, *, also_told: Collection[str] = (), also_named: Collection[str] = ()
) -> Part:
    """The condition on ``report r`` and ``document d``, and its parameters; ``TRUE`` when all rows are wanted.

    Args:
        query: the query.
        database: whose SQL it is for.
        also_told: documents that tell of the query's pairs of parties by a row that was edited by hand.
        also_named: names that were merged by hand with the query's actor.
    """
    parts = [
        *_on_documents(query, database),
        *_on_parties(query, database, also_told),
        *_on_reports(query, database, also_named),
    ]
    values = {name: value for _, given in parts for name, value in given.items()}
    return " AND ".join(part for part, _ in parts) or "TRUE", values


def _on_documents(query: RowQuery, database: Database) -> Iterator[Part]:
    if query.documents is not None:
        keys = f"SELECT key FROM document WHERE id IN ({database.listed('documents')})"  # so that their rows are sought
        yield f"r.document IN ({keys})", {"documents": sorted(set(query.documents))}
    if query.known_by is not None:
        yield "d.recorded_at <= :known_by", {"known_by": written(query.known_by)}
    if query.published_from is not None:
        yield "d.published >= :published_from", {"published_from": query.published_from.isoformat()}
    if query.published_to is not None:
        yield "d.published <= :published_to", {"published_to": query.published_to.isoformat()}


def _on_parties(query: RowQuery, database: Database, also_told: Collection[str]) -> Iterator[Part]:
    if query.party_pairs is None:
        return
    values: dict[str, object] = {}
    tests = []
    for number, (one, other) in enumerate(sorted(set(query.party_pairs))):
        tests.append(f"(p.one = :one_{number} AND p.other = :other_{number})")
        values |= {f"one_{number}": one, f"other_{number}": other}
    told = f"SELECT p.document FROM party_pair p WHERE {' OR '.join(tests) or 'FALSE'}"
    if also_told:
        told += f" UNION SELECT key FROM document WHERE id IN ({database.listed('also_told')})"
        values["also_told"] = sorted(also_told)
    yield f"r.document IN ({told})", values


def _on_reports(query: RowQuery, database: Database, also_named: Collection[str]) -> Iterator[Part]:
    if query.types:
        yield f"r.type IN ({database.listed('types')})", {"types": sorted(query.types)}
    if query.meetings is not None:
        yield f"r.meeting IN ({database.listed('meetings')})", {"meetings": sorted(set(query.meetings))}
    if query.actor is not None:
        named = f"SELECT s.report FROM subject s WHERE s.name IN ({database.listed('actors')})"
        yield f"r.key IN ({named})", {"actors": sorted({query.actor, *also_named})}
    if query.claims is not None:
        sought = database.listed("claims")
        yield f"(r.claim IN ({sought}) OR r.id IN ({sought}))", {"claims": sorted(set(query.claims))}


def selects(query: RowQuery, row: Row) -> bool:
    """Whether a query asks for a row after corrections, but for its pairs of parties, which are its document's."""
    return (
        (not query.types or row.type in query.types)
        and (query.documents is None or row.document in query.documents)
        and (query.known_by is None or written(row.recorded_at) <= written(query.known_by))
        and _is_of_days(query, row.published.best)
        and (query.meetings is None or row.meeting in query.meetings)
        and (query.actor is None or query.actor in names_of(row.report))
        and (query.claims is None or row.claim in query.claims or row.id in query.claims)
    )


def _is_of_days(query: RowQuery, day: date | None) -> bool:
    if query.published_from is None and query.published_to is None:
        return True
    return day is not None and (query.published_from or day) <= day <= (query.published_to or day)
