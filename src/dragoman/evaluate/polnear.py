"""Scores of attributions against PolNeAR (Newell, Margolin and Ruths 2018), which marks source, cue and content.

Three ways to count, each for source, cue and content, against the first annotator of each article:

* ``overlap``: token overlap. Of the tokens found for a role, the share that the annotator also gave that role
  (precision), and the other way round (recall), summed over all articles. This is the "overlap metric" under which
  the published Citron system (Newell 2021, ``citron/metrics.py``) reports its figures.
* ``partial``: span match. Relations are paired one to one by the most shared cue tokens (then content tokens); a
  source or content counts as found when its pair shares at least one token of it. This is the stricter reading in
  which a role must belong to the right relation.
* ``exact``: as ``partial``, but the role's tokens must be the same (punctuation left out).

PolNeAR is univocal: no relation is marked inside the content of another. So relations whose cue stands inside
another's content are left out before counting (:func:`outer_relations`). Tokens are words, numbers and symbols;
punctuation does not count, since annotators differ on final commas, unless it is the cue itself (a headline's colon).
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from dragoman.language.attribution import Attribution, find_attributions
from dragoman.language.attribution_lexicon import AttributionLexicon

Analyser = Callable[[str], Sequence[Attribution]]
Spans = tuple[tuple[int, int], ...]
ROLES = ("source", "cue", "content")
COUNTS = ("overlap", "partial", "exact")
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One attribution as the annotator marked it: character spans by role."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class PolnearArticle:
    """An article with each annotator's relations, the first annotator first."""

    id: str
    text: str
    annotations: tuple[tuple[Relation, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was found, what was to be found, and how much of either is right."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(right=self.right + other.right, found=self.found + other.found, wanted=self.wanted + other.wanted)

    def report(self) -> dict[str, float]:
        """Precision, recall and F1."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        both = precision + recall
        return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


Scores = dict[str, dict[str, Tally]]


def read_articles(path: Path) -> list[PolnearArticle]:
    """The articles of a JSONL file in the form of ``devsets/polnear_dev.jsonl``."""
    with path.open(encoding="utf-8") as lines:
        return [_article(json.loads(line)) for line in lines if line.strip()]


def analyser_of(nlp: Language, lexicon: AttributionLexicon) -> Analyser:
    """An analyser that reads a text with a spaCy pipeline and finds its attributions."""
    return lambda text: find_attributions(nlp(text), lexicon)


def score(articles: Sequence[PolnearArticle], analyse: Analyser) -> dict[str, dict[str, dict[str, float]]]:
    """Precision, recall and F1 by way of counting and role."""
    total = _no_scores()
    for article in articles:
        found = outer_relations([relation_of(attribution) for attribution in analyse(article.text)])
        _add(total, compare(article.text, found, list(article.annotations[0])))
    return {count: {role: total[count][role].report() for role in ROLES} for count in COUNTS}


def compare(text: str, found: Sequence[Relation], wanted: Sequence[Relation]) -> Scores:
    """The tallies of one article's relations against those wanted."""
    mine = [_tokens_of(text, relation) for relation in found]
    theirs = [_tokens_of(text, relation) for relation in wanted]
    pairs = list(_pairs(mine, theirs))
    return {
        "overlap": {role: _overlap(mine, theirs, role) for role in ROLES},
        "partial": {role: _matched(mine, theirs, pairs, role, exact=False) for role in ROLES},
        "exact": {role: _matched(mine, theirs, pairs, role, exact=True) for role in ROLES},
    }


def relation_of(attribution: Attribution) -> Relation:
    """An attribution's character spans by role."""
    source = (attribution.source,) if attribution.source else ()
    return Relation(source=source, cue=(attribution.cue,), content=attribution.content)


def outer_relations(relations: Sequence[Relation]) -> list[Relation]:
    """The relations whose cue stands in no other relation's content, as PolNeAR marks one layer only."""
    return [relation for relation in relations if not any(_holds(other, relation) for other in relations)]


def _holds(other: Relation, relation: Relation) -> bool:
    start, end = relation.cue[0]
    return other is not relation and any(a <= start and end <= b for a, b in other.content)


def _article(row: dict[str, Any]) -> PolnearArticle:
    layers = tuple(tuple(_relation(item) for item in layer["attributions"]) for layer in row["annotations"])
    return PolnearArticle(id=row["id"], text=row["text"], annotations=layers)


def _relation(row: dict[str, Any]) -> Relation:
    return Relation(**{role: tuple((a, b) for part in row[role] for a, b in part["spans"]) for role in ROLES})


def _tokens_of(text: str, relation: Relation) -> dict[str, frozenset[int]]:
    return {role: _tokens(text, getattr(relation, role)) for role in ROLES}


def _tokens(text: str, spans: Spans) -> frozenset[int]:
    words = frozenset(match.start() for a, b in spans for match in _WORD.finditer(text, a, b))
    return words or frozenset(match.start() for a, b in spans for match in _TOKEN.finditer(text, a, b))


Tokens = dict[str, frozenset[int]]


def _overlap(mine: Sequence[Tokens], theirs: Sequence[Tokens], role: str) -> Tally:
    found = frozenset[int]().union(*(tokens[role] for tokens in mine))
    wanted = frozenset[int]().union(*(tokens[role] for tokens in theirs))
    return Tally(right=len(found & wanted), found=len(found), wanted=len(wanted))


def _pairs(mine: Sequence[Tokens], theirs: Sequence[Tokens]) -> Iterator[tuple[int, int]]:
    shared = [
        (len(a["cue"] & b["cue"]), len(a["content"] & b["content"]), i, j)
        for i, a in enumerate(mine)
        for j, b in enumerate(theirs)
        if a["cue"] & b["cue"]
    ]
    left: set[int] = set()
    right: set[int] = set()
    for _, _, i, j in sorted(shared, key=lambda item: (-item[0], -item[1], item[2], item[3])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _matched(
    mine: Sequence[Tokens], theirs: Sequence[Tokens], pairs: list[tuple[int, int]], role: str, *, exact: bool
) -> Tally:
    right = sum(
        mine[i][role] == theirs[j][role] if exact else bool(mine[i][role] & theirs[j][role])
        for i, j in pairs
        if mine[i][role]
    )
    return Tally(right=right, found=sum(bool(m[role]) for m in mine), wanted=sum(bool(t[role]) for t in theirs))


def _no_scores() -> Scores:
    return {count: {role: Tally() for role in ROLES} for count in COUNTS}


def _add(total: Scores, part: Scores) -> None:
    for count in COUNTS:
        for role in ROLES:
            total[count][role] += part[count][role]
