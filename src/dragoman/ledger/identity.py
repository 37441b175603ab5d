"""Ids as hashes of what they name: the same in every ledger, whatever the order, batch or worker."""

import hashlib
from collections.abc import Iterable

from dragoman.model import Article, Evidence

DIGITS = 16


def digest(*parts: str) -> str:
    """SHA-256 over parts of text, each closed off from the next; 16 hex digits."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()[:DIGITS]


def document_id(article: Article) -> str:
    """Id of a document: of its title, text, publisher, address (the canonical one, if known) and date."""
    published = article.date.best.isoformat() if article.date.best else ""
    address = article.canonical_url or article.url or ""
    return digest("document", article.title, article.text, article.publisher or "", address, published)


def row_id(document: str, run: str, type_: str, body: str) -> str:
    """Id of a row: of its document, its run and the report as JSON."""
    return digest("row", document, run, type_, body)


def claim_id(document: str, type_: str, subject: str, evidence: Iterable[Evidence], twin: int = 0) -> str:
    """Id of a claim: of document, type, subject and evidence; twins that have all these in common are numbered."""
    spans = ",".join(f"{e.field}:{e.start}:{e.end}" for e in evidence)
    return digest("claim", document, type_, subject, spans, str(twin) if twin else "")
