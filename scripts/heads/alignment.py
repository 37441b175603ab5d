"""Where a gold record's actors stand in the sentences that support it: labels of sentences, mentions and pairs.

A gold record names actors and sentences; the heads judge mentions. A mention is put to a record through the name it was
resolved to, so that "he" and "the Russian leader" align as well as the full name. All mentions that may be
meant form one bag: the record holds of at least one of them, we do not know of which (multiple-instance learning).
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

Bag = frozenset[int]
PairBag = frozenset[tuple[int, int]]
Sides = Sequence[tuple[Bag, Bag]]

NULL = -1
"""Stands for the missing side of a pair."""


@dataclass(frozen=True, slots=True)
class Group:
    """All mentions of one actor in one sentence."""

    name: str
    party: str | None
    known: bool
    members: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(slots=True)
class Labels:
    """What the gold says of one sentence.

    Attributes:
        sentence: the labels (``labels.SENTENCE_LABELS``) that hold.
        bags: for head and a bag of mentions the classes that hold of at least one of them.
        unsure: for each head the mentions about which the gold leaves doubt; they are not trained on.
        pairs: for a bag of ordered pairs of mentions (or NULL) the (PLOVER type, aux) that hold of at least one pair.
        unsure_pairs: the pairs about which the gold leaves doubt.
    """

    sentence: set[str] = field(default_factory=set)
    bags: dict[tuple[str, Bag], set[str]] = field(default_factory=dict)
    unsure: set[tuple[str, int]] = field(default_factory=set)
    pairs: dict[PairBag, set[tuple[str, str]]] = field(default_factory=dict)
    unsure_pairs: set[tuple[int, int]] = field(default_factory=set)


def fold(name: str) -> str:
    """``name`` in lower-case ASCII letters, digits and single blanks."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", ascii_only).split())


def agrees(a: str, b: str) -> bool:
    """Whether two names mean one actor: equal when folded, or sharing a capitalised last word (spelling may vary)."""
    x, y = fold(a), fold(b)
    if not x or not y:
        return False
    if x == y:
        return True
    if _is_code(a) or _is_code(b):
        return False
    left, right = a.split()[-1], b.split()[-1]
    if not (left[:1].isupper() and right[:1].isupper()):
        return False
    last, other = x.split()[-1], y.split()[-1]
    if len(x.split()) > 1 and len(y.split()) > 1 and x.split()[0][0] != y.split()[0][0]:
        return False
    if min(len(last), len(other)) < 4:
        return False
    return last == other or (min(len(last), len(other)) > 4 and _close(last, other))


def _is_code(name: str) -> bool:
    return name.isupper() and len(name) <= 5


def _close(a: str, b: str) -> bool:
    return a[0] == b[0] and difflib.SequenceMatcher(None, a, b).ratio() >= 0.85


def names_of(value: Any) -> list[str]:
    """The names of a gold field; a comma string or "A and B" counts as several."""
    values = value if isinstance(value, list) else [value]
    return [n.strip() for v in values if v for n in re.split(r",| and ", str(v)) if n.strip()]


def grouped(mentions: Sequence[Mapping[str, Any]]) -> list[Group]:
    """The groups of a sentence's mentions; an unresolved mention is its own group."""
    members: dict[str, list[int]] = {}
    about: dict[str, tuple[str, str | None, bool]] = {}
    for number, mention in enumerate(mentions):
        actors = mention["actors"] or [_stranger(mention)]
        for name, _, party, country in actors:
            known = bool(mention["actors"] or mention["country"])
            key = f"{fold(name)}|{name.isupper()}" if known else f"?{number}"
            members.setdefault(key, []).append(number)
            about.setdefault(key, (name, party or country, known))
    return [
        Group(*about[key], tuple(found), tuple(mentions[n]["text"] for n in found)) for key, found in members.items()
    ]


def _stranger(mention: Mapping[str, Any]) -> list[str | None]:
    """A mention of no actor: a place stands for its country, since "fired into Israel" names whom it was done to."""
    country = mention["country"]
    return [country or mention["text"], "unknown", country, country]


def find(groups: Sequence[Group], names: Iterable[str], parties: Iterable[str] = ()) -> tuple[Bag, Bag]:
    """The mentions that are one of ``names``, and those that are only of the side of ``names`` or ``parties``.

    When nobody has the name, those of its side stand in for it and are given as the first bag.
    """
    names = list(names)
    sides = {*names, *parties}
    exact = _members(g for g in groups if any(_is(g, name) for name in names))
    side = _members(g for g in groups if g.party in sides or g.name in sides) - exact
    return (exact, side) if exact else (side, frozenset())


def find_side(groups: Sequence[Group], name: str) -> tuple[Bag, Bag]:
    """As ``find``, but whoever belongs to a state or body counts as it: coders write an acting leader as the state."""
    exact, side = find(groups, [name])
    return (exact | side, frozenset()) if _is_code(name) else (exact, side)


def _members(groups: Iterable[Group]) -> Bag:
    return frozenset(m for group in groups for m in group.members)


