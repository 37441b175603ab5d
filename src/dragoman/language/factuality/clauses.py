"""The world of a clause: complements, clauses on nouns, adverbial clauses, relatives and conjuncts."""

from dataclasses import replace

from spacy.tokens import Token

from dragoman.language.factuality.conditions import inverted_root, opens_condition
from dragoman.language.factuality.lexicon import Frame, Outcome, Signature
from dragoman.language.factuality.reading import UNKNOWN, Reading, content, governed, rumouring
from dragoman.language.factuality.tree import Tree, cue, denying_determiners, lemma, tense
from dragoman.language.factuality.world import World, conditioned, embed, presupposed, qualify, reasserted, supposed

_UNLISTED: dict[Frame, Signature] = {
    "to": Signature(
        name="infinitive of an unlisted word",
        affirmed=Outcome(certainty="PR", polarity="+", flags=frozenset({"planned"}), future=True),
        negated=Outcome(certainty="PR", polarity="-", future=True),
    ),
    "that": Signature(
        name="clause of an unlisted word",
        affirmed=Outcome(certainty="CT", polarity="+"),
        negated=UNKNOWN,
        opens_source=True,
    ),
    "ing": Signature(
        name="gerund of an unlisted word",
        affirmed=Outcome(certainty="CT", polarity="+"),
        negated=Outcome(certainty="CT", polarity="-"),
    ),
}
"""What an unlisted governor does: an infinitive lies ahead, a clause is reported, a gerund shares its fate."""

_RATED = Signature(
    name="infinitive of an unlisted adjective",
    affirmed=Outcome(certainty="U", polarity="u", future=True),
    negated=Outcome(certainty="U", polarity="u", future=True),
)
"""An adjective rates what may or may not be: "it is wise to wait"."""


def conjunct(token: Token, reading: Reading) -> World:
    """A conjunct stands where the first one stands; a finite verb joined to an infinitive belongs one level up."""
    tree, head = reading.tree, token.head
    finite = tense(token, tree.auxiliaries(token)).time is not None and tree.has_subject(token)
    if finite and tree.infinitive(head):
        return reading.above(head).entered
    return reading.above(token).entered


def relative(token: Token, reading: Reading) -> World:
    """A relative clause is asserted for itself, but not "a chance to talk" nor "no official who would talk"."""
    own = reading.above(token).own
    if reading.tree.infinitive(token):
        return noun_clause(token, reading)
    denied = next(denying_determiners(reading.tree, token.head, reading.lexicon), None)
    return reasserted(own) if denied is None else qualify(reasserted(own), UNKNOWN, cue(denied))


def complement(token: Token, reading: Reading) -> World:
    """A complement clause stands as the signature of its governor says."""
    head, own = token.head, reading.above(token).own
    if head.lower_ in reading.lexicon.negations.exempt and head.pos_ != "VERB":
        # "no matter what it takes"
        return reasserted(own)
    inverted = inverted_root(head, reading.tree, reading.lexicon)
    if inverted is not None:
        return conditioned(World(), inverted[0], cue(inverted[1]))
    if token.tag_ == "VBN" and token.dep_ == "xcomp" and not reading.tree.auxiliaries(token):
        return own
    frame = frame_of(token, reading.tree)
    if _asks(token, reading) or (frame == "that" and _subjunctive(token, reading.tree)):
        return replace(qualify(reasserted(own), UNKNOWN, cue(head)), time="future" if frame == "to" else "present")
    if frame == "that" and _names_what(token, reading.tree):
        return reasserted(own)
    signature, word = _governing(token, frame, reading)
    below = governed(signature, word, reading, world=own)
    rumour = rumouring(reading.tree.first(head, "nsubj"), reading) if frame == "that" else None
    return qualify(below, rumour.affirmed, cue(head)) if rumour is not None else below


def frame_of(token: Token, tree: Tree) -> Frame:
    """How a clause hangs on its governor: infinitive, gerund or finite clause."""
    if tree.infinitive(token):
        return "to"
    if tree.auxiliaries(token):
        return "that"
    return {"VBG": "ing", "VB": "to"}.get(token.tag_, "that")  # type: ignore[return-value]


def _asks(token: Token, reading: Reading) -> bool:
    words = {"if", *reading.lexicon.conditions.questions}
    return any(child.lower_ in words for child in reading.tree.having(token, frozenset({"mark", "advmod"})))


def _subjunctive(token: Token, tree: Tree) -> bool:
    """Whether a that-clause demands rather than reports: "insisted that Hamas release them"."""
    subject = tree.first(token, "nsubj")
    singular = subject is not None and subject.tag_ in {"NN", "NNP"} and tree.first(subject, "conj") is None
    return singular and token.tag_ in {"VB", "VBP"} and not tree.auxiliaries(token)


def _names_what(token: Token, tree: Tree) -> bool:
    """Whether a finite clause with what or how takes its event for granted: "would not say what happened"."""
    return any(child.tag_ in {"WP", "WRB"} for child in tree.children(token) if child.i < token.i)


