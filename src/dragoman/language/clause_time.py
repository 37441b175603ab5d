"""Whether the clause around a date tells of what is to come, for dates whose words leave week or year open."""

from collections.abc import Mapping

from spacy.tokens import Doc

from dragoman.language.factuality import Judgement
from dragoman.language.predicates import verb_over
from dragoman.language.timex import Tense, TenseAt


def tense_around(doc: Doc, judgements: Mapping[int, Judgement]) -> TenseAt:
    """The tense at a character offset of ``doc``: ``future`` where the clause's verb is judged so, else unknown.

    "Talks begin on Monday" has no word that points ahead, but its verb is judged to tell of what is to come.
    """

    def tense_at(start: int) -> Tense | None:
        span = doc.char_span(start, start + 1, alignment_mode="expand")
        if span is None:
            return None
        verb = verb_over(span.root)
        judgement = judgements.get(verb.i) if verb is not None else None
        return "future" if judgement is not None and judgement.time == "future" else None

    return tense_at
