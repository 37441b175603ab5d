"""What stands on an event itself: tense, auxiliaries, negation, adverbs, premodifiers, conditions and older dates."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.language.factuality_conditions import condition_of, in_condition_phrase, inverted_root
from dragoman.language.factuality_embedding import State, States
from dragoman.language.factuality_history import older_date
from dragoman.language.factuality_lexicon import FactualityLexicon, Outcome, Signature
from dragoman.language.factuality_tree import Tense, Tree, cue, denying_determiners, lemma, negations, tense
from dragoman.language.factuality_world import World, conditioned, deny, embed, flag, negate, qualify, supposed, unrealised

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_TELLING = frozenset({"cancellation", "postponement", "commitment", "expectation", "rumour", "desire", "refusal"})


def settle(
    token: Token,
    entered: World,
    tree: Tree,
    states: States,
    lexicon: FactualityLexicon,
    *,
    headline: bool,
    year: int | None,
) -> State:
    """The state of ``token``, given the world that its governor puts it in."""
    if token.pos_ in _VERBAL and token.dep_ not in {"aux", "auxpass"}:
        return _verb(token, entered, tree, states, lexicon, headline=headline, year=year)
    if token.pos_ in _NOMINAL:
        return State(entered=entered, own=_noun(token, entered, tree, lexicon, year=year))
    denied = [child for child in tree.children(token) if child.dep_ == "neg"]
    own = negate(entered, cue(denied[0])) if denied else entered
    state = State(entered=entered, own=own, tense=_copula_tense(token, states))
    return _with_condition(token, state, tree, lexicon) if token.pos_ == "ADJ" else state


def _copula_tense(token: Token, states: States) -> Tense:
    return states[token.head.i].tense if token.head.i in states else Tense(time=None)


def _verb(
    token: Token,
    entered: World,
    tree: Tree,
    states: States,
    lexicon: FactualityLexicon,
    *,
    headline: bool,
    year: int | None,
) -> State:
    inverted = inverted_root(token, tree, lexicon)
    inside = in_condition_phrase(token, tree, lexicon) if inverted is None else inverted[1]
    if inside is not None:
        entered = supposed(entered, cue(inside))
    auxiliaries, denied = _shared(token, tree, states, lexicon)
    told = tense(token, auxiliaries)
    backshifted = _backshifted(token, tree, states)
    world = _timed(entered, told, headline=headline and token.dep_ == "ROOT")
    world = _with_modal(world, auxiliaries, denied, told, lexicon)
    world = _with_adverbs(token, world, tree, lexicon)
    if (told.pluperfect and not backshifted) or older_date(token, tree, lexicon, year=year):
        world = flag(world, "historical", None)
    state = State(
        entered=entered, own=world, auxiliaries=auxiliaries, negations=denied, tense=told, backshifted=backshifted
    )
    return _with_condition(token, state, tree, lexicon)


def _shared(
    token: Token, tree: Tree, states: States, lexicon: FactualityLexicon
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Auxiliaries and negation of a verb, or those it shares with its conjunct: "will not attend or send"."""
    auxiliaries, denied = tree.auxiliaries(token), negations(tree, token, lexicon)
    head = states.get(token.head.i)
    if token.dep_ != "conj" or auxiliaries or head is None or tree.has_subject(token) or token.tag_ != token.head.tag_:
        return auxiliaries, denied
    nor = next((word for word in tree.children(token.head) if word.dep_ == "cc" and word.lower_ == "nor"), None)
    if nor is not None and not denied:
        denied = (nor,)
    contrast = any(child.dep_ == "cc" and child.lower_ == "but" for child in tree.children(token.head))
    kept = () if contrast else tuple(word for word in head.negations if word.i < token.head.i)
    return head.auxiliaries, denied or kept


def _backshifted(token: Token, tree: Tree, states: States) -> bool:
    """A past perfect below a past verb of saying only shifts the tense: "said they had met"."""
    head = states.get(token.head.i)
    if head is None or token.dep_ not in {"ccomp", "conj", "acl", "xcomp", "advcl"}:
        return False
    if token.dep_ == "advcl":
        # "it was not clear if they had met"
        return any(child.dep_ == "mark" and child.lower_ in {"if", "whether"} for child in tree.children(token))
    return head.backshifted if token.dep_ == "conj" else (head.tense.time == "past" or token.dep_ == "acl")


def _timed(world: World, told: Tense, *, headline: bool) -> World:
    if told.time is None:
        return world
    return replace(world, time="past" if headline else told.time)


def _with_modal(
    world: World, auxiliaries: Sequence[Token], denied: Sequence[Token], told: Tense, lexicon: FactualityLexicon
) -> World:
    modal = next((aux for aux in auxiliaries if aux.lower_ in lexicon.modals and aux.tag_ in {"MD", "VBD"}), None)
    if modal is None or (modal.tag_ == "VBD" and told.time is not None):
        odd = len(denied) % 2 == 1
        return negate(world, cue(denied[0])) if odd else world
    if told.perfect and modal.lower_ in lexicon.counterfactuals:
        return unrealised(world, cue(modal))
    outcome = _outcome(lexicon.modals[modal.lower_], denied=bool(denied))
    world = qualify(world, replace(outcome, future=outcome.future and not told.perfect), cue(modal))
    return world if not denied else replace(world, cues=(*world.cues, cue(denied[0])))


def _outcome(signature: Signature, *, denied: bool) -> Outcome:
    return signature.negated if denied else signature.affirmed


def _with_adverbs(token: Token, world: World, tree: Tree, lexicon: FactualityLexicon) -> World:
    for child in tree.children(token):
        outcome = lexicon.adverbs.get(child.lower_) if child.dep_ in {"advmod", "npadvmod"} else None
        if outcome is not None:
            world = qualify(world, outcome, cue(child))
    return world


def _with_condition(token: Token, state: State, tree: Tree, lexicon: FactualityLexicon) -> State:
    """The state under the verb's own condition; a past verb hands it to what it governs ("agreed to come if")."""
    found = condition_of(token, tree, lexicon)
    if found is None:
        return state
    span, opener = found
    if state.tense.time == "past":
        return replace(state, condition=span)
    return replace(state, own=conditioned(state.own, span, cue(opener)))


def _noun(token: Token, entered: World, tree: Tree, lexicon: FactualityLexicon, *, year: int | None) -> World:
    world = entered
    for child in denying_determiners(tree, token, lexicon):
        world = deny(world, cue(child))
    for child in tree.children(token):
        if child.dep_ == "det" and child.lower_ in lexicon.negations.free_choice and world.polarity == "+":
            world = qualify(world, Outcome(certainty="U", polarity="u"), cue(child))
        elif child.dep_ in {"amod", "compound", "acl"} and child.lower_ in lexicon.premodifiers:
            world = qualify(world, lexicon.premodifiers[child.lower_], cue(child))
        elif child.dep_ in {"relcl", "acl"} and child.tag_ == "VBN" and world.polarity == "+":
            world = _told_by_relative(child, world, tree, lexicon)
    if older_date(token, tree, lexicon, year=year):
        world = flag(world, "historical", None)
    return world


def _told_by_relative(verb: Token, world: World, tree: Tree, lexicon: FactualityLexicon) -> World:
    """A passive relative tells of its noun: "the talks that were called off"."""
    signature = lexicon.governs("object", tree.key(verb)) or lexicon.governs("object", lemma(verb))
    if signature is None or signature.name not in _TELLING or negations(tree, verb, lexicon):
        return world
    return embed(world, signature, cue(verb))