def _governing(token: Token, frame: Frame, reading: Reading) -> tuple[Signature, Token]:
    """The signature that governs a complement clause, and the word that carries it."""
    head = token.head
    if head.pos_ in {"ADJ", "ADV"}:
        return reading.adjective_signature(head) or _rated(frame), head
    if lemma(head) == "be" and reading.tree.first(head, "acomp", "oprd", "attr", "prep", "nsubj") is not None:
        return _predicative(head, frame, reading)
    found = reading.adjective_signature(head) if _adjectival(head, reading.tree) else None
    return found or reading.signature(frame, head) or _UNLISTED[frame], head


def _adjectival(participle: Token, tree: Tree) -> bool:
    """Whether a participle may be an adjective: "is prepared to", not "has prepared to"."""
    perfect = any(lemma(aux) == "have" for aux in tree.auxiliaries(participle))
    return participle.tag_ == "VBN" and (not perfect or tree.first(participle, "auxpass") is not None)


def _rated(frame: Frame) -> Signature:
    """An unlisted adjective rates an infinitive, but asserts a clause: "so angry that he left"."""
    return _UNLISTED["that"] if frame == "that" else _RATED


def _predicative(copula: Token, frame: Frame, reading: Reading) -> tuple[Signature, Token]:
    """What carries the clause of a copula: "it is unclear whether", "the goal is to"; or "is to" itself."""
    predicate = reading.tree.first(copula, "acomp", "oprd")
    if predicate is not None and predicate.i in reading.states:
        return reading.adjective_signature(predicate) or _rated(frame), predicate
    for noun in reading.tree.having(copula, frozenset({"attr", "nsubj"})):
        signature = reading.noun_signature(noun)
        if signature is not None and noun.i in reading.states:
            return signature, noun
    bare = reading.tree.first(copula, "attr", "prep", "advmod") is None
    return (reading.lexicon.governs(frame, "be") if bare else None) or _UNLISTED[frame], copula


def noun_clause(token: Token, reading: Reading) -> World:
    """A clause on a noun: "plan to meet", "reports that they met"; participles ("talks held in Oslo") are asserted."""
    own, infinitive = reading.above(token).own, reading.tree.infinitive(token)
    if token.tag_ in {"VBN", "VBG"} and not reading.tree.auxiliaries(token):
        return reasserted(own)
    signature = reading.noun_signature(token.head)
    if signature is not None:
        return content(token.head, signature, reading)
    return embed(own, _UNLISTED["to"], None) if infinitive else reasserted(own)


def adverbial(token: Token, reading: Reading) -> World:
    """An adverbial clause: a condition, a purpose, a time, a reason."""
    own = reading.above(token).own
    opener = opens_condition(token, reading.tree, reading.lexicon)
    if opener is not None:
        asked = _left_open(token, reading)
        return qualify(reasserted(own), UNKNOWN, cue(token.head)) if asked else supposed(own, cue(opener))
    if reading.tree.infinitive(token):
        return _purpose(token, reading)
    if _is_gerund_object(token, reading):
        return complement(token, reading)
    return _opened(token, own, reading)


def _opened(token: Token, own: World, reading: Reading) -> World:
    """An adverbial clause by the word that opens it; a participle without one happens along with its verb."""
    tree = reading.tree
    mark = tree.first(token, "mark") or next((child for child in tree.children(token) if child.tag_ == "WRB"), None)
    outcome = reading.lexicon.openers.get(mark.lower_) if mark is not None else None
    if mark is None or outcome is None:
        return presupposed(replace(own, polarity="+")) if token.tag_ in {"VBG", "VBN"} else reasserted(own)
    ahead = tense(token, tree.auxiliaries(token)).time == "present" and own.time == "future"
    return qualify(reasserted(own), outcome, cue(mark)) if ahead or outcome.polarity == "-" else reasserted(own)


def _is_gerund_object(token: Token, reading: Reading) -> bool:
    """Whether a gerund is the verb's object, though parsed as an adjunct: "ruled out attending"."""
    tree = reading.tree
    if frame_of(token, tree) != "ing" or tree.first(token, "mark") is not None or token.left_edge.i == 0:
        return False
    adjacent = not token.left_edge.nbor(-1).is_punct and token.i > token.head.i
    return adjacent and reading.signature("ing", token.head) is not None


def _left_open(token: Token, reading: Reading) -> bool:
    """Whether an if-clause is a question: "it was not clear if they had met" is no condition."""
    if lemma(token.head) != "be":
        return False
    signature, carrier = _predicative(token.head, "that", reading)
    return signature.name in {"question", "report"} and carrier.i < token.i


def _purpose(token: Token, reading: Reading) -> World:
    """The world of an infinitive of purpose ("flew to Doha to meet"), or of "it is important for them to meet"."""
    head, own = token.head, reading.above(token).own
    predicate = head if head.pos_ == "ADJ" else reading.tree.first(head, "acomp", "oprd")
    signature = reading.adjective_signature(predicate) if predicate is not None else None
    if signature is not None and predicate is not None:
        return embed(own, signature, cue(predicate))
    return qualify(own, reading.lexicon.openers["to"], None)
