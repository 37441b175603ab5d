"""What stands on an event itself: tense, auxiliaries, negation, adverbs, premodifiers, conditions and older dates."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.language.factuality.conditions import condition_of, in_condition_phrase, inverted_root
from dragoman.language.factuality.history import future_date, older_date, older_subject
from dragoman.language.factuality.lexicon import Outcome
from dragoman.language.factuality.reading import UNKNOWN, Reading, State, rumouring
from dragoman.language.factuality.tree import UNTENSED, Tense, cue, denying_determiners, negations, tense
from dragoman.language.factuality.world import (
    World,
    conditioned,
    deny,
    embed,
    flag,
    negate,
    qualify,
    supposed,
    unrealised,
)

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_TELLING = frozenset({"cancellation", "postponement", "commitment", "expectation", "rumour", "desire", "refusal"})
"""Classes of verb whose passive relative clause tells the fate of its noun."""


def settle(token: Token, entered: World, reading: Reading) -> State:
    """The state of ``token``, given the world that its governor puts it in."""
    if token.pos_ in _VERBAL and token.dep_ not in {"aux", "auxpass"}:
        return _verb(token, entered, reading)
    if token.pos_ in _NOMINAL:
        return State(entered=entered, own=_noun(token, entered, reading))
    denied = reading.tree.first(token, "neg")
    own = negate(entered, cue(denied)) if denied is not None else entered
    above = reading.states.get(token.head.i)
    state = State(entered=entered, own=own, tense=above.tense if above is not None else UNTENSED)
    return _with_condition(token, state, reading) if token.pos_ == "ADJ" else state


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forms:
    """The auxiliaries and denying words of a verb, with its tense."""

    auxiliaries: tuple[Token, ...]
    denied: tuple[Token, ...]
    told: Tense


def _verb(token: Token, entered: World, reading: Reading) -> State:
    inverted = inverted_root(token, reading.tree, reading.lexicon)
    inside = inverted[1] if inverted is not None else in_condition_phrase(token, reading.tree, reading.lexicon)
    if inside is not None:
        entered = supposed(entered, cue(inside))
    if token.dep_ == "ROOT" and reading.tree.infinitive(token):
        # headlines: "Lavrov to meet Rubio"
        entered = qualify(entered, reading.lexicon.openers["to"], None)
    forms = _forms(token, reading)
    backshifted = _backshifted(token, reading)
    world = _timed(entered, forms.told, headline=reading.headline and token.dep_ == "ROOT")
    world = _with_modal(world, forms, reading)
    world = _with_adverbs(token, world, reading)
    world = _dated(token, world, forms.told, reading)
    if forms.told.pluperfect and not backshifted:
        world = flag(world, "historical", None)
    state = State(
        entered=entered,
        own=world,
        auxiliaries=forms.auxiliaries,
        negations=forms.denied,
        tense=forms.told,
        backshifted=backshifted,
    )
    return _with_condition(token, state, reading)


def _forms(token: Token, reading: Reading) -> _Forms:
    """The forms of a verb, with those it shares with its conjunct: "will not attend or send"."""
    auxiliaries = reading.tree.auxiliaries(token)
    denied = negations(reading.tree, token, reading.lexicon)
    head = reading.states.get(token.head.i)
    alike = token.dep_ == "conj" and token.tag_ == token.head.tag_ and not auxiliaries
    if alike and head is not None and not reading.tree.has_subject(token):
        auxiliaries, denied = head.auxiliaries, denied or _shared_negation(token, head, reading)
    return _Forms(auxiliaries=auxiliaries, denied=denied, told=tense(token, auxiliaries))


def _shared_negation(token: Token, head: State, reading: Reading) -> tuple[Token, ...]:
    """The negation that reaches over "and", "or" and "nor", but not over "but"."""
    joining = {word.lower_: word for word in reading.tree.having(token.head, frozenset({"cc"}))}
    if "nor" in joining:
        return (joining["nor"],)
    return () if "but" in joining else tuple(word for word in head.negations if word.i < token.head.i)


def _backshifted(token: Token, reading: Reading) -> bool:
    """A past perfect below a past verb of saying only shifts the tense: "said they had met"."""
    head = reading.states.get(token.head.i)
    if head is None:
        return False
    if token.dep_ == "advcl":
        # "it was not clear if they had met"
        mark = reading.tree.first(token, "mark")
        return mark is not None and mark.lower_ in {"if", "whether"}
    if token.dep_ == "conj":
        return head.backshifted
    return token.dep_ == "acl" or (token.dep_ in {"ccomp", "xcomp"} and head.tense.time == "past")


def _timed(world: World, told: Tense, *, headline: bool) -> World:
    if told.time is None and told.perfect:
        return replace(world, time="past")
    if told.time is None or ("antecedent" in world.flags and not told.pluperfect):
        return world
    return replace(world, time="past" if headline else told.time)


def _with_modal(world: World, forms: _Forms, reading: Reading) -> World:
    modals = reading.lexicon.modals
    modal = next((word for word in forms.auxiliaries if word.lower_ in modals and word.tag_ == "MD"), None)
    if modal is None:
        return negate(world, cue(forms.denied[0])) if len(forms.denied) % 2 == 1 else world
    if forms.told.perfect and modal.lower_ in reading.lexicon.counterfactuals:
        return unrealised(world, cue(modal))
    signature = modals[modal.lower_]
    outcome = signature.negated if forms.denied else signature.affirmed
    world = qualify(world, replace(outcome, future=outcome.future and not forms.told.perfect), cue(modal))
    return _without_will(world, forms, reading) if forms.denied else world


def _without_will(world: World, forms: _Forms, reading: Reading) -> World:
    """A denied modal with the word that denies; "there will be no talks" says nothing of anyone's will."""
    determiners = reading.lexicon.negations.determiners
    by_will = not any(word.lower_ in determiners and word.dep_ == "det" for word in forms.denied)
    flags = world.flags if by_will else world.flags - {"refused"}
    return replace(world, flags=flags, cues=(*world.cues, cue(forms.denied[0])))


