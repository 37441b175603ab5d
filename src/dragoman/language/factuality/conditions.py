"""Conditions: if, unless, only if, provided, as long as, on condition that, and inverted "should X agree"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.language.factuality.lexicon import FactualityLexicon
from dragoman.language.factuality.tree import AUXILIARIES, SUBJECTS, Tree, extent, lemma
from dragoman.language.factuality.world import Cue


def opens_condition(token: Token, tree: Tree, lexicon: FactualityLexicon) -> Token | None:
    """The word that makes the adverbial clause of ``token`` a condition, or None when it is none."""
    words = lexicon.conditions
    last_words = {phrase[-1] for phrase in words.phrases}
    for child in tree.children(token):
        if child.dep_ in {"mark", "advmod"} and child.lower_ in words.subordinators and child.i < token.i:
            return child
        if child.lower_ in last_words and _ends_phrase(child, lexicon):
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
    if subject is None:
        return None
    first = next(tree.having(token, AUXILIARIES), token)
    opens = first.lower_ in lexicon.conditions.inverted and token.left_edge.i == first.i
    return first if opens and first.i < subject.i else None


def inverted_root(token: Token, tree: Tree, lexicon: FactualityLexicon) -> tuple[Cue, Token] | None:
    """The condition that the parser took for the main clause: "Should Ankara agree, the ministers will meet"."""
    main = tree.first(token, "ccomp")
    opener = _inverted(token, tree, lexicon) if token.dep_ == "ROOT" and main is not None else None
    if opener is None or main is None or main.left_edge.i <= token.i:
        return None
    last = token.doc[main.left_edge.i - 1]
    return (opener.idx, last.idx if last.is_punct else last.idx + len(last.text)), opener


def condition_of(token: Token, tree: Tree, lexicon: FactualityLexicon) -> tuple[Cue, Token] | None:
    """The characters of the condition that hangs on a verb or adjective and the word that opens it, or None."""
    for child in _condition_places(token, tree):
        if child.dep_ == "advcl":
            opener = opens_condition(child, tree, lexicon)
            if opener is not None:
                return extent(child), opener
        elif _on_condition(child, tree, lexicon) or _provided(child, tree, lexicon):
            return extent(child), child
    return None


def _condition_places(token: Token, tree: Tree) -> Iterator[Token]:
    """Where parsers hang a condition: on the verb, on its object, on the ``long`` of "as long as"."""
    yield from tree.children(token)
    for child in tree.having(token, frozenset({"dobj", "advmod"})):
        yield from tree.having(child, frozenset({"prep", "advcl"}))


def _provided(token: Token, tree: Tree, lexicon: FactualityLexicon) -> bool:
    """Whether a participle is the conjunction of "provided that the army leaves"."""
    if token.dep_ not in {"prep", "acl", "advcl"} or token.lower_ not in lexicon.conditions.subordinators:
        return False
    return tree.first(token, "ccomp", "advcl", "pcomp") is not None


def _on_condition(preposition: Token, tree: Tree, lexicon: FactualityLexicon) -> bool:
    """Whether a prepositional phrase is "on (the) condition that", and not "on condition of anonymity"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in lexicon.conditions.prepositions:
        return False
    noun = tree.first(preposition, "pobj")
    if noun is None or lemma(noun) not in lexicon.conditions.nouns:
        return False
    told = tree.first(noun, "acl", "ccomp", "relcl", "prep") is not None
    return told and not any(word.lower_ in lexicon.conditions.exempt for word in noun.doc[noun.i : noun.i + 4])


def in_condition_phrase(token: Token, tree: Tree, lexicon: FactualityLexicon) -> Token | None:
    """The word that opens the condition whose verb ``token`` is ("on condition that", "provided that"), or None."""
    noun = token.head
    if token.dep_ in {"ccomp", "advcl", "pcomp"} and _provided(noun, tree, lexicon):
        return noun
    inside = token.dep_ in {"acl", "ccomp", "relcl"} and noun.dep_ == "pobj"
    return noun if inside and _on_condition(noun.head, tree, lexicon) else None
