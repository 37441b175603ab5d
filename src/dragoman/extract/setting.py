"""Where, when and by what means an occasion takes place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.geography import load_geography
from dragoman.extract.lexicon import Lexicon
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer, Sentence
from dragoman.language.predicates import BEFORE_NOUN
from dragoman.language.timex import TimeExpression
from dragoman.model import TimeInterval

_MATTER = frozenset({"on", "over", "about", "against"})
# below these stands what a noun is about, not where it is
_ABOUT = frozenset({"for", "of", "to", "into", "from"}) | _MATTER
_DASHES = frozenset({"—", "–", "-", "--", "("})
_CALL_WORDS = frozenset({"phone", "telephone", "telephonic", "video", "conference"})


def place_of(token: Token, governor: Token, layer: Layer) -> Mention | None:
    """The place named in the occasion's phrase, else below its verb, else where somebody goes for it.

    A place that only belongs to what is talked about is none: "negotiations to end the war in Gaza". A building is
    the city that it stands in, where that is known ("at the White House").
    """
    sentence = layer.sentence_at(token)
    within = [m for m in layer.mentions if m.place and sentence.start <= m.start < sentence.end]
    places = [m for m in within if not _is_dateline(m, layer) and not _is_matter(layer.doc[m.head])]
    for anchor in (token, governor):
        own = _standing_at(anchor, (layer.doc[m.head] for m in places))
        near = [m for m in places if m.head in own]
        if near:
            return _settled(min(near, key=lambda m: (m.city is None, abs(m.head - token.i))))
    place = _destination(governor, places)
    return _settled(place) if place else None


def _is_matter(place: Token) -> bool:
    """Whether a place is what a noun is about: "talks on Gaza" are not held there; a day may stand so."""
    return place.dep_ == "pobj" and place.head.lower_ in _MATTER and place.head.head.pos_ in ("NOUN", "PROPN")


def _standing_at(anchor: Token, tokens: Iterable[Token]) -> set[int]:
    """Those of the tokens that are the anchor's own: nothing between leads to what the occasion is about.

    What is known of a token is kept for those below it: a list of a thousand places hangs one below the other.
    """
    own = {anchor.i: True}
    for token in tokens:
        path = []
        while token.i not in own:
            path.append(token.i)
            if token.head == token or not _leads_on(token, anchor):
                own[token.i] = False
            else:
                token = token.head
        own.update(dict.fromkeys(path, own[token.i]))
    return {place for place, stands in own.items() if stands}


def _leads_on(token: Token, anchor: Token) -> bool:
    head = token.head
    if token.dep_ in BEFORE_NOUN:
        return head == anchor
    if token.pos_ in ("VERB", "AUX"):
        own = token.dep_ in ("relcl", "acl") and token.tag_ != "VB" and head == anchor
        return own or token.dep_ == "conj"
    about = token.dep_ == "prep" and head.pos_ not in ("VERB", "AUX") and token.lower_ in _ABOUT
    return head == anchor or not about


def _is_dateline(place: Mention, layer: Layer) -> bool:
    """Whether the place only says whence a paragraph was sent: "Washington — ...", "SEOUL (Reuters) - ..."."""
    doc, end = layer.doc, layer.doc[place.head].i + 1
    before = layer.text[max(0, place.start - 2) : place.start]
    return (not before.strip() or "\n" in before) and any(t.text in _DASHES for t in doc[end : end + 4])


def _settled(place: Mention) -> Mention:
    """The place with the city that a seat stands in; a building elsewhere is no city."""
    geography = load_geography()
    if place.city is None or geography.called(place.city):
        return place
    seat = geography.seats.get(place.city.removeprefix("the ").removeprefix("The "))
    built = place.link is not None and place.link.mention.label in ("FAC", "LOC")
    return replace(place, city=seat or (None if built else place.city))


def _destination(verb: Token, places: Iterable[Mention]) -> Mention | None:
    """Where somebody goes in order to meet: "was en route to Ankara to meet", "flew to Doha for talks"."""
    if verb.dep_ not in ("advcl", "xcomp", "acl", "relcl"):
        return None
    above = {t.i for t in verb.head.subtree if t.i < verb.i}
    return next((m for m in places if m.city and m.head in above), None)


def time_of(token: Token, governor: Token, layer: Layer, lexicon: Lexicon) -> TimeInterval | None:
    """The time nearest to the occasion that is its own, else its verb's: not that of the war that it is to end.

    A verb of proposing has its own time: "called on Sunday for talks" says nothing of when they are to be.
    """
    anchors = (token,) if lexicon.has("propose", governor.lemma_.lower()) else (token, governor)
    roots = [(time, _root_of(time, layer)) for time in _times_in(layer.sentence_at(token), layer)]
    for anchor in anchors:
        own = _standing_at(anchor, (root for _, root in roots))
        near = [time for time, root in roots if root.i in own]
        if near:
            return min(near, key=lambda time: abs(time.start - token.idx)).interval
    return None


def _times_in(sentence: Sentence, layer: Layer) -> Iterator[TimeExpression]:
    """The days and hours named; of "the first call since 1979" the year is that of the older one."""
    for time in layer.times:
        dated = time.interval is not None and time.type in ("DATE", "TIME") and time.modifier != "since"
        if dated and sentence.start <= time.start < sentence.end:
            yield time


def _root_of(time: TimeExpression, layer: Layer) -> Token:
    span = layer.doc.char_span(time.start, time.end, alignment_mode="expand")
    assert span is not None  # a time's offsets lie within the text that it was found in
    return span.root


def by_phone(token: Token) -> bool:
    """Whether the words below say that it is by telephone or video."""
    return any(below.lower_ in _CALL_WORDS for child in token.children for below in (child, *child.children))
