"""Near-copies among documents grouped by event (ECB+, Cybulska and Vossen 2014): copies across events are wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.measures import Ratio
from dragoman.ledger.copies import fingerprint, verify
from dragoman.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDocumentResult:
    """Which pairs of documents are taken for copies.

    Attributes:
        documents: how many documents were compared.
        one_event: of the pairs of one event, those taken for copies; most are other reports of the event.
        other_events: of the pairs of two events, those taken for copies; all are wrong.
        looked_up: of the copies, those that fingerprints alone would have found.
    """

    documents: int
    one_event: Ratio
    other_events: Ratio
    looked_up: Ratio


def evaluate_same_document(path: Path) -> SameDocumentResult:
    """What near-copies are found in a JSON Lines file of documents with ``subtopic`` and ``sentences``.

    Raises:
        SourceError: if the file can't be read or a line is no document.
    """
    read = [(row["subtopic"], _article(row)) for row in read_coded(path, fields=("subtopic", "sentences"))]
    bands = {article.id: set(fingerprint(article).bands) for _, article in read}
    one_event, other_events, looked_up = Ratio(), Ratio(), Ratio()
    for (event, one), (other_event, other) in combinations(read, 2):
        copied = verify(one, other) is not None
        if event == other_event:
            one_event += Ratio(copied, 1)
        else:
            other_events += Ratio(copied, 1)
        looked_up += Ratio(copied and bool(bands[one.id] & bands[other.id]), copied)
    return SameDocumentResult(documents=len(read), one_event=one_event, other_events=other_events, looked_up=looked_up)


def _article(row: Mapping[str, Any]) -> Article:
    """The document as an article: its first sentence that is no address is its headline."""
    lines = [" ".join(sentence["tokens"]) for sentence in row["sentences"]]
    printed = [line for line in lines if not line.startswith("http")]
    return Article(id=row["id"], title=printed[0] if printed else "", text=" ".join(printed[1:]))
