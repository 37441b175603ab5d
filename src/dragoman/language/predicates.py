"""Who does what to whom by grammar: the logical arguments of every verb and relational noun.

Passives are turned round, coordination is spread, and missing subjects are filled by control, raising,
relative clauses and participles, so that rules need to name only logical roles. Dependency labels are
those of spaCy's English pipelines (ClearNLP style).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.language.grammar import load_grammar

BEFORE_NOUN = frozenset({"amod", "compound", "nmod", "poss"})
"""How a name or adjective hangs on the noun that it stands before."""
_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
_CLAUSES = frozenset({"xcomp", "ccomp", "pcomp"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_MAX_CLIMB = 12


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate and its logical arguments, each argument given by the head token of its phrase.

    Attributes:
        token: the verb or noun itself.
        subjects: who does it; coordination spread.
        objects: whom or what it is done to.
        obliques: (preposition, head of its object) pairs.
        clauses: heads of clausal complements.
        passive: the clause is passive.
    """

    token: Token
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    obliques: tuple[tuple[str, Token], ...] = ()
    clauses: tuple[Token, ...] = ()
    passive: bool = False

    def under(self, *prepositions: str) -> tuple[Token, ...]:
        """The arguments that stand under one of the prepositions."""
        return tuple(token for preposition, token in self.obliques if preposition in prepositions)


def predicates_of(doc: Doc) -> dict[int, Predicate]:
    """The predicates of a document by token index: every verb, and every noun that takes arguments."""
    found: dict[int, Predicate] = {}
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            found[token.i] = _verb(token)
        elif is_noun(token):
            predicate = _noun(token)
            if predicate.subjects or predicate.obliques or predicate.clauses:
                found[token.i] = predicate
    return found


def is_noun(token: Token) -> bool:
    """Whether a token is a noun, common or proper."""
    return token.pos_ in ("NOUN", "PROPN")


def verb_over(token: Token) -> Token | None:
    """The verb in whose clause a word stands, the nearest over it; None where only nouns are."""
    return next((word for word in token.ancestors if word.pos_ in ("VERB", "AUX")), None)


def spread(token: Token) -> tuple[Token, ...]:
    """The token and everything coordinated with it ("A, B and C" gives three heads)."""
    return (token, *token.conjuncts) if token.dep_ != "conj" else (token,)


def below(noun: Token, *prepositions: str) -> tuple[Token, ...]:
    """What stands below a preposition of a noun, as parsed: Russia of "several of Russia's proposals"."""
    return tuple(t for c in noun.children if c.lower_ in prepositions for t in c.children if t.dep_ == "pobj")


def _verb(verb: Token) -> Predicate:
    children = tuple(verb.children)
    passive = any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in children) or _reduced_passive(verb)
    surface = _surface_subjects(verb)
    agents = tuple(t for child in children if child.dep_ == "agent" for t in _below(child))
    objects = tuple(t for child in children if child.dep_ in _OBJECTS and child.pos_ != "ADP" for t in spread(child))
    return Predicate(
        token=verb,
        subjects=agents if passive else surface,
        objects=(*surface, *objects) if passive else objects,
        obliques=tuple(_obliques(verb, children)),
        clauses=tuple(child for child in children if child.dep_ in _CLAUSES),
        passive=passive,
    )


def _reduced_passive(verb: Token) -> bool:
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def _noun(noun: Token) -> Predicate:
    children = tuple(noun.children)
    owners = tuple(t for child in children if child.dep_ == "poss" for t in spread(child))
    return Predicate(
        token=noun,
        subjects=owners,
        obliques=tuple(_obliques(noun, children)),
        clauses=tuple(child for child in children if child.dep_ in ("acl", "ccomp") and child.pos_ == "VERB"),
    )


