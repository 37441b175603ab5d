"""Which word governs an event, and the world in which it puts it: complements, adjuncts and event nouns."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.language.factuality_conditions import inverted_root, opens_condition
from dragoman.language.factuality_lexicon import FactualityLexicon, Frame, Outcome, Signature
from dragoman.language.factuality_tree import Tense, Tree, cue, lemma, tense
from dragoman.language.factuality_world import (
    Cue,
    World,
    conditioned,
    embed,
    presupposed,
    qualify,
    reasserted,
    supposed,
    unrealised,
)

_UNKNOWN: dict[Frame, Signature] = {
    "to": Signature(
        name="infinitive of an unlisted word",
        affirmed=Outcome(certainty="PR", polarity="+", flags=frozenset({"planned"}), future=True),
        negated=Outcome(certainty="PR", polarity="-", future=True),
    ),
    "that": Signature(
        name="clause of an unlisted word",
        affirmed=Outcome(certainty="CT", polarity="+"),
        negated=Outcome(certainty="U", polarity="u"),
        opens_source=True,
    ),
    "ing": Signature(
        name="gerund of an unlisted word",
        affirmed=Outcome(certainty="CT", polarity="+"),
        negated=Outcome(certainty="CT", polarity="-"),
    ),
}
"""What an unlisted governor does: an infinitive lies ahead, a clause is reported, a gerund shares its fate."""

_EVALUATED = Signature(
    name="infinitive of an unlisted adjective",
    affirmed=Outcome(certainty="U", polarity="u", future=True),
    negated=Outcome(certainty="U", polarity="u", future=True),
)
"""An adjective rates what may or may not be: "it is wise to wait"."""
_OPEN = Outcome(certainty="U", polarity="u")
_COMPLEMENTS = frozenset({"of", "for", "on", "to", "about", "toward", "towards", "over", "against", "from", "in", "at"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_TRANSPARENT = frozenset({"acomp", "oprd", "prep", "agent", "dative", "attr", "prt", "advmod", "aux", "auxpass"})


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
    tense: Tense = Tense(time=None)
    backshifted: bool = False
    condition: Cue | None = None


States = dict[int, State]


def enter(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    """The world in which the governor of ``token`` puts it; all words above it must be in ``states``."""
    if token.head.i not in states:
        return World()
    state = states[token.head.i]
    rule = _RULES.get(token.dep_, _argument if token.pos_ in {"NOUN", "PROPN"} else _same)
    world = rule(token, tree, states, lexicon)
    if state.condition is not None and token.dep_ in {"xcomp", "ccomp", "dobj"}:
        world = conditioned(world, state.condition, None)
    return world


def _same(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    return states[token.head.i].own


def _joined(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    """A conjunct stands where the first one stands; a finite verb joined to an infinitive belongs one level up."""
    head = token.head
    finite = tense(token, tree.auxiliaries(token)).time is not None and tree.has_subject(token)
    if finite and tree.infinitive(head) and head.head.i in states:
        return states[head.head.i].entered
    return states[head.i].entered


def _relative(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    if tree.infinitive(token):
        return _noun_clause(token, tree, states, lexicon)
    return reasserted(states[token.head.i].own)


def _complement(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    head, state = token.head, states[token.head.i]
    if head.lower_ in lexicon.negations.exempt and head.pos_ != "VERB":
        # "no matter what it takes"
        return reasserted(state.own)
    inverted = inverted_root(head, tree, lexicon)
    if inverted is not None:
        return conditioned(World(), inverted[0], cue(inverted[1]))
    if token.tag_ == "VBN" and token.dep_ == "xcomp" and not tree.auxiliaries(token):
        return state.own
    frame = frame_of(token, tree)
    if frame == "that" and _asks(token, tree, lexicon):
        return qualify(reasserted(state.own), _OPEN, cue(head))
    signature, word = _governing(token, tree, lexicon, frame)
    return _embedded(state.own, signature, word, states)


def _embedded(world: World, signature: Signature, word: Token, states: States) -> World:
    below = embed(world, signature, cue(word))
    when = signature.unrealised_when
    carrier = word.head if word.dep_ == "acomp" else word
    state = states.get(carrier.i)
    told = state.tense if state is not None else Tense(time=None)
    background = told.pluperfect and state is not None and not state.backshifted
    if (when and background) or (when == "past" and told.time == "past"):
        return unrealised(below, cue(word))
    return below


def frame_of(token: Token, tree: Tree) -> Frame:
    """How a clause hangs on its governor: infinitive, gerund or finite clause."""
    if tree.infinitive(token):
        return "to"
    if token.tag_ == "VBG" and not tree.auxiliaries(token):
        return "ing"
    bare = token.tag_ == "VB" and not tree.auxiliaries(token)
    return "to" if bare else "that"


def _asks(token: Token, tree: Tree, lexicon: FactualityLexicon) -> bool:
    return any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in {"if", *lexicon.conditions.questions}
        for child in tree.children(token)
    )


def _governing(token: Token, tree: Tree, lexicon: FactualityLexicon, frame: Frame) -> tuple[Signature, Token]:
    """The signature that governs a complement clause, and the word that carries it."""
    head = token.head
    if head.pos_ in {"ADJ", "ADV"}:
        return adjective(head, lexicon) or _EVALUATED, head
    if lemma(head) == "be" and tree.first(head, "acomp", "oprd", "attr", "prep", "nsubj") is not None:
        return _predicative(head, tree, lexicon)
    found = adjective(head, lexicon) if _adjectival(head, tree) else None
    found = found or next((known for key in tree.keys(head) if (known := lexicon.governs(frame, key))), None)
    return found or _UNKNOWN[frame], head


def _adjectival(participle: Token, tree: Tree) -> bool:
    """Whether a participle may be an adjective: "is prepared to", not "has prepared to"."""
    perfect = any(lemma(aux) == "have" for aux in tree.auxiliaries(participle))
    return participle.tag_ == "VBN" and (not perfect or tree.first(participle, "auxpass") is not None)


def adjective(word: Token, lexicon: FactualityLexicon) -> Signature | None:
    """The signature of an adjective or adjectival participle, comparatives included."""
    return lexicon.governs("adjectives", word.lower_) or lexicon.governs("adjectives", lemma(word))


def _predicative(head: Token, tree: Tree, lexicon: FactualityLexicon) -> tuple[Signature, Token]:
    """What carries the clause of a copula: "it is unclear whether", "the goal is to"; or "is to" itself."""
    predicate = tree.first(head, "acomp", "oprd")
    if predicate is not None:
        return adjective(predicate, lexicon) or _EVALUATED, predicate
    for noun in tree.having(head, frozenset({"attr", "nsubj"})):
        signature = lexicon.governs("nouns", lemma(noun))
        if signature is not None:
            return signature, noun
    bare = tree.first(head, "attr", "prep", "advmod") is None
    return (lexicon.governs("to", "be") if bare else None) or _UNKNOWN["to"], head


def _noun_clause(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    """A clause on a noun: "plan to meet", "reports that they met"; participles ("talks held in Oslo") are asserted."""
    head, state = token.head, states[token.head.i]
    participle = token.tag_ in {"VBN", "VBG"} and not tree.auxiliaries(token)
    if participle:
        return reasserted(state.own)
    signature = lexicon.governs("nouns", lemma(head))
    if signature is None:
        return reasserted(state.own) if not tree.infinitive(token) else embed(state.own, _UNKNOWN["to"], None)
    return content(head, signature, tree, states, lexicon)


def content(noun: Token, signature: Signature, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    """The world of what a noun proposes or reports, which dies when the proposal is rejected or the report denied."""
    world = _embedded(states[noun.i].own, signature, noun, states)
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.i not in states or tree.key(verb) not in lexicon.content_killers:
        return world
    killing = lexicon.governs("to", "decline") if not signature.opens_source else lexicon.governs("that", "deny")
    if signature.name == "rumour":
        killing = lexicon.governs("that", "deny")
    if killing is None or states[verb.i].own.polarity != "+":
        return world
    killed = embed(states[verb.i].own, killing, cue(verb))
    return replace(killed, flags=killed.flags | (world.flags & {"rumoured"}))


def _adverbial(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    head, state = token.head, states[token.head.i]
    opener = opens_condition(token, tree, lexicon)
    if opener is not None and _left_open(token, tree, states, lexicon):
        return qualify(reasserted(state.own), _OPEN, cue(head))
    if opener is not None:
        return supposed(state.own, cue(opener))
    if tree.infinitive(token):
        return _purpose(token, tree, states, lexicon)
    mark = tree.first(token, "mark") or next((c for c in tree.children(token) if c.tag_ == "WRB"), None)
    outcome = lexicon.openers.get(mark.lower_) if mark is not None else None
    if mark is None or outcome is None:
        return presupposed(replace(state.own, polarity="+")) if token.tag_ in {"VBG", "VBN"} else reasserted(state.own)
    if outcome.polarity == "-":
        return qualify(reasserted(state.own), outcome, cue(mark))
    ahead = tense(token, tree.auxiliaries(token)).time == "present" and state.own.time == "future"
    return qualify(reasserted(state.own), outcome, cue(mark)) if ahead else reasserted(state.own)


def _left_open(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> bool:
    """Whether an if-clause is a question: "it was not clear if they had met" is no condition."""
    if lemma(token.head) != "be":
        return False
    signature, carrier = _predicative(token.head, tree, lexicon)
    return signature.name in {"question", "report"} and carrier.i < token.i


def _purpose(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    """"flew to Doha to meet": intended; but "it is important for them to meet" says the adjective's part."""
    head, state = token.head, states[token.head.i]
    predicate = head if head.pos_ == "ADJ" else tree.first(head, "acomp", "oprd")
    signature = adjective(predicate, lexicon) if predicate is not None else None
    if signature is not None and predicate is not None:
        return embed(state.own, signature, cue(predicate))
    return qualify(state.own, lexicon.openers["to"], None)


