"""Documents, codings and copy links written to the tables, inside a transaction of the caller."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.ledger.copies import fingerprint, verify
from dragoman.ledger.database import Database, Values
from dragoman.ledger.drafts import Draft, drafts, party_pairs
from dragoman.ledger.identity import digest, document_id
from dragoman.ledger.rows import Coding, Run
from dragoman.ledger.statements import statements
from dragoman.ledger.times import written
from dragoman.model import Article, Record, content_hash
from dragoman.serial import article_from_json, article_to_json


@dataclass(frozen=True, slots=True)
class Variant:
    """What a source tells of a document beside its text: its own id, addresses, byline."""

    document: str
    id: str
    body: str


def variant_of(article: Article) -> Variant:
    """The variant that an article is of its document."""
    body = article_to_json(replace(article, text=""))
    return Variant(document_id(article), digest("variant", body), body)


def write_document(database: Database, article: Article, recorded_at: str) -> tuple[int, bool]:
    """The key of a document, and whether it or this variant of it is new; copies of it are then linked."""
    sql, variant = statements(), variant_of(article)
    if added := database.query(sql["add_document"], _document_values(variant, article, recorded_at)):
        key = added[0][0]
        database.execute(sql["add_wording"], {"document": key, "title": article.title, "text": article.text})
    else:
        key = _key(database, sql["document_key"], {"id": variant.document})
    if not database.execute(sql["add_variant"], {"document": key, "id": variant.id, "body": variant.body}):
        return key, False
    database.execute(sql["lower_head"], {"document": key, "head": variant.body})
    _link_copies(database, key, variant.document, article)
    return key, True


def _document_values(variant: Variant, article: Article, recorded_at: str) -> dict[str, object]:
    published = article.date.best
    return {
        "id": variant.document, "content": content_hash(article.title, article.text), "recorded_at": recorded_at,
        "published": published.isoformat() if published else None, "head": variant.body,
    }  # fmt: skip


def write_coding(database: Database, coding: Coding) -> bool:
    """Write a document and the rows of its coding; False when it was coded in that run already."""
    sql = statements()
    document, _ = write_document(database, coding.article, written(coding.recorded_at))
    run = _run_key(database, coding.run)
    values = {
        "document": document, "run": run, "recorded_at": written(coding.recorded_at), "error": coding.error,
        "relevance": coding.record.relevance if coding.record else None,
    }  # fmt: skip
    if not database.execute(sql["add_coding"], values):
        return False
    if coding.record is not None:
        _write_rows(database, coding.record, document_id(coding.article), coding.run.id, document, run)
        _count(database, document, run)
    return True


def _count(database: Database, document: int, run: int) -> None:
    """Let a run count for a document if it is the newest, and its pairs of parties instead of the older run's."""
    sql = statements()
    [(before,)] = database.query(sql["counted_run"], {"document": document})
    if database.execute(sql["newer_run_counts"], {"document": document, "run": run}):
        for counted, by in ((before, -1), (run, 1)):
            database.execute(sql["count_pairs"], {"document": document, "run": counted, "by": by})


def _run_key(database: Database, run: Run) -> int:
    sql = statements()
    database.execute(sql["add_run"], {"id": run.id, "label": run.label, "started_at": written(run.started_at)})
    return _key(database, sql["run_key"], {"id": run.id})


def _key(database: Database, sql: str, values: Values) -> int:
    [(key,)] = database.query(sql, values)
    return int(key)


def _write_rows(database: Database, record: Record, document_id: str, run_id: str, document: int, run: int) -> None:
    sql = statements()
    for draft in drafts(record, document_id, run_id):
        key = _key(database, sql["add_report"], _report_values(draft, document, run))
        for name in sorted(draft.names):
            database.execute(sql["add_subject"], {"name": name, "report": key})
    for one, other in party_pairs(record):
        database.execute(sql["add_party_pair"], {"one": one, "other": other, "document": document, "run": run})


def _report_values(draft: Draft, document: int, run: int) -> dict[str, object]:
    return {
        "id": draft.id, "claim": draft.claim, "document": document, "run": run, "type": draft.type,
        "meeting": draft.meeting, "body": draft.body,
    }  # fmt: skip


def _link_copies(database: Database, key: int, document: str, article: Article) -> None:
    """Link a document with all that copy it, and give the whole cluster its least document as origin."""
    sql, bands = statements(), sorted(fingerprint(article).bands)
    linked = [document]
    for other, text in _candidates(database, bands, key):
        copy = verify(article, text)
        if copy is None:
            continue
        one, two = sorted((document, other))
        values = {"one": one, "other": two, "method": copy.method, "similarity": copy.similarity}
        database.execute(sql["add_copy_link"], values)
        linked.append(other)
    for band in bands:
        database.execute(sql["add_band"], {"key": band, "document": key})
    if len(linked) > 1:
        _join_clusters(database, linked)


def _candidates(database: Database, bands: Sequence[str], key: int) -> Iterator[tuple[str, Article]]:
    """All variants of the documents that share a band."""
    shared = f"SELECT document FROM band WHERE key IN ({database.listed('bands')})"
    test = f"d.key IN ({shared}) AND d.key <> :key"
    found = database.query(f"{statements()['variants']} WHERE {test}", {"bands": bands, "key": key})
    yield from ((other, replace(article_from_json(body), text=text)) for other, body, text in found)


def _join_clusters(database: Database, documents: Sequence[str]) -> None:
    values: dict[str, object] = {"documents": list(documents)}
    test = f"d.id IN ({database.listed('documents')})"
    origins = {row[0] for row in database.query(f"SELECT d.origin FROM document d WHERE {test}", values)}
    joined = f"UPDATE document SET origin = :origin WHERE origin IN ({database.listed('origins')})"
    database.execute(joined, {"origin": min(origins), "origins": sorted(origins)})