def _obliques(head: Token, children: Iterable[Token]) -> Iterator[tuple[str, Token]]:
    for child in children:
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "ADV", "VERB"):
            for token in _below(child):
                yield child.lower_, token
                if child.lower_ == "of" and head.pos_ == "NOUN":  # "the rejection of the plan by Hamas"
                    yield from _by_below(token)
            # "in Geneva with the mediators": the parser may hang "with" below "in"
            for nested in child.children:
                if nested.dep_ == "prep":
                    yield from ((nested.lower_, token) for token in _below(nested))


def _by_below(noun: Token) -> Iterator[tuple[str, Token]]:
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            yield from (("by", token) for token in _below(child))


def _below(preposition: Token) -> tuple[Token, ...]:
    return tuple(t for child in preposition.children if child.dep_ == "pobj" for t in spread(child))


def _surface_subjects(verb: Token) -> tuple[Token, ...]:
    current = verb
    for _ in range(_MAX_CLIMB):
        own = tuple(c for c in current.children if c.dep_ in _SUBJECTS)
        if own:
            return tuple(t for child in own for t in _antecedents(child, current))
        borrowed = _borrowed_subject(current)
        if isinstance(borrowed, tuple):
            return borrowed
        if borrowed is None:
            return ()
        current = borrowed
    return ()


def _antecedents(subject: Token, verb: Token) -> tuple[Token, ...]:
    if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return spread(verb.head)
    return spread(subject)


def _borrowed_subject(verb: Token) -> Token | tuple[Token, ...] | None:
    """Where a verb without a subject of its own takes it from: a verb to ask, the tokens themselves, or nothing."""
    head = verb.head
    if verb.dep_ in ("conj", "acomp") and head.pos_ in ("VERB", "AUX"):
        return head  # also "is likely to meet", "was prepared to go"
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp") and head is not verb:
        return _controller(verb, head)
    if verb.dep_ in ("acl", "relcl"):
        if verb.tag_ in ("VBG", "VBN") or not is_noun(head):
            return spread(head)
        return _owner_of(head)
    if verb.dep_ == "csubj" and verb.tag_ == "VBG" and head.lemma_ == "be":  # "Leading the delegation will be A"
        return tuple(t for c in head.children if c.dep_ == "attr" for t in spread(c)) or None
    return None


def _controller(verb: Token, head: Token) -> Token | tuple[Token, ...] | None:
    if head.pos_ == "ADP":  # "accused Israel of violating": the preposition's governor decides
        head = head.head
    if head.lemma_ in load_grammar().object_control and verb.dep_ != "advcl":
        objects = tuple(t for c in head.children for t in _asked(c))
        if objects:
            return objects
    if (
        verb.dep_ == "ccomp"
        and head.lemma_ not in load_grammar().object_control
        and any(c.dep_ == "mark" for c in verb.children)
    ):
        return None
    return head if head.pos_ in ("VERB", "AUX", "ADJ") else _owner_of(head)


def _asked(child: Token) -> tuple[Token, ...]:
    """Whom a verb of asking asks: its object, for "called on Israel to return" what stands below its preposition."""
    if child.dep_ in ("dobj", "nsubjpass"):
        return spread(child)
    below = child.dep_ == "prep" and child.lower_ in ("on", "upon") and child.head.lemma_ == "call"
    return _below(child) if below else ()


def _owner_of(noun: Token) -> Token | tuple[Token, ...] | None:
    """Whose "decision to", "willingness to", "plans to" it is: the possessor, else the governing verb's subject.

    A name below "of" is the possessor too: "the refusal of Hamas to attend".
    """
    owners = tuple(t for child in noun.children if child.dep_ == "poss" for t in spread(child))
    owners = owners or tuple(t for t in below(noun, "of") if t.ent_type_)
    if owners:
        return owners
    if noun.dep_ in ("dobj", "pobj", "attr"):
        governor = noun.head.head if noun.head.pos_ == "ADP" else noun.head
        return governor if governor.pos_ in ("VERB", "AUX") else None
    return None
