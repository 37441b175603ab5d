"""Codings resampled from real records: other days and other words, so that no document is a copy of another.

Of each text half the words are replaced by words of the same length drawn from all texts; so spans stay where they are,
the vocabulary is that of real news, and texts of one origin share too few shingles to be near-copies. Rows
keep their labels, names and contents; days move by whole weeks within ten years.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from dragoman.ledger.rows import Coding, Run
from dragoman.serial import from_json

RUN = Run(id="resampled", label="resampled", started_at=datetime(2025, 1, 1, tzinfo=UTC))
_WEEKS = 520
_WORD = re.compile(r"[^\W\d_]{2,}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Words = Mapping[int, Sequence[str]]


def read_lines(paths: Sequence[Path]) -> list[str]:
    """All whole lines of the files."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line.endswith("}")]


def words_of(lines: Sequence[str]) -> Words:
    """The lower-case words of the texts by their length."""
    found: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        for word in _WORD.findall(json.loads(line)["article"]["text"].lower()):
            found[len(word)].add(word)
    return {length: sorted(words) for length, words in found.items()}


def resampled(lines: Sequence[str], words: Words, first: int) -> list[Coding]:
    """A coding of each record, numbered from ``first``; the same for the same lines, words and number."""
    return [_coding(json.loads(line), words, number) for number, line in enumerate(lines, first)]


def _coding(raw: dict[str, Any], words: Words, number: int) -> Coding:
    change = _Change(words, random.Random(number), timedelta(weeks=random.Random(-number).randrange(_WEEKS)))
    article = change.article(raw["article"], number)
    record = from_json(json.dumps(change.moved({**raw, "article": article}, article)))
    day = record.article.date.best or date(2025, 1, 1)
    return Coding(article=record.article, run=RUN, recorded_at=datetime.combine(day, time(), UTC), record=record)


@dataclass(frozen=True, slots=True)
class _Change:
    """How one copy of a record differs from it."""

    words: Words
    chance: random.Random
    earlier: timedelta

    def article(self, raw: dict[str, Any], number: int) -> dict[str, Any]:
        """The article with other words and addresses of its own."""
        addresses = {key: f"{raw[key]}?resampled={number}" for key in ("url", "canonical_url") if raw.get(key)}
        texts = {key: _WORD.sub(self._other, raw[key]) for key in ("title", "text")}
        return {**raw, **addresses, **texts, "id": f"{raw['id']}-{number}"}

    def moved(self, value: Any, article: Mapping[str, Any]) -> Any:
        """A value of the record with its days moved and its spans read from the new text."""
        if isinstance(value, list):
            return [self.moved(one, article) for one in value]
        if isinstance(value, dict):
            found = {key: self.moved(one, article) for key, one in value.items()}
            if {"field", "start", "end", "text"} <= found.keys():
                found["text"] = article[found["field"]][found["start"] : found["end"]]
            return found
        if isinstance(value, str) and _DAY.fullmatch(value):
            return (date.fromisoformat(value) - self.earlier).isoformat()
        return value

    def _other(self, found: re.Match[str]) -> str:
        word = found.group()
        if self.chance.random() < 0.5:
            return word
        other = self.chance.choice(self.words[len(word)]) if len(word) in self.words else word
        return other.capitalize() if word[0].isupper() else other
