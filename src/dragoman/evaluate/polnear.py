"""Scores of attributions against PolNeAR (Newell, Margolin and Ruths 2018), which marks source, cue and content.

Three ways to count, each for source, cue and content, against the first annotator of each article:

* ``overlap``: token overlap. Of the tokens given for a role, the share to which the annotator gave that role too
  (precision), and the other way round (recall), summed over all articles. It is the overlap metric of the published
  Citron system (Newell 2021, ``citron/metrics.py``), with each token counted once.
* ``partial``: span match. Relations are paired one to one by the most shared cue tokens (then content tokens); a
  source or content counts as found when its pair shares at least one token of it. This is the stricter reading: a
  role must belong to the right relation.
* ``exact``: as ``partial``, but the role's tokens must be the same.

PolNeAR is univocal: no relation is marked inside the content of another. So relations whose cue stands inside
another's content are left out before counting (:func:`outer_relations`). Tokens are words and numbers; punctuation
does not count, since annotators differ on final commas, unless it is the cue itself (a headline's colon).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dragoman.config import Config
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.measures import Counts
from dragoman.language.attribution import Attribution
from dragoman.language.pipeline import Resources, analyse, load_resources
from dragoman.model import Article

Analyser = Callable[[str], Sequence[Attribution]]
Spans = tuple[tuple[int, int], ...]
Tokens = Mapping[str, frozenset[int]]
ROLES = ("source", "cue", "content")
FIELDS = ("id", "text", "annotations")
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One attribution: half-open character spans by role, each role possibly in several pieces or none."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCounts:
    """The counts of one way to count, by role."""

    source: Counts = field(default_factory=Counts)
    cue: Counts = field(default_factory=Counts)
    content: Counts = field(default_factory=Counts)

    def __add__(self, other: "RoleCounts") -> "RoleCounts":
        return RoleCounts(**{role: getattr(self, role) + getattr(other, role) for role in ROLES})


@dataclass(frozen=True, slots=True, kw_only=True)
class PolnearResult:
    """The scores of a run; the module's docstring says what is counted."""

    articles: int = 0
    overlap: RoleCounts = field(default_factory=RoleCounts)
    partial: RoleCounts = field(default_factory=RoleCounts)
    exact: RoleCounts = field(default_factory=RoleCounts)

    def __add__(self, other: "PolnearResult") -> "PolnearResult":
        return PolnearResult(
            articles=self.articles + other.articles,
            overlap=self.overlap + other.overlap,
            partial=self.partial + other.partial,
            exact=self.exact + other.exact,
        )


def evaluate_polnear(path: Path, *, find: Analyser | None = None) -> PolnearResult:
    """The scores of an analyser on a JSON Lines file of annotated articles.

    Args:
        path: one article a line, with the fields of `FIELDS`; each annotation holds ``attributions`` whose ``source``,
            ``cue`` and ``content`` are lists of ``spans`` (half-open offsets in code points).
        find: what is scored, given a text; the shipped analysis unless said.

    Raises:
        SourceError: if the file can't be read or a line is no article.
        ModelError: if the shipped analysis is wanted and its model is missing.
    """
    rows = read_coded(path, fields=FIELDS)
    find = find or analyser_of(load_resources(Config()))
    total = PolnearResult()
    for row in rows:
        found = [relation_of(attribution) for attribution in find(row["text"])]
        total += compare(row["text"], outer_relations(found), first_annotation(row))
    return total


def analyser_of(resources: Resources) -> Analyser:
    """An analyser that reads a text's first line as the headline and the rest as the body, as an article is read."""

    def find(text: str) -> list[Attribution]:
        title, _, body = text.partition("\n")
        analysis = analyse(Article(id="", title=title, text=body), resources)
        offset = {"title": 0, "text": len(text) - len(body)}
        return [moved(item, offset[layer.field]) for layer in analysis.layers for item in layer.attributions]

    return find


