"""The grammar that factuality asks for: dependents, auxiliaries, tense, particles and negation of a word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.language.factuality.lexicon import FactualityLexicon
from dragoman.language.factuality.world import Cue, Time

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass"})


def cue(token: Token) -> Cue:
    """The characters of a word, half-open."""
    return token.idx, token.idx + len(token.text)


def extent(token: Token) -> Cue:
    """The characters of a word and all that hangs on it, half-open."""
    last = token.right_edge
    return token.left_edge.idx, last.idx + len(last.text)


class Tree:
    """Dependents by head. spaCy's own ``Token.children`` scans the subtree, which is quadratic on hostile text."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.tops: list[Token] = []
        """The words that hang on no other, in text order."""
        self._children: dict[int, list[Token]] = defaultdict(list)
        for token in tokens:
            head = token.head.i
            (self._children[head] if head != token.i else self.tops).append(token)

    def children(self, token: Token) -> Sequence[Token]:
        """The direct dependents of ``token`` in text order."""
        return self._children.get(token.i, ())

    def having(self, token: Token, deps: frozenset[str]) -> Iterator[Token]:
        """The direct dependents of ``token`` in one of the relations ``deps``."""
        return (child for child in self.children(token) if child.dep_ in deps)

    def first(self, token: Token, *deps: str) -> Token | None:
        """The first dependent of ``token`` in one of the relations ``deps``."""
        for child in self._children.get(token.i, ()):  # asked for every word, so a loop: no generator to set up
            if child.dep_ in deps:
                return child
        return None

    def auxiliaries(self, token: Token) -> tuple[Token, ...]:
        """The auxiliaries of a verb, infinitival ``to`` included."""
        return tuple(self.having(token, AUXILIARIES))

    def infinitive(self, token: Token) -> bool:
        """Whether the verb stands with ``to``."""
        return any(child.tag_ == "TO" for child in self.having(token, AUXILIARIES))

    def has_subject(self, token: Token) -> bool:
        """Whether the verb has a subject of its own."""
        return any(True for _ in self.having(token, SUBJECTS))

    def key(self, token: Token) -> str:
        """The lower-case lemma, with the particle of a phrasal verb: ``rule out``."""
        particle = self.first(token, "prt")
        return f"{lemma(token)} {particle.lower_}" if particle is not None else lemma(token)

    def keys(self, token: Token) -> Iterator[str]:
        """The look-up forms of a governor, most exact first: ``take place``, ``rule out``, ``rule``."""
        thing = self.first(token, "dobj")
        if thing is not None and thing.lower_ in {"place", "part", "way"}:
            yield f"{lemma(token)} {thing.lower_}"
        yield self.key(token)
        yield lemma(token)

    def definite(self, token: Token) -> bool:
        """Whether a noun points at something known: the, this, whose; or a name."""
        known = {"the", "this", "that", "these", "those"}
        return token.pos_ == "PROPN" or any(
            child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in known) for child in self.children(token)
        )


def lemma(token: Token) -> str:
    """The lower-case lemma, or the lower-case word where the pipeline gives none."""
    return token.lemma_.lower() or token.lower_


@dataclass(frozen=True, slots=True, kw_only=True)
class Tense:
    """When a finite verb places its event; ``time`` is None for infinitives, gerunds and modals."""

    time: Time | None
    pluperfect: bool = False
    perfect: bool = False


UNTENSED = Tense(time=None)


def tense(token: Token, auxiliaries: Sequence[Token]) -> Tense:
    """The tense of a verb with its auxiliaries (its own, or those it shares with the verb it is joined to)."""
    have = next((aux for aux in auxiliaries if lemma(aux) in {"have", "'ve", "’ve", "'d"} and aux.tag_ != "MD"), None)
    finite = next((aux for aux in (*auxiliaries, token) if aux.tag_ in {"VBD", "VBZ", "VBP", "MD", "TO"}), None)
    if finite is None:
        return Tense(time="past" if token.tag_ == "VBN" else None)
    if finite.tag_ in {"MD", "TO"}:
        return Tense(time=None, perfect=have is not None)
    if have is not None and have.i == finite.i:
        return Tense(time="past", pluperfect=finite.tag_ == "VBD", perfect=True)
    return Tense(time="past" if finite.tag_ == "VBD" else "present")


def negations(tree: Tree, token: Token, lexicon: FactualityLexicon) -> tuple[Token, ...]:
    """The words that deny a verb: not, never, and a subject or object with ``no``."""
    return (*_own_negations(tree, token, lexicon), *_denied_arguments(tree, token, lexicon))


def _own_negations(tree: Tree, token: Token, lexicon: FactualityLexicon) -> Iterator[Token]:
    words = lexicon.negations
    for child in tree.children(token):
        if _denies(child, token, lexicon):
            yield child
        elif child.dep_ == "advmod" and child.lower_ in words.adverbs:
            yield from (no for no in tree.children(child) if no.lower_ in {"no", "never"})


def _denies(child: Token, verb: Token, lexicon: FactualityLexicon) -> bool:
    words = lexicon.negations
    if child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj"} and child.lower_ in words.words):
        return not _adds(child)
    if child.dep_ == "advmod" and child.lower_ in words.approximators:
        return verb.tag_ in {"VBD", "VBN"}
    # text that came tokenised has "hasn't" as one word
    whole = child.dep_ in AUXILIARIES and child.lower_.endswith(("n't", "n’t")) and len(child) > len("n't")
    return whole or (child.dep_ == "cc" and child.lower_ == "neither")


def _adds(negation: Token) -> bool:
    """Whether the negation belongs to "not only ... but also", which affirms."""
    after = negation.nbor(1) if negation.i + 1 < len(negation.doc) else None
    return after is not None and after.lower_ in {"only", "just", "merely", "least"}


def _denied_arguments(tree: Tree, token: Token, lexicon: FactualityLexicon) -> Iterator[Token]:
    """The denying word in a subject, or in an object that is one event with its verb.

    "Held no talks" and "reached no deal" deny the verb; "had no information" denies only what was had.
    """
    for child in tree.having(token, frozenset({"nsubj", "nsubjpass", "dobj", "attr"})):
        if child.lower_ in lexicon.negations.pronouns:
            yield child
        elif child.dep_ != "dobj" or lemma(child) in lexicon.event_nouns:
            yield from denying_determiners(tree, child, lexicon)


def denying_determiners(tree: Tree, noun: Token, lexicon: FactualityLexicon) -> Iterator[Token]:
    """The ``no`` of "no talks", the ``little`` of "little progress"; not of "a few" nor of "no doubt"."""
    words = lexicon.negations
    if noun.lower_ in words.exempt:
        return
    plain = tree.first(noun, "det") is None
    for child in tree.children(noun):
        is_no = child.lower_ in words.determiners and child.i < noun.i and not _is_numbered(child)
        if is_no or (plain and child.dep_ == "amod" and child.lower_ in words.quantifiers):
            yield child


def _is_numbered(word: Token) -> bool:
    """The "No . 1" of tokenised text."""
    return word.i + 1 < len(word.doc) and word.nbor(1).text == "."
