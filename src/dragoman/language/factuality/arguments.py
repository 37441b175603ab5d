"""The world of an event noun: as subject or object, behind a preposition, before another noun."""

from spacy.tokens import Token

from dragoman.language.factuality.lexicon import Outcome, Signature
from dragoman.language.factuality.reading import UNKNOWN, Reading, content, taken
from dragoman.language.factuality.tree import Tree, cue, lemma
from dragoman.language.factuality.world import World, presupposed, qualify, reasserted

_COMPLEMENTS = frozenset(
    {
        "of", "for", "on", "to", "about", "toward", "towards", "over", "against", "from", "in", "at", "regarding",
        "concerning",
    }
)  # fmt: skip
"""Prepositions behind which a noun has its complement: "plan for talks", "ban on talks"."""


def argument(token: Token, reading: Reading) -> World:
    """An event noun as subject or object of a verb."""
    own = reading.above(token).own
    if token.dep_ != "nsubj" and _rejected(token, reading):
        return presupposed(own, firmly=True)
    as_subject = token.dep_ == "nsubj"
    signature = reading.signature("subject" if as_subject else "object", token.head)
    if signature is not None:
        return taken(own, signature, token.head)
    # who acts exists, whatever becomes of the act; but "if problems develop" supposes the problems too
    agent = as_subject and "antecedent" not in own.flags
    return presupposed(own) if agent else _unlisted(token, reading.tree, own)


def _rejected(token: Token, reading: Reading) -> bool:
    """Whether a proposal or report is rejected as such: it was made, and only its content dies."""
    return reading.tree.key(token.head) in reading.lexicon.content_killers and reading.noun_signature(token) is not None


def _unlisted(token: Token, tree: Tree, world: World) -> World:
    """What is known is taken for granted ("did not criticise the attack"); what is new shares the verb's fate."""
    sure = world.polarity == "+" and world.certainty == "CT"
    return presupposed(world) if sure or tree.definite(token) else world


def preposition(token: Token, reading: Reading) -> World:
    """A preposition hands its governor's world on; a participle used as one ("including") is itself asserted."""
    own = reading.above(token).own
    asserted = token.tag_ in {"VBG", "VBN"} and token.lower_ not in _COMPLEMENTS
    return reasserted(own) if asserted else own


def oblique(token: Token, reading: Reading) -> World:
    """The object of a preposition: "calls for talks", "the absence of talks", "before the summit"."""
    word, world = token.head, reading.above(token).own
    opener = _opener(word, reading)
    if opener is not None and opener.polarity == "-":
        sure = world.certainty == "CT" and world.polarity == "+"
        return qualify(reasserted(world), opener if sure else UNKNOWN, cue(word))
    governed = _governed(word, world, reading)
    if governed is not None:
        return governed
    if opener is not None and opener.certainty == "CT" and token.dep_ == "pobj":
        return reasserted(world)
    nominal = word.head.pos_ in {"NOUN", "PROPN"}
    if opener is not None and not nominal and word.head.pos_ != "ADJ" and word.lower_ != "for":
        return qualify(reasserted(world), opener, cue(word)) if world.time == "future" else reasserted(world)
    if (nominal and world.polarity != "-") or token.dep_ == "pcomp":
        return world
    return _unlisted(token, reading.tree, world)


def _opener(word: Token, reading: Reading) -> Outcome | None:
    """What a preposition itself says of the time or fate of its object."""
    openers = reading.lexicon.openers
    if word.lower_ in {"of", "than"} and word.i > 0:
        # "instead of signing", "ahead of the summit"
        return openers.get(word.nbor(-1).lower_, openers.get(word.lower_))
    return openers.get(word.lower_)


def _governed(word: Token, world: World, reading: Reading) -> World | None:
    """The world by what governs through the preposition, None when nothing listed does."""
    governor = word.head
    if governor.pos_ == "NOUN":
        signature = _through_noun(word, governor, reading)
        return content(governor, signature, reading) if signature is not None else None
    signature = _through(word, governor, reading)
    if signature is not None:
        return taken(world, signature, governor)
    told = _told_object(word, governor, reading)
    return content(told[0], told[1], reading) if told is not None else None


def _through_noun(word: Token, noun: Token, reading: Reading) -> Signature | None:
    if noun.dep_ == "dobj":
        # "take part in the talks": the parser hangs "in" on the verb or on "part"
        idiom = reading.lexicon.governs("prep", f"{lemma(noun.head)} {noun.lower_} {word.lower_}")
        if idiom is not None:
            return idiom
    return reading.noun_signature(noun) if word.lower_ in _COMPLEMENTS else None


def _through(word: Token, governor: Token, reading: Reading) -> Signature | None:
    lexicon = reading.lexicon
    pairs = (f"{key} {word.lower_}" for key in reading.tree.keys(governor))
    found = next((known for pair in pairs if (known := lexicon.governs("prep", pair)) is not None), None)
    # "ruled out attending": the parser takes the particle for a preposition
    found = found or lexicon.governs("object", f"{lemma(governor)} {word.lower_}")
    if found is None and governor.dep_ in {"prep", "prt", "advmod"}:
        # "pulled out of the talks": the parser hangs "of" on "out"
        found = lexicon.governs("prep", f"{lemma(governor.head)} {governor.lower_} {word.lower_}")
    return found or (reading.adjective_signature(governor) if governor.pos_ == "ADJ" else None)


def _told_object(word: Token, verb: Token, reading: Reading) -> tuple[Token, Signature] | None:
    """The object that the preposition belongs to, though it hangs on the verb: "offered no confirmation regarding"."""
    noun = reading.tree.first(verb, "dobj")
    if noun is None or word.lower_ not in _COMPLEMENTS or noun.right_edge.i + 1 != word.i:
        return None
    signature = reading.noun_signature(noun)
    return (noun, signature) if signature is not None and noun.i in reading.states else None


def modifier(token: Token, reading: Reading) -> World:
    """A word before a noun: in "takeover attempt" and "ceasefire proposal" the head noun governs it."""
    own = reading.above(token).own
    if token.dep_ == "amod":
        return reasserted(own)
    signature = reading.noun_signature(token.head) if token.pos_ == "NOUN" else None
    if signature is None or signature.name == "report":
        return own if own.polarity == "-" or own.certainty == "CT" else presupposed(own)
    return content(token.head, signature, reading)
