"""What a rule may ask of the clause in a role: that it tells something as so, asks, or speaks of what may come."""

from spacy.tokens import Token

from dragoman.language.factuality import Judgement

CLAUSE_TESTS = frozenset({"told", "question", "to-come"})

_OBLIGES = frozenset({"must", "should", "need", "ought", "shall"})
_ASKS = frozenset({"whether", "if", "how", "what", "why", "when", "where", "who"})


def passes_as_clause(test: str, clause: Token, judgement: Judgement | None) -> bool:
    """Whether the clause with this head, judged so, is what one of ``CLAUSE_TESTS`` asks."""
    if test == "told":
        return _is_told(clause)
    if test == "question":
        return any(child.lower_ in _ASKS and child.i < clause.i for child in clause.children)
    return judgement is not None and (judgement.time == "future" or judgement.possible or judgement.conditional)


def _is_told(clause: Token) -> bool:
    """Whether a clause tells that something is so: "is peaceful", "will not work", not "commit to it" or "must end".

    Of one who commits it would be "commits": "insisted that Iran commit" asks for it, whatever the tagger makes of it.
    """
    verbs = (clause, *(child for child in clause.children if child.dep_ in ("aux", "auxpass")))
    of_one = any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in ("NN", "NNP") for c in clause.children)
    finite = {"VBD", "VBZ"} if of_one else {"VBD", "VBZ", "VBP"}
    return any(v.tag_ in finite or (v.tag_ == "MD" and v.lower_ not in _OBLIGES) for v in verbs)
