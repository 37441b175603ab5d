"""Near-copies: reprints, AMP pages and agency copies, so that fifty copies of one report count as one source.

An article's fingerprint holds bands to store and to look up; whoever shares a band is a candidate, and
`verify` decides on the two texts alone. So which documents are linked depends on no order and no batch.
"""

import re
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from dragoman.ledger.addresses import address_key
from dragoman.ledger.rows import CopyLink
from dragoman.model import Article

SHINGLE: Final = 4
"""Words in a shingle: long enough that unrelated reports share almost none, short enough to outlive an edited word."""
LEAD_WORDS: Final = 80
"""A cut copy keeps the lead even where it keeps little else (news is written to be cut from the end)."""
LEAST_WORDS: Final = 40
"""Shorter texts are copies only when all words are the same: briefs of one event resemble each other."""
WHOLE_BANDS: Final = 20
WHOLE_ROWS: Final = 2
LEAD_BANDS: Final = 10
LEAD_ROWS: Final = 4
"""Of texts with half their shingles in common 99.7 % share a band, with 28 % 80 %, with 1 % 0.2 %."""
LEAST_SHARED: Final = 0.45
LEAST_IN_ORDER: Final = 0.55
LEAST_ALIKE: Final = 0.58
"""Found by reading the pool's pairs: agency reports rewritten for another outlet lie above, reports of one event that
share quotations and background lie below (share of the shorter text's shingles, share of its words in order,
resemblance and headlines together)."""
UNTITLED: Final = 0.4

_WORD: Final = re.compile(r"\w+")
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What near-copies of an article are looked up by.

    Attributes:
        bands: short keys, the same on every machine; two articles that share one are to be verified.
    """

    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """How one article copies another.

    Attributes:
        method: ``same_text``, ``same_address`` or ``near_copy``.
        similarity: share of the shorter text's shingles that the longer one holds, 0 to 1.
    """

    method: Literal["same_text", "same_address", "near_copy"]
    similarity: float


def fingerprint(article: Article) -> Fingerprint:
    """The bands of an article: of its words, its addresses, and MinHash bands (Broder 1997) of whole and lead."""
    words = _words(article)
    keys = [f"words {' '.join(words)}"] if words else []
    keys += [f"address {key}" for key in _addresses(article)]
    if len(words) >= LEAST_WORDS:
        keys += _minhash_bands("whole", words, WHOLE_BANDS, WHOLE_ROWS)
        keys += _minhash_bands("lead", words[:LEAD_WORDS], LEAD_BANDS, LEAD_ROWS)
    return Fingerprint(bands=tuple(dict.fromkeys(map(_short_key, keys))))


def verify(one: Article, other: Article) -> Copy | None:
    """Whether and how two articles copy each other; the same answer in either order."""
    words, others = _words(one), _words(other)
    if words == others and _is_telling(words, one, other):
        return Copy(method="same_text", similarity=1.0)
    similarity = _containment(words, others)
    if _addresses(one) & _addresses(other) and _may_be_one_page(similarity, words, others):
        return Copy(method="same_address", similarity=similarity)
    if _is_near_copy(one, other, words, others, similarity):
        return Copy(method="near_copy", similarity=similarity)
    return None


def origins(documents: Iterable[str], links: Iterable[CopyLink]) -> dict[str, str]:
    """The origin of each document: the least id among all that links lead to from it, or its own."""
    parent = {document: document for document in documents}

    def root(document: str) -> str:
        while parent.setdefault(document, document) != document:
            parent[document] = document = parent[parent[document]]
        return document

    for link in links:
        low, high = sorted((root(link.one), root(link.other)))
        parent[high] = low
    return {document: root(document) for document in list(parent)}


def _words(article: Article) -> tuple[str, ...]:
    """The words of the body without page furniture, in lower case and one Unicode form."""
    kept, at = [], 0
    for span in sorted(article.furniture, key=lambda span: span.start):
        kept.append(article.text[at : span.start])
        at = max(at, span.end)
    text = " ".join([*kept, article.text[at:]])
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _addresses(article: Article) -> set[str]:
    keys = (address_key(article.url), address_key(article.canonical_url))
    return {key for key in keys if key}


def _is_telling(words: Sequence[str], one: Article, other: Article) -> bool:
    """Whether equal words prove a copy: "Watch the video above" stands under many headlines."""
    return len(words) >= LEAST_WORDS or (bool(words) and one.title.casefold() == other.title.casefold())


def _may_be_one_page(similarity: float, *texts: Sequence[str]) -> bool:
    """Whether texts of one address are versions of a page; an address that serves quite another text is no proof."""
    return similarity >= 0.1 or min(map(len, texts)) < LEAST_WORDS


def _is_near_copy(one: Article, other: Article, words: Sequence[str], others: Sequence[str], shared: float) -> bool:
    """Whether the texts were one text: most shingles in common, in much the same order, on one subject."""
    if shared < LEAST_SHARED or min(len(words), len(others)) < LEAST_WORDS:
        return False
    shorter, longer = sorted((words, others), key=len)
    if LCSseq.similarity(shorter, longer) < LEAST_IN_ORDER * len(shorter):
        return False
    return _resemblance(shared, shorter, longer) + _told(one, others, other, words) >= LEAST_ALIKE


def _resemblance(shared: float, shorter: Sequence[str], longer: Sequence[str]) -> float:
    """Jaccard's coefficient of the shingles, from the share of the shorter text and both lengths."""
    return shared * len(shorter) / (len(longer) + (1 - shared) * len(shorter))


def _told(one: Article, others: Sequence[str], other: Article, words: Sequence[str]) -> float:
    """The share of each headline's words that the other's text holds.

    Two pages may share nothing but a site's small print; then neither tells of what the other's headline names.
    """
    named, theirs = _headline_words(one), _headline_words(other)
    total = len(named) + len(theirs)
    return (len(named & set(others)) + len(theirs & set(words))) / total if total else UNTITLED


def _headline_words(article: Article) -> set[str]:
    return {word for word in _WORD.findall(article.title.casefold()) if len(word) >= 4}


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _containment(words: Sequence[str], others: Sequence[str]) -> float:
    """The share of the smaller set of shingles that the other set holds: a cut copy has 1 with its original."""
    mine, theirs = _shingles(words), _shingles(others)
    least = min(len(mine), len(theirs))
    return len(mine & theirs) / least if least else 0.0


def _short_key(text: str) -> str:
    return urlsafe_b64encode(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest()).decode()


def _minhash_bands(name: str, words: Sequence[str], bands: int, rows: int) -> Iterator[str]:
    """A key of each band: the least hashes of the shingles under ``rows`` hash functions."""
    hashes = np.array([_hash(" ".join(one)) for one in _shingles(words)], dtype=np.uint64)
    factors, terms = _hash_functions(bands * rows)
    # multiply and keep the high half: the low bits of a product modulo 2**64 are hardly mixed
    least = ((hashes[:, None] * factors + terms) >> np.uint64(32)).min(axis=0)
    for number, band in enumerate(least.reshape(bands, rows).tolist()):
        yield f"{name} {number} {band}"


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@cache
def _hash_functions(count: int) -> tuple[Hashes, Hashes]:
    """``count`` functions ``factor * x + term`` modulo 2**64, the same everywhere; factors are odd."""
    factors = [_hash(f"factor {number}") | 1 for number in range(count)]
    terms = [_hash(f"term {number}") for number in range(count)]
    return np.array(factors, dtype=np.uint64), np.array(terms, dtype=np.uint64)
