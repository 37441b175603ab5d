"""Conditions: if, unless, only if, provided, as long as, on condition that, and inverted "should X agree"."""

from spacy.tokens import Token

from dragoman.language.factuality_lexicon import FactualityLexicon
from dragoman.language.factuality_tree import AUXILIARIES, SUBJECTS, Tree, extent, lemma
from dragoman.language.factuality_world import Cue


def opens_condition(token: Token, tree: Tree, lexicon: FactualityLexicon) -> Token | None:
    """The word that makes the adverbial clause of ``token`` a condition, or None when it is none."""
    words = lexicon.conditions
    for child in tree.children(token):
        if child.dep_ in {"mark", "advmod"} and child.lower_ in words.subordinators and child.i < token.i:
            return child
        if child.lower_ in {phrase[-1] for phrase in words.phrases} and _ends_phrase(child, lexicon):
            return child
    if token.lower_ in words.subordinators and tree.first(token, "ccomp") is not None:
        return token
    return _inverted(token, tree, lexicon)


def _ends_phrase(token: Token, lexicon: FactualityLexicon) -> bool:
    """Whether the words up to ``token`` are a fixed conjunction such as "as long as"."""
    for phrase in lexicon.conditions.phrases:
        start = token.i - len(phrase) + 1
        if start >= 0 and tuple(word.lower_ for word in token.doc[start : token.i + 1]) == phrase:
            return True
    return False


def _inverted(token: Token, tree: Tree, lexicon: FactualityLexicon) -> Token | None:
    """The auxiliary before the subject in "should Ankara agree", "were Ankara to agree"."""
    subject = next(tree.having(token, SUBJECTS), None)
    first = next(tree.having(token, AUXILIARIES), None)
    if subject is None or first is None or first.lower_ not in lexicon.conditions.inverted:
        return None
    return first if first.i < subject.i and token.left_edge.i == first.i else None


def condition_of(token: Token, tree: Tree, lexicon: FactualityLexicon) -> tuple[Cue, Token] | None:
    """The characters of the condition that hangs on a verb and the word that opens it, or None."""
    for child in tree.children(token):
        if child.dep_ == "advcl":
            opener = opens_condition(child, tree, lexicon)
            if opener is not None:
                return extent(child), opener
        elif child.dep_ == "prep" and _on_condition(child, tree, lexicon):
            return extent(child), child
    return None


def _on_condition(preposition: Token, tree: Tree, lexicon: FactualityLexicon) -> bool:
    """Whether a prepositional phrase is "on (the) condition that", and not "on condition of anonymity"."""
    noun = tree.first(preposition, "pobj")
    if noun is None or preposition.lower_ not in lexicon.conditions.prepositions:
        return False
    if lemma(noun) not in lexicon.conditions.nouns or tree.first(noun, "acl", "ccomp", "relcl", "prep") is None:
        return False
    return not any(word.lower_ in lexicon.conditions.exempt for word in noun.doc[noun.i : noun.i + 4])


def in_condition_phrase(token: Token, tree: Tree, lexicon: FactualityLexicon) -> Token | None:
    """The noun of "on condition that" when ``token`` is the verb of its clause, else None."""
    noun = token.head
    inside = token.dep_ in {"acl", "ccomp", "relcl"} and noun.dep_ == "pobj"
    return noun if inside and _on_condition(noun.head, tree, lexicon) else None