def _argument(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    """An event noun as subject or object of a verb."""
    head, state = token.head, states[token.head.i]
    frame: Frame = "subject" if token.dep_ == "nsubj" else "object"
    signature = next((found for key in tree.keys(head) if (found := lexicon.governs(frame, key))), None)
    if signature is not None:
        return _taken(state.own, signature, head)
    # who acts exists, whatever becomes of the act; but "if problems develop" supposes the problems too
    agent = frame == "subject" and "antecedent" not in state.own.flags
    return presupposed(state.own) if agent else _unlisted(token, tree, state.own)


def _taken(world: World, signature: Signature, word: Token) -> World:
    return presupposed(world, firmly=True) if signature.presupposes else embed(world, signature, cue(word))


def _unlisted(token: Token, tree: Tree, world: World) -> World:
    """What is known is taken for granted ("did not criticise the attack"); what is new shares the verb's fate."""
    sure = world.polarity == "+" and world.certainty == "CT"
    return presupposed(world) if sure or tree.definite(token) else world


def _preposition(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    """A participle used as a preposition ("including", "following") is itself asserted."""
    own = states[token.head.i].own
    return reasserted(own) if token.tag_ in {"VBG", "VBN"} else own


def _oblique(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    """The object of a preposition: "calls for talks", "the absence of talks", "before the summit"."""
    preposition = token.head
    governor = preposition.head
    world = states[preposition.i].own
    opener = lexicon.openers.get(preposition.lower_)
    if preposition.lower_ in {"of", "than"} and preposition.i > 0:
        # "instead of signing", "ahead of the summit"
        opener = lexicon.openers.get(preposition.nbor(-1).lower_, opener)
    if opener is not None and opener.polarity == "-":
        sure = world.certainty == "CT" and world.polarity == "+"
        return qualify(reasserted(world), opener if sure else _OPEN, cue(preposition))
    signature = _through(preposition, governor, tree, lexicon)
    if signature is not None and governor.pos_ == "NOUN":
        return content(governor, signature, tree, states, lexicon)
    if signature is not None:
        return _taken(world, signature, governor)
    if opener is not None and opener.certainty == "CT" and token.dep_ == "pobj":
        return reasserted(world)
    if opener is not None and governor.pos_ not in {"NOUN", "ADJ"} and preposition.lower_ != "for":
        return qualify(reasserted(world), opener, cue(preposition)) if world.time == "future" else reasserted(world)
    if governor.pos_ in {"NOUN", "PROPN"} or token.dep_ == "pcomp":
        return world
    return _unlisted(token, tree, world)


def _through(preposition: Token, governor: Token, tree: Tree, lexicon: FactualityLexicon) -> Signature | None:
    if governor.pos_ == "NOUN" and governor.dep_ == "dobj":
        # "take part in the talks": the parser hangs "in" on the verb or on "part"
        idiom = lexicon.governs("prep", f"{lemma(governor.head)} {governor.lower_} {preposition.lower_}")
        if idiom is not None:
            return idiom
    if governor.pos_ == "NOUN":
        return lexicon.governs("nouns", lemma(governor)) if preposition.lower_ in _COMPLEMENTS else None
    words = (f"{key} {preposition.lower_}" for key in tree.keys(governor))
    pair = next((found for key in words if (found := lexicon.governs("prep", key))), None)
    if pair is None and governor.dep_ in {"prep", "prt", "advmod"}:
        # "pulled out of the talks": the parser hangs "of" on "out"
        pair = lexicon.governs("prep", f"{lemma(governor.head)} {governor.lower_} {preposition.lower_}")
    return pair or (adjective(governor, lexicon) if governor.pos_ == "ADJ" else None)


def _modifier(token: Token, tree: Tree, states: States, lexicon: FactualityLexicon) -> World:
    """"takeover attempt", "ceasefire proposal": the head noun governs the one before it."""
    head = token.head
    own = states[head.i].own
    if token.tag_ in {"VBN", "VBG"}:
        return reasserted(own) if own.polarity == "-" else own
    signature = lexicon.governs("nouns", lemma(head)) if token.pos_ == "NOUN" else None
    if signature is None or signature.name == "report":
        return own if own.polarity == "-" or own.certainty == "CT" else presupposed(own)
    return content(head, signature, tree, states, lexicon)


_Rule = Callable[[Token, Tree, States, FactualityLexicon], World]
_RULES: dict[str, _Rule] = {
    **dict.fromkeys(("conj",), _joined),
    **dict.fromkeys(("relcl",), _relative),
    **dict.fromkeys(("xcomp", "ccomp"), _complement),
    **dict.fromkeys(("acl",), _noun_clause),
    **dict.fromkeys(("advcl",), _adverbial),
    **dict.fromkeys(("pobj", "pcomp"), _oblique),
    **dict.fromkeys(_MODIFIERS, _modifier),
    **dict.fromkeys(_TRANSPARENT, _same),
    "prep": _preposition,
    **dict.fromkeys(("nsubj", "nsubjpass", "dobj"), _argument),
}