def _is(group: Group, name: str) -> bool:
    if agrees(group.name, name):
        return True
    return not _is_code(name) and any(_alike(word, name) for word in group.words)


def _alike(printed: str, name: str) -> bool:
    """Whether the words printed are the description that the coder wrote ("the US officials", "US officials")."""
    a, b = set(fold(printed).split()) - {"the", "a", "s", "of"}, set(fold(name).split()) - {"the", "a", "s", "of"}
    return len(a & b) >= 2 and len(a & b) / len(a | b) >= 0.6


class Aligner:
    """Labels for the sentences of one article, built record by record."""

    def __init__(self, groups: Mapping[int, list[Group]]) -> None:
        self.groups = groups
        self.labels = {n: Labels() for n in groups}

    def article(self, gold: Mapping[str, Any]) -> dict[int, Labels]:
        """The labels of every sentence (0 is the headline)."""
        for kind in ("meetings", "attendance", "delegations", "positions", "statements", "events"):
            for record in gold[kind]:
                for number in record["s"]:
                    if number in self.labels:
                        self.labels[number].sentence.add(f"type:{kind}")
                        getattr(self, f"_{kind}")(record, number)
        return self.labels

    def _mark(self, number: int, head: str, value: str, sure: Bag, doubtful: Bag) -> None:
        labels = self.labels[number]
        if sure:
            labels.bags.setdefault((head, sure), set()).add(value)
            labels.unsure.update((head, m) for m in doubtful)
        else:
            labels.unsure.update((head, m) for m in self._strangers(number))

    def _strangers(self, number: int) -> Bag:
        """Mentions of nobody known: a record that finds no one may mean them."""
        return _members(group for group in self.groups[number] if not group.known)

    def _meetings(self, record: Mapping[str, Any], number: int) -> None:
        self.labels[number].sentence.add(f"meeting:{record['status']}")
        for head, key in (("party", "parties"), ("mediator", "mediators")):
            for name in names_of(record.get(key) or []):
                self._mark(number, head, head, *find_side(self.groups[number], name))

    def _attendance(self, record: Mapping[str, Any], number: int) -> None:
        self.labels[number].sentence.add(f"attendance:{record['status']}")
        for name in names_of(record["who"]):
            self._mark(number, "attendance", record["status"], *find(self.groups[number], [name]))

    def _delegations(self, record: Mapping[str, Any], number: int) -> None:
        self._mark(number, "role", record["role"], *find(self.groups[number], names_of(record["who"])))

    def _positions(self, record: Mapping[str, Any], number: int) -> None:
        self.labels[number].sentence.add(f"position:{record['kind']}")
        holder = names_of(record["holder"])
        found = find(self.groups[number], holder, names_of(record.get("party")))
        self._mark(number, "holder", record["kind"], *found)
        self._mark(number, "issue", record["issue"], *found)

    def _statements(self, record: Mapping[str, Any], number: int) -> None:
        self.labels[number].sentence.add(f"statement:{record['kind']}")
        self._mark(number, "speaker", record["kind"], *find(self.groups[number], names_of(record["speaker"])))

    def _events(self, record: Mapping[str, Any], number: int) -> None:
        self.labels[number].sentence.update((f"event:{record['plover']}", f"aux:{record['aux']}"))
        sides = {
            head: [find_side(self.groups[number], name) for name in names_of(record[head])]
            for head in ("actor", "recipient")
        }
        for head, found in sides.items():
            for sure, doubtful in found:
                self._mark(number, head, head, sure, doubtful)
        code = (record["plover"], record["aux"])
        if sides["recipient"]:
            self._directed(number, sides["actor"], sides["recipient"], code)
        else:
            self._mutual(number, sides["actor"], code)

    def _directed(self, number: int, actors: Sides, recipients: Sides, code: tuple[str, str]) -> None:
        left, right = _named(actors), _named(recipients)
        self._doubt(number, actors, recipients)
        for a in left or [frozenset({NULL})]:
            for r in right or [frozenset({NULL})]:
                self._pair(number, product(a, r), code)

    def _mutual(self, number: int, actors: Sides, code: tuple[str, str]) -> None:
        found = _named(actors)
        self._doubt(number, actors, actors)
        for a in found:
            others = [b for b in found if b is not a] or [frozenset({NULL})]
            for b in others:
                self._pair(number, product(a, b), code)

    def _doubt(self, number: int, actors: Sides, recipients: Sides) -> None:
        """Pairs of which the gold is silent only because the coder had to choose one name for a side."""
        left = {m for bags in actors for bag in bags for m in bag}
        right = {m for bags in recipients for bag in bags for m in bag}
        if not left:
            left = set(self._strangers(number))
        if not right:
            right = set(self._strangers(number))
        self.labels[number].unsure_pairs.update(product(left, right))

    def _pair(self, number: int, pairs: Iterable[tuple[int, int]], code: tuple[str, str]) -> None:
        bag = frozenset((a, b) for a, b in pairs if a != b)
        if bag:
            self.labels[number].pairs.setdefault(bag, set()).add(code)


def _named(sides: Sides) -> list[Bag]:
    return [sure for sure, _ in sides if sure]
