"""Whether a sentence tells of penalties that end: to lift sanctions is the contrary of imposing them."""

from spacy.tokens import Token

from dragoman.extract.lexicon import Lexicon
from dragoman.language.pipeline import Sentence

_ITSELF = frozenset({"dobj", "nsubjpass", "compound", "nmod"})
_PART = frozenset({"DET", "PRON", "NUM", "ADJ"})


def lifts_penalties(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether penalties are named and each is lifted: "eased sanctions", "tariff relief", "an end to tariffs"."""
    penalties = [token for token in sentence.span if lexicon.has("penalties", token.lemma_.lower())]
    return bool(penalties) and all(_is_lifted(token, lexicon) for token in penalties)


def _is_lifted(penalty: Token, lexicon: Lexicon) -> bool:
    if penalty.dep_ == "conj":
        return _is_lifted(penalty.head, lexicon)
    if penalty.dep_ in _ITSELF:
        return lexicon.has("liftings", penalty.head.lemma_.lower())
    if penalty.dep_ != "pobj":
        return False
    over = penalty.head.head
    if over.pos_ in _PART:  # "some of the sanctions"
        return _is_lifted(over, lexicon)
    return lexicon.has("liftings", over.lemma_.lower())
