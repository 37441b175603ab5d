"""The lexicon of factuality: what words say of the events that they govern, read from the package's YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

import yaml

from dragoman.errors import ModelError

Polarity = Literal["+", "-", "u"]
Certainty = Literal["CT", "PR", "PS", "U"]
Flag = Literal[
    "planned", "possible", "conditional", "antecedent", "rumoured", "historical", "refused", "unrealised", "willed"
]
"""What a world may carry; ``willed`` (by the subject's own decision) is known only on the way down."""
Frame = Literal["to", "that", "ing", "object", "subject", "prep", "adjectives", "nouns"]
"""How a word governs an event: infinitive, finite clause, gerund, event noun as object (or passive subject),
event noun as subject, through a preposition, or as any complement of an adjective or a noun."""

FLAGS: frozenset[str] = frozenset(get_args(Flag))
FRAMES: frozenset[str] = frozenset(get_args(Frame))
_VALUES: Mapping[str, tuple[Certainty, Polarity]] = {
    "CT+": ("CT", "+"), "PR+": ("PR", "+"), "PS+": ("PS", "+"), "CT-": ("CT", "-"), "PR-": ("PR", "-"),
    "PS-": ("PS", "-"), "CTu": ("CT", "u"), "Uu": ("U", "u"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a governor or marker makes of an event.

    Attributes:
        certainty: the most certainty that the event can have below it.
        polarity: whether the event is told to be, not to be, or neither.
        flags: the flags that the event gains.
        future: the event lies after its governor.
    """

    certainty: Certainty
    polarity: Polarity
    flags: frozenset[Flag] = frozenset()
    future: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The outcomes of one class of governors (Nairn, Condoravdi and Karttunen 2006).

    Attributes:
        name: the class, e.g. ``refusal``.
        affirmed: the outcome below an affirmed governor.
        negated: the outcome below a negated governor.
        projects: the outcome holds whatever the governor's own world is (factives).
        presupposes: the event is taken for granted and only its time follows the governor.
        opens_source: the governed clause is a source's own view, free of the governor's flags.
        unrealised_when: tense of the governor that tells the event as one that did not come about.
    """

    name: str
    affirmed: Outcome
    negated: Outcome
    projects: bool = False
    presupposes: bool = False
    opens_source: bool = False
    unrealised_when: Literal["past", "pluperfect"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The words that open a condition."""

    subordinators: frozenset[str]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    exempt: frozenset[str]
    inverted: frozenset[str]
    questions: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The words that set an event in an older episode."""

    ago: frozenset[str]
    since: frozenset[str]
    ordinals: frozenset[str]
    periods: frozenset[str]
    recent: frozenset[str]
    habitual: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Futurate:
    """The dates with which the present tense tells the future."""

    words: frozenset[str]
    ordinals: frozenset[str]
    days: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Negations:
    """The words that deny."""

    words: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    quantifiers: frozenset[str]
    exempt: frozenset[str]
    adverbs: frozenset[str]
    free_choice: frozenset[str]
    approximators: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactualityLexicon:
    """All words that decide on factuality, ready for look-up by lower-case lemma.

    Attributes:
        governors: (frame, lemma) to signature; phrasal verbs and verb-preposition pairs joined by a space.
        modals: lower-case modal auxiliary to signature.
        counterfactuals: modals that with the perfect tell what did not come about.
        adverbs: lower-case adverb to outcome.
        premodifiers: lower-case adjective or participle on an event noun to outcome.
        openers: lower-case preposition or subordinator to outcome, by class name.
        content_killers: verbs whose object loses what it proposes or reports.
        event_nouns: lemmas of nouns that name events.
    """

    governors: Mapping[tuple[Frame, str], Signature]
    modals: Mapping[str, Signature]
    counterfactuals: frozenset[str]
    adverbs: Mapping[str, Outcome]
    premodifiers: Mapping[str, Outcome]
    openers: Mapping[str, Outcome]
    content_killers: frozenset[str]
    event_nouns: frozenset[str]
    negations: Negations
    conditions: Conditions
    history: History
    futurate: Futurate

    def governs(self, frame: Frame, lemma: str) -> Signature | None:
        """The signature of ``lemma`` in ``frame``, or None when the lexicon has none."""
        return self.governors.get((frame, lemma))


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconExample:
    """A sentence that shows a class of the lexicon; the judged word stands in square brackets.

    Attributes:
        entry: the class that it shows, e.g. ``predicates/refusal``.
        text: the sentence with the judged word in brackets.
        value: the FactBank value that must come out.
        flags: the flags that must be set, ``negated`` included; all others must not, but for those that follow.
    """

    entry: str
    text: str
    value: str
    flags: frozenset[str]


def load_lexicon() -> FactualityLexicon:
    """The lexicon that ships with the package, read once.

    Raises:
        ModelError: if a file breaks the format.
    """
    return _load("factuality")


@cache
def _load(name: str) -> FactualityLexicon:
    folder = files("dragoman") / "data" / name
    try:
        return _build(_read(folder, "predicates.yaml"), _read(folder, "markers.yaml"))
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise ModelError(f"the factuality lexicon in {folder} breaks its format ({problem}); reinstall it") from problem


def _read(folder: Traversable, name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((folder / name).read_text(encoding="utf-8")))


def _build(predicates: dict[str, Any], markers: dict[str, Any]) -> FactualityLexicon:
    killers = predicates.pop("content_killers")
    return FactualityLexicon(
        governors=_by_frame(predicates),
        modals={word: _signature(name, entry) for name, entry in markers["modals"].items() for word in entry["words"]},
        counterfactuals=frozenset(markers["counterfactual_modals"]),
        adverbs=_outcomes_by_word(markers["adverbs"]),
        premodifiers=_outcomes_by_word(markers["premodifiers"]),
        openers=_outcomes_by_word(markers["openers"]),
        content_killers=frozenset(killers["verbs"]),
        event_nouns=frozenset(markers["event_nouns"]["words"]),
        negations=Negations(**_word_sets(markers["negations"])),
        conditions=_conditions(markers["conditions"]),
        history=History(**_word_sets(markers["history"])),
        futurate=Futurate(**_word_sets(markers["futurate"])),
    )


def _by_frame(classes: dict[str, Any]) -> dict[tuple[Frame, str], Signature]:
    governors: dict[tuple[Frame, str], Signature] = {}
    for key, signature in _governors(classes):
        if key in governors:
            raise ValueError(f"{key} stands in {governors[key].name} and in {signature.name}")
        governors[key] = signature
    return governors


def _governors(classes: dict[str, Any]) -> Iterator[tuple[tuple[Frame, str], Signature]]:
    for name, entry in classes.items():
        signature = _signature(name, entry)
        for frame, words in entry["words"].items():
            if frame not in FRAMES:
                raise ValueError(f"{name} has no frame {frame!r}")
            for word in words:
                if not isinstance(word, str):
                    raise ValueError(f"{name} has {word!r} for a word; YAML needs quotes around it")
                yield (frame, word), signature


def _signature(name: str, entry: Mapping[str, Any]) -> Signature:
    return Signature(
        name=name,
        affirmed=_outcome(entry["affirmed"]),
        negated=_outcome(entry["negated"]),
        projects=bool(entry.get("projects", False)),
        presupposes=bool(entry.get("presupposes", False)),
        opens_source=bool(entry.get("opens_source", False)),
        unrealised_when=entry.get("unrealised_when"),
    )


def _outcome(entry: Mapping[str, Any]) -> Outcome:
    certainty, polarity = _VALUES[entry["value"]]
    flags = frozenset(entry.get("flags", ()))
    if not flags <= FLAGS:
        raise ValueError(f"no flags {sorted(flags - FLAGS)}")
    return Outcome(certainty=certainty, polarity=polarity, flags=flags, future=entry.get("time") == "future")


def _outcomes_by_word(classes: Mapping[str, Any]) -> dict[str, Outcome]:
    return {word: _outcome(entry["outcome"]) for entry in classes.values() for word in entry["words"]}


def _word_sets(entry: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in entry.items() if name not in {"examples", "phrases"}}


def _conditions(entry: Mapping[str, Any]) -> Conditions:
    return Conditions(phrases=tuple(tuple(phrase) for phrase in entry["phrases"]), **_word_sets(entry))


def lexicon_examples() -> tuple[LexiconExample, ...]:
    """Every example sentence of the shipped lexicon; they are its tests."""
    folder = files("dragoman") / "data" / "factuality"
    return tuple(
        example for name in ("predicates", "markers") for example in _examples_of(name, _read(folder, f"{name}.yaml"))
    )


def _examples_of(entry: str, node: Any) -> Iterator[LexiconExample]:
    if not isinstance(node, dict):
        return
    for example in node.get("examples", ()):
        flags = frozenset(example.get("flags", ()))
        yield LexiconExample(entry=entry, text=example["text"], value=example["value"], flags=flags)
    for name, child in node.items():
        yield from _examples_of(f"{entry}/{name}", child)
