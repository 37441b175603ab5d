"""How much the words above a place's name speak for a meeting there."""

from spacy.tokens import Token

from dragoman.extract.mediation_words import MediationWords

NO_PLACE = -4.0
THERE_ONLY = 1.0
LED_TO = 3.0
_SPOKEN_FROM = 2.0
_STATIONED = 0.0
TROUBLED = -3.0
_THERE = frozenset({"in", "at", "to", "into", "near", "inside", "for"})
_MAX_CLIMB = 8
INTO = frozenset({"in", "at", "to", "near"})


def leads_to_place(before: Token, words: MediationWords) -> bool:
    """Whether the word before a name makes it a place where one is or goes: "in Jeddah", "the town of Naivasha"."""
    return before.lower_ in INTO or (before.lower_ == "of" and words.has("settlements", before.head.lemma_.lower()))


def is_destination(token: Token) -> bool:
    """Whether somebody goes there: "visits Israel", "travelled to Sudan"; "in Sudan" may be what they talk about."""
    return token.dep_ == "dobj" or (token.dep_ == "pobj" and token.head.lower_ == "to")


def is_on_journey(token: Token, words: MediationWords) -> bool:
    """Whether the word above is one of travel: "visits Israel", "flew to Doha", "his trip to Egypt"."""
    token = first_named(token)
    above = token.head.head if token.dep_ == "pobj" else token.head
    return words.has("journeys", above.lemma_.lower())


def place_points(token: Token, words: MediationWords) -> float:
    """The points of a place's name by the words above it, from `NO_PLACE` to three for the end of a journey."""
    token = first_named(token)
    above = token.head.lemma_.lower()
    match token.dep_:
        case "compound" | "nmod":
            return _before_noun(token, words)
        case "dobj":
            return LED_TO if words.has("visits", above) else NO_PLACE
        case "nsubj":
            return LED_TO if words.has("hosting", above) else NO_PLACE
        case "npadvmod":
            return LED_TO if words.has("held", token.head.lower_) else THERE_ONLY
        case "pobj":
            return points_below(token.head, words)
    return NO_PLACE


def first_named(token: Token) -> Token:
    """The first of those that are named side by side: they share its place in the grammar."""
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    return token


def _before_noun(token: Token, words: MediationWords) -> float:
    """A name before a noun: "the Juba talks", "on the Paris conference's sidelines", "to Port Sudan city"."""
    while token.dep_ in ("compound", "nmod", "poss") and token.head is not token:
        token = token.head
        if words.has("processes", token.lemma_.lower()):
            return THERE_ONLY  # "the Astana process" goes on elsewhere
        if words.has("occasions", token.lemma_.lower()):
            return LED_TO
    return place_points(token, words) if words.has("settlements", token.lemma_.lower()) else NO_PLACE


def points_below(preposition: Token, words: MediationWords) -> float:
    """The points of a name that stands after a preposition."""
    governor = preposition.head
    match preposition.lower_:
        case "of" if words.has("settlements", governor.lemma_.lower()):
            return place_points(governor, words)  # "in the Egyptian capital of Cairo"
        case "from" if words.has("speaking", governor.lemma_.lower()) or governor.lemma_ == "speak":
            return _SPOKEN_FROM  # "said from Beirut"
        case "to" if governor.lower_ == "according":
            return NO_PLACE
        case "by" if words.has("hosting", governor.lemma_.lower()):
            return LED_TO  # "hosted by Djibouti"
        case "including":
            return place_points(governor, words)  # "toured capitals, including Riyadh"
        case word if word in _THERE:
            return _led_by(governor, words)
    return NO_PLACE


def _led_by(governor: Token, words: MediationWords) -> float:
    """The points of what stands in, at or to a place, by the nouns and the verb above the preposition."""
    inhabited, first = False, governor
    for _ in range(_MAX_CLIMB):
        lemma = governor.lemma_.lower()
        if words.has("motion", lemma):
            return LED_TO
        if words.has("troubles", lemma):
            return TROUBLED
        if words.has("stations", lemma):
            return _STATIONED
        inhabited = inhabited or words.has("inhabitants", lemma)
        if _ends_clause(governor):
            break
        governor = governor.head
    if first.pos_ == "PROPN" and _is_met(first, words):
        return LED_TO
    return TROUBLED if inhabited else THERE_ONLY


def _is_met(name: Token, words: MediationWords) -> bool:
    """Whether a meeting is told right before a name: in "a meeting with HE Badr Abdelatty in Cairo" parsers lose it."""
    for token in reversed(name.doc[name.sent.start : name.i]):
        if words.has("meetings", token.lemma_.lower()):
            return True
        if token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _ends_clause(governor: Token) -> bool:
    """Whether nothing above a word counts: it is the clause's verb, which an "including" is not."""
    return governor.head is governor or (governor.pos_ in ("VERB", "AUX") and governor.dep_ != "prep")
