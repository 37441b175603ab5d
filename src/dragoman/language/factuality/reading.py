"""What is known of a text while its events are read, and how a word's signature passes to what it governs."""

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dragoman.language.factuality.lexicon import FactualityLexicon, Frame, Outcome, Signature
from dragoman.language.factuality.tree import UNTENSED, Tense, Tree, cue, lemma
from dragoman.language.factuality.world import Cue, World, embed, presupposed, unrealised

UNKNOWN: Outcome = Outcome(certainty="U", polarity="u")
"""Neither affirmed nor denied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known of one word once its governors have been read.

    Attributes:
        entered: the world in which its governor puts it.
        own: that world after its own auxiliaries, negation and modifiers.
        auxiliaries: its auxiliaries, or those it shares with the verb it is joined to.
        negations: the words that deny it, or those it shares.
        tense: its tense.
        backshifted: its past perfect is owed to a past verb of saying, not to an older episode.
        condition: a condition that hangs on it but holds of what it governs ("agreed to come if ...").
    """

    entered: World
    own: World
    auxiliaries: tuple[Token, ...] = ()
    negations: tuple[Token, ...] = ()
    tense: Tense = UNTENSED
    backshifted: bool = False
    condition: Cue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of a text, from the top of each sentence down.

    Attributes:
        tree: the dependents of each word.
        lexicon: the words that decide.
        headline: the text is a headline.
        year: the year of writing, or None when unknown.
        states: what is known of each word read so far, by token index; grows as the reading goes down.
    """

    tree: Tree
    lexicon: FactualityLexicon
    headline: bool = False
    year: int | None = None
    states: dict[int, State] = field(default_factory=dict)

    def above(self, token: Token) -> State:
        """What is known of the governor of ``token``."""
        return self.states[token.head.i]

    def signature(self, frame: Frame, token: Token) -> Signature | None:
        """The signature of a governor in ``frame``, phrasal forms first."""
        keys = self.tree.keys(token)
        return next((found for key in keys if (found := self.lexicon.governs(frame, key)) is not None), None)

    def noun_signature(self, noun: Token) -> Signature | None:
        """What a noun says of its complement: ``plan``, ``absence``, ``rumour``."""
        return self.lexicon.governs("nouns", lemma(noun))

    def adjective_signature(self, word: Token) -> Signature | None:
        """What an adjective or adjectival participle says of its complement, comparatives included."""
        return self.lexicon.governs("adjectives", word.lower_) or self.lexicon.governs("adjectives", lemma(word))


def governed(signature: Signature, word: Token, reading: Reading, *, world: World | None = None) -> World:
    """The world of the clause that ``word`` governs, told as unrealised where the word's own tense says so."""
    state = reading.states[word.i]
    below = embed(world if world is not None else state.own, signature, cue(word))
    carrier = reading.above(word) if word.dep_ == "acomp" else state
    background = carrier.tense.pluperfect and not carrier.backshifted
    when = signature.unrealised_when
    if (when and background) or (when == "past" and carrier.tense.time == "past"):
        return unrealised(below, cue(word))
    if background and below.certainty != "CT":
        # "had been rumoured to attend": the rumour is old, the attendance is not yet told
        return replace(below, flags=below.flags - {"historical"})
    return below


def content(noun: Token, signature: Signature, reading: Reading) -> World:
    """The world of what a noun proposes or reports, which dies when the proposal is rejected or the report denied."""
    if signature.presupposes:
        # "the end of the talks": there were talks
        return presupposed(reading.states[noun.i].own, firmly=True)
    world = governed(signature, noun, reading)
    verb = noun.head
    killed = noun.dep_ in {"dobj", "nsubjpass"} and reading.tree.key(verb) in reading.lexicon.content_killers
    if not killed or reading.states[verb.i].own.polarity != "+":
        return world
    reported = signature.opens_source or signature.name == "rumour"
    killing = reading.lexicon.governs("that", "deny") if reported else reading.lexicon.governs("to", "decline")
    if killing is None:
        return world
    dead = embed(reading.states[verb.i].own, killing, cue(verb))
    return replace(dead, flags=dead.flags | (world.flags & {"rumoured"}))


def taken(world: World, signature: Signature, word: Token) -> World:
    """The world of an occasion that ``word`` has as its object or subject."""
    return presupposed(world, firmly=True) if signature.presupposes else embed(world, signature, cue(word))


def rumouring(noun: Token | None, reading: Reading) -> Signature | None:
    """The signature of rumour when a nameless source speaks: "reports said that", "according to reports"."""
    signature = reading.noun_signature(noun) if noun is not None else None
    return signature if signature is not None and signature.name == "rumour" else None