def moved(attribution: Attribution, offset: int) -> Attribution:
    """An attribution whose character spans are moved by an offset; token indices stay."""
    source = attribution.source
    return replace(
        attribution,
        source=(source[0] + offset, source[1] + offset) if source else None,
        cue=(attribution.cue[0] + offset, attribution.cue[1] + offset),
        content=tuple((start + offset, end + offset) for start, end in attribution.content),
    )


def relation_of(attribution: Attribution) -> Relation:
    """An attribution's character spans by role."""
    source = (attribution.source,) if attribution.source else ()
    return Relation(source=source, cue=(attribution.cue,), content=attribution.content)


def first_annotation(row: Mapping[str, Any]) -> list[Relation]:
    """The relations of an article's first annotator."""
    return [_relation(item) for item in row["annotations"][0]["attributions"]]


def outer_relations(relations: Sequence[Relation]) -> list[Relation]:
    """The relations whose cue stands in no other relation's content."""
    return [relation for relation in relations if not any(_holds(other, relation) for other in relations)]


def compare(text: str, given: Iterable[Relation], wanted: Iterable[Relation]) -> PolnearResult:
    """The counts of one article's relations against those wanted."""
    ours = [_tokens_of(text, relation) for relation in given]
    theirs = [_tokens_of(text, relation) for relation in wanted]
    pairs = list(_pairs(ours, theirs))
    return PolnearResult(
        articles=1,
        overlap=RoleCounts(**{role: _overlap(ours, theirs, role) for role in ROLES}),
        partial=RoleCounts(**{role: _matched(ours, theirs, pairs, role, exact=False) for role in ROLES}),
        exact=RoleCounts(**{role: _matched(ours, theirs, pairs, role, exact=True) for role in ROLES}),
    )


def _holds(other: Relation, relation: Relation) -> bool:
    start, end = relation.cue[0]
    return other is not relation and any(a <= start and end <= b for a, b in other.content)


def _relation(row: Mapping[str, Any]) -> Relation:
    return Relation(**{role: tuple((a, b) for part in row[role] for a, b in part["spans"]) for role in ROLES})


def _tokens_of(text: str, relation: Relation) -> Tokens:
    return {role: _tokens(text, getattr(relation, role)) for role in ROLES}


def _tokens(text: str, spans: Spans) -> frozenset[int]:
    words = frozenset(match.start() for start, end in spans for match in _WORD.finditer(text, start, end))
    return words or frozenset(match.start() for start, end in spans for match in _TOKEN.finditer(text, start, end))


def _overlap(ours: Sequence[Tokens], theirs: Sequence[Tokens], role: str) -> Counts:
    given = frozenset[int]().union(*(tokens[role] for tokens in ours))
    wanted = frozenset[int]().union(*(tokens[role] for tokens in theirs))
    return Counts(gold=len(wanted), predicted=len(given), hits=len(given & wanted))


def _pairs(ours: Sequence[Tokens], theirs: Sequence[Tokens]) -> Iterator[tuple[int, int]]:
    """Relations paired one to one, those that share most first."""
    shared = [
        (-len(a["cue"] & b["cue"]), -len(a["content"] & b["content"]), i, j)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if a["cue"] & b["cue"]
    ]
    left: set[int] = set()
    right: set[int] = set()
    for _, _, i, j in sorted(shared):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _matched(
    ours: Sequence[Tokens], theirs: Sequence[Tokens], pairs: Iterable[tuple[int, int]], role: str, *, exact: bool
) -> Counts:
    hits = sum(_agree(ours[i][role], theirs[j][role], exact=exact) for i, j in pairs)
    given = sum(bool(tokens[role]) for tokens in ours)
    wanted = sum(bool(tokens[role]) for tokens in theirs)
    return Counts(gold=wanted, predicted=given, hits=hits)


def _agree(given: frozenset[int], wanted: frozenset[int], *, exact: bool) -> bool:
    return bool(given) and (given == wanted if exact else bool(given & wanted))
