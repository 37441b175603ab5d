"""Where, when and by what means an occasion takes place."""

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.extract.lexicon import Lexicon
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer
from dragoman.model import TimeInterval

_CALL_WORDS = frozenset({"phone", "telephone", "telephonic", "video", "conference"})


def place_of(token: Token, governor: Token, layer: Layer) -> Mention | None:
    """The place named in the occasion's phrase, else below its verb, else where somebody goes for it."""
    sentence = layer.sentence_at(token)
    places = [m for m in layer.mentions if m.place and sentence.start <= m.start < sentence.end]
    for anchor in (token, governor):
        below = {t.i for t in anchor.subtree}
        near = [m for m in places if m.head in below]
        if near:
            return min(near, key=lambda m: (m.city is None, abs(m.head - token.i)))
    return _destination(governor, places)


def _destination(verb: Token, places: Iterable[Mention]) -> Mention | None:
    """Where somebody goes in order to meet: "was en route to Ankara to meet", "flew to Doha for talks"."""
    if verb.dep_ not in ("advcl", "xcomp", "acl", "relcl"):
        return None
    above = {t.i for t in verb.head.subtree if t.i < verb.i}
    return next((m for m in places if m.city and m.head in above), None)


def time_of(token: Token, governor: Token, layer: Layer, lexicon: Lexicon) -> TimeInterval | None:
    """The time expression nearest to the occasion within its verb's clause.

    A verb of proposing has its own time: "called on Sunday for talks" says nothing of when they are to be.
    """
    clause = token if lexicon.has("propose", governor.lemma_.lower()) else governor
    below = list(clause.subtree) or [token]
    start, end = below[0].idx, below[-1].idx + len(below[-1])
    times = [t for t in layer.times if start <= t.start < end and t.interval and t.type in ("DATE", "TIME")]
    # "the first call since 1979": the year is that of the older one
    times = [t for t in times if t.modifier != "since"]
    if not times:
        return None
    return min(times, key=lambda t: abs(t.start - token.idx)).interval


def by_phone(token: Token) -> bool:
    """Whether the words below say that it is by telephone or video."""
    return any(below.lower_ in _CALL_WORDS for child in token.children for below in (child, *child.children))
