"""Who acts and who is acted on in a sentence by grammar: by all predicates, and by those that tell a kind of event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Token

from dragoman.extract.decisions import Features
from dragoman.extract.event_scene import Pair, sides_of
from dragoman.extract.frames import trigger
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.penalties import lifts_penalties
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer, Sentence
from dragoman.language.predicates import Predicate, is_noun

Names = frozenset[str]
Named = Mapping[int, set[str]]
_OF_PENALTIES = frozenset({"SANCTION", "RETREAT", "CONCEDE", "THREATEN"})  # imposed, lifted, to be lifted, or at hand


@dataclass(frozen=True, slots=True)
class Deed:
    """What predicates say: who does it, to whom, and who to whom."""

    doers: Names = frozenset()
    done_to: Names = frozenset()
    pairs: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Roles:
    """Who acts and who is acted on in a sentence by grammar, by side.

    Attributes:
        every: by all its predicates.
        deeds: by the predicates of each kind of event.
        kinds: the kinds that each word may tell, by token index.
        lifts: it tells of penalties that end, and of no other.
    """

    every: Deed
    deeds: Mapping[str, Deed]
    kinds: Mapping[int, Names]
    lifts: bool = False

    def of(self, plover: str) -> Deed:
        """What its predicates of a kind say; where it has none, that nobody does it."""
        return self.deeds.get(plover, Deed())

    def tells(self, plover: str, actors: Names, recipients: Names) -> bool:
        """Whether a word of the kind says that these do it: one to the other, or as its parties together."""
        deed = self.of(plover)
        if recipients:
            return any((a, b) in deed.pairs for a in actors for b in recipients)
        return len(actors & (deed.doers | deed.done_to)) > 1

    def features(self, plover: str, actors: Names, recipients: Names, clause: Token) -> Features:
        """What the words of a kind say for an event of certain sides, by name; 0 or 1."""
        deed = self.of(plover)
        ordered = {(a, b) for a in actors for b in recipients or actors}
        return {
            "deed": float(plover in self.deeds),
            "deed's actor": float(bool(actors & deed.doers)),
            "deed's recipient": float(bool(recipients & deed.done_to)),
            "deed's pair": float(bool(ordered & deed.pairs)),
            "deed's parties": float(not recipients and self.tells(plover, actors, recipients)),
            "clause's deed": float(plover in self.kinds.get(clause.i, ())),
            f"lifts, {plover}": float(self.lifts and plover in _OF_PENALTIES),
        }


def roles_in(sentence: Sentence, layer: Layer, mentions: Iterable[Mention]) -> Roles:
    """The sides in the grammatical roles of a sentence's predicates, those of a governed clause among the objects.

    What a noun tells counts as what a verb does: "an Israeli attack on Gaza", "the killing of NAME by Israel"; and
    whoever does what the noun tells does it to the noun's objects: "Washington imposed sanctions on Iran".
    """
    at: dict[int, set[str]] = defaultdict(set)
    beside: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        names = {a.name for a in sides_of(mention)}
        at[mention.head] |= names
        if mention.end <= layer.doc[mention.head].idx:
            beside[mention.head] |= names
    kinds = {token.i: told for token in sentence.span if (told := deeds_of(token))}
    deeds = {token.i: _deed(layer.predicates.get(token.i), layer, at, beside) for token in sentence.span}
    return Roles(
        every=_joined(deeds.values()),
        deeds={
            kind: _joined(deeds[i] for i, told in kinds.items() if kind in told)
            for kind in {kind for told in kinds.values() for kind in told}
        },
        kinds=kinds,
        lifts=lifts_penalties(sentence, load_lexicon()),
    )


def _deed(predicate: Predicate | None, layer: Layer, at: Named, beside: Named) -> Deed:
    """What one predicate says, with the names that stand at and beside each token."""
    if predicate is None:
        return Deed()
    doers = {name for t in _doers(predicate) for name in at.get(t.i, ())}
    done_to = {name for t in _done_to(predicate, layer) for name in at.get(t.i, ())}
    if is_noun(predicate.token):
        doers |= beside.get(predicate.token.i, set())
    return Deed(frozenset(doers), frozenset(done_to), frozenset((a, b) for a in doers for b in done_to if a != b))


def _joined(deeds: Iterable[Deed]) -> Deed:
    every = list(deeds)
    return Deed(
        doers=frozenset(name for deed in every for name in deed.doers),
        done_to=frozenset(name for deed in every for name in deed.done_to),
        pairs=frozenset(pair for deed in every for pair in deed.pairs),
    )


def deeds_of(token: Token) -> Names:
    """The kinds of event that a word may tell: of "called off" and "call" each its own, else those of the bare verb."""
    if token.pos_ not in ("VERB", "AUX", "NOUN"):
        return frozenset()
    words = load_deeds()["nouns" if is_noun(token) else "verbs"]
    return words.get(trigger(token)) or words.get(token.lemma_.lower(), frozenset())


@cache
def load_deeds() -> Mapping[str, Mapping[str, Names]]:
    """The shipped words, ``data/extract/deeds.yml``: for verbs and for nouns the kinds that each may tell."""
    raw = yaml.safe_load(files("dragoman").joinpath("data/extract/deeds.yml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, Names]] = {"verbs": {}, "nouns": {}}
    for plover, classes in raw.items():
        for name, words in found.items():
            for word in classes[name]:
                words[word] = words.get(word, frozenset()) | {plover}
    return found


def _doers(predicate: Predicate) -> tuple[Token, ...]:
    return (*predicate.subjects, *predicate.under("by"))


def _done_to(predicate: Predicate, layer: Layer) -> Iterator[Token]:
    """Whom a predicate is done to: its objects and obliques, its clauses' subjects and its nouns' own objects."""
    ends = [*predicate.objects, *(t for preposition, t in predicate.obliques if preposition != "by")]
    yield from ends
    inner = (layer.predicates.get(clause.i) for clause in predicate.clauses)
    yield from (t for one in inner if one for t in one.subjects)
    for noun in ends if not is_noun(predicate.token) else ():
        told = layer.predicates.get(noun.i)
        yield from (t for preposition, t in told.obliques if preposition != "by") if told else ()