def _with_adverbs(token: Token, world: World, reading: Reading) -> World:
    for child in reading.tree.children(token):
        outcome = _adverb(child, reading)
        if outcome is not None:
            world = qualify(world, outcome, cue(child))
    return world


def _adverb(child: Token, reading: Reading) -> Outcome | None:
    """What an adverb says of its verb; "according to reports" speaks like "reportedly"."""
    if child.dep_ in {"advmod", "npadvmod"}:
        return reading.lexicon.adverbs.get(child.lower_)
    to = reading.tree.first(child, "prep") if child.dep_ == "prep" and child.lower_ == "according" else None
    rumour = rumouring(reading.tree.first(to, "pobj"), reading) if to is not None else None
    return rumour.affirmed if rumour is not None else None


def _dated(token: Token, world: World, told: Tense, reading: Reading) -> World:
    """The world with what dates say: "meet on Friday" is to come, "met in 2019" is history."""
    if told.time == "present" and future_date(token, reading):
        world = replace(flag(world, "planned", None), time="future")
    older = older_date(token, reading) or (told.time == "past" and older_subject(token, reading))
    return flag(world, "historical", None) if older else world


def _with_condition(token: Token, state: State, reading: Reading) -> State:
    """The state under the verb's own condition; a past verb hands it to what it governs ("agreed to come if")."""
    found = condition_of(token, reading.tree, reading.lexicon)
    if found is None:
        return state
    span, opener = found
    if state.tense.time == "past":
        return replace(state, condition=span)
    return replace(state, own=conditioned(state.own, span, cue(opener)))


def _noun(token: Token, entered: World, reading: Reading) -> World:
    world = entered
    for determiner in denying_determiners(reading.tree, token, reading.lexicon):
        world = deny(world, cue(determiner))
    for child in reading.tree.children(token):
        world = _modified(child, world, reading)
    return flag(world, "historical", None) if older_date(token, reading) else world


def _modified(child: Token, world: World, reading: Reading) -> World:
    """The world of a noun after one of its modifiers: planned, any, "that were called off"."""
    lexicon = reading.lexicon
    if child.dep_ == "det" and child.lower_ in lexicon.negations.free_choice and world.polarity == "+":
        return qualify(world, UNKNOWN, cue(child))
    if child.dep_ in {"amod", "compound", "acl"} and child.lower_ in lexicon.premodifiers:
        return qualify(world, lexicon.premodifiers[child.lower_], cue(child))
    if child.dep_ in {"relcl", "acl"} and child.tag_ == "VBN" and world.polarity == "+":
        return _told_by_relative(child, world, reading)
    return world


def _told_by_relative(verb: Token, world: World, reading: Reading) -> World:
    """A passive relative tells of its noun: "the talks that were called off"."""
    signature = reading.signature("object", verb)
    if signature is None or signature.name not in _TELLING or negations(reading.tree, verb, reading.lexicon):
        return world
    return embed(world, signature, cue(verb))
