"""The reporting words of English by class, read from the package's data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from spacy.tokens import Token

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueEntry:
    """One reporting word.

    Attributes:
        lemma: the verb, noun or adjective.
        follows: particle and preposition that belong to it, in order ("speak out on" has two).
        cue_class: what kind of speech or thought it reports.
        reports: it reports speech, so its source is answerable for the content.
        frames: the complements that can be its content.
    """

    lemma: str
    follows: tuple[str, ...] = ()
    cue_class: str
    reports: bool
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceWords:
    """Words and phrases of a source that tell its kind of voice."""

    words: frozenset[str]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionLexicon:
    """All reporting words; see ``data/attribution`` for what each list holds.

    Attributes:
        verbs: entries by lemma, those with particles first.
        nouns: entries by lemma.
        adjectives: entries by lemma.
        light_verbs: verbs that only carry a noun of speech or thought ("took issue with").
        light_nouns: entries of such nouns by lemma.
        prepositions: phrases that name a source ("according to") by first word, as words, longest first, with class.
        possessed: nouns whose possessor is a source in "in X's words", with class.
        hearsay_adverbs: adverbs of hearsay with class.
        hearsay_passives: lemmas of verbs whose passive names nobody ("was rumoured to"), with class.
        raising: lemmas of the author's own reading ("seems to"), with class.
        speaking: verbs that name the speaker of a quotation before them ("He was speaking in Geneva").
        silence: verbs whose denial gives nothing ("did not respond").
        giving: verbs of "gave no comment".
        withheld: nouns of "gave no comment".
        unreached: words of "was not available", "could not be reached".
        hearers: nouns of those who are told something ("told reporters that").
        labels: what stands before a colon and names no source ("breaking", "watch").
        copulas: verbs that link an adjective to its subject.
        voices: words by kind of voice, in the order in which they are asked.
        phrase_words: the words at which a phrase may begin.
    """

    verbs: Mapping[str, tuple[CueEntry, ...]]
    nouns: Mapping[str, tuple[CueEntry, ...]]
    adjectives: Mapping[str, tuple[CueEntry, ...]]
    light_verbs: frozenset[str]
    light_nouns: Mapping[str, tuple[CueEntry, ...]]
    prepositions: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    possessed: Mapping[str, str]
    hearsay_adverbs: Mapping[str, str]
    hearsay_passives: Mapping[str, str]
    raising: Mapping[str, str]
    speaking: frozenset[str]
    silence: frozenset[str]
    giving: frozenset[str]
    withheld: frozenset[str]
    unreached: frozenset[str]
    hearers: frozenset[str]
    labels: frozenset[str]
    copulas: frozenset[str]
    voices: Mapping[str, VoiceWords]
    phrase_words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the words at which a phrase may begin."""
        words = frozenset[str]().union(
            self.prepositions, self.possessed, self.hearsay_adverbs, self.unreached, self.withheld
        )
        object.__setattr__(self, "phrase_words", words)


@cache
def default_lexicon() -> AttributionLexicon:
    """The lexicon that ships with the package."""
    return load_lexicon(files("dragoman").joinpath("data/attribution"))


def load_lexicon(folder: Traversable) -> AttributionLexicon:
    """The lexicon in a folder laid out like ``data/attribution``."""
    rows = {
        name: _read(folder, name) for name in ("speech", "attitudes", "nouns", "adjectives", "adverbials", "voices")
    }
    other = rows["adverbials"]
    return AttributionLexicon(
        verbs=_by_lemma([*_verbs(rows["speech"]), *_verbs(rows["attitudes"])]),
        nouns=_by_lemma(list(_nominals(rows["nouns"]))),
        adjectives=_by_lemma(list(_nominals(rows["adjectives"]))),
        light_verbs=frozenset(rows["nouns"]["light_verbs"]),
        light_nouns=_by_lemma(list(_nominals({"groups": rows["nouns"]["light"]}))),
        prepositions=_phrases(other["prepositions"]),
        possessed=_classes(other["possessed"], "nouns"),
        hearsay_adverbs=_classes(other["hearsay_adverbs"], "words"),
        hearsay_passives=_classes(other["hearsay_passives"], "words"),
        raising=_classes(other["raising"], "words"),
        speaking=frozenset(other["speaking"]),
        silence=frozenset(other["silence"]),
        giving=frozenset(other["nothing_given"]["verbs"]),
        withheld=frozenset(other["nothing_given"]["nouns"]),
        unreached=frozenset(other["unreached"]),
        hearers=frozenset(other["hearers"]),
        labels=frozenset(other["labels"]),
        copulas=frozenset(rows["adjectives"]["copulas"]),
        voices={name: _voice(row) for name, row in rows["voices"].items()},
    )


def lemmas_of(token: Token) -> Iterator[str]:
    """The tagger's lemma, then plausible stems: the small pipeline reads "hopes" as "hop"."""
    yield token.lemma_.lower()
    word = token.lower_
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield from (stem, stem + "e")
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def entries_of(token: Token, table: Mapping[str, tuple[CueEntry, ...]]) -> tuple[CueEntry, ...]:
    """The entries of a table for a token's first lemma that has any."""
    return next((table[lemma] for lemma in lemmas_of(token) if lemma in table), ())


def _read(folder: Traversable, name: str) -> Any:
    return yaml.safe_load(folder.joinpath(f"{name}.yml").read_text(encoding="utf-8"))


def _verbs(row: Row) -> Iterator[CueEntry]:
    for group in row["groups"]:
        for words in group["lemmas"]:
            lemma, *follows = words.split()
            yield CueEntry(
                lemma=lemma,
                follows=tuple(follows),
                cue_class=group["class"],
                reports=row["reports"],
                frames=tuple(group["frames"]),
            )


def _nominals(row: Row) -> Iterator[CueEntry]:
    for group in row["groups"]:
        for lemma in group["lemmas"]:
            yield CueEntry(
                lemma=lemma,
                cue_class=group["class"],
                reports=group.get("reports", row.get("reports", False)),
                frames=tuple(group["complements"]),
            )


def _by_lemma(entries: list[CueEntry]) -> dict[str, tuple[CueEntry, ...]]:
    table: dict[str, tuple[CueEntry, ...]] = {}
    for entry in sorted(entries, key=lambda item: -len(item.follows)):
        table[entry.lemma] = (*table.get(entry.lemma, ()), entry)
    return table


def _phrases(rows: list[Row]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    pairs = [(tuple(phrase.split()), row["class"]) for row in rows for phrase in row["phrases"]]
    table: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for pair in sorted(pairs, key=lambda pair: -len(pair[0])):
        table[pair[0][0]] = (*table.get(pair[0][0], ()), pair)
    return table


def _classes(rows: list[Row], key: str) -> dict[str, str]:
    return {word: row["class"] for row in rows for word in row[key]}


def _voice(row: Row) -> VoiceWords:
    return VoiceWords(words=frozenset(row.get("words", ())), phrases=tuple(row.get("phrases", ())))
