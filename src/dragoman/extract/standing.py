"""Where an occasion stands by one mention of it: proposed, scheduled, under way, held, postponed, cancelled."""

from spacy.tokens import Token

from dragoman.extract.lexicon import Lexicon
from dragoman.language.factuality import Judgement
from dragoman.language.predicates import is_noun, verb_over
from dragoman.model import Aux, MeetingOutcome, MeetingStatus

_UNDER_WAY = frozenset({"ongoing", "continuing", "current"})
_PLANNED = frozenset(
    {"planned", "scheduled", "upcoming", "forthcoming", "next", "coming", "expected", "future", "slated"}
)
_BEGINNINGS = frozenset({"begin", "start", "open", "reopen", "resume", "enter", "launch"})
_RETURNS = frozenset({"come", "return"})
_FAILED = frozenset({"failed", "abortive", "collapsed", "fruitless", "unsuccessful"})
# below these an occasion is what is spoken of: "spoke of the visit", "pressed for the talks"
_ASIDE = frozenset({"none", "on", "of", "to", "from", "about", "behind", "with", "for", "before"})
_POSSIBLE = frozenset({"possible", "proposed", "potential", "prospective", "hypothetical"})


def aux_of(judgement: Judgement | None) -> Aux:
    """The auxiliary mode of an event by how its clause is judged."""
    if judgement is None:
        return "actual"
    if judgement.negated:
        return "negated"
    if judgement.conditional or judgement.antecedent or judgement.possible:
        return "hypothetical"
    if judgement.planned or judgement.time == "future":
        return "future"
    return "historical" if judgement.historical else "actual"


def status_of(noun: Token, governor: Token, role: str, judgement: Judgement | None, lexicon: Lexicon) -> MeetingStatus:
    """The status of an occasion: by the verb that says what becomes of it, else by how its clause is judged."""
    told = _told_by_verb(governor, role, judgement, lexicon) or _told_by_noun(noun, lexicon)
    if told is not None:
        return told
    modifiers = {child.lower_ for child in noun.children if child.dep_ in ("amod", "compound")}
    if modifiers & _FAILED:
        return "collapsed"
    if modifiers & {"cancelled", "canceled", "scrapped", "aborted"}:
        return "cancelled"
    if modifiers & _POSSIBLE:
        return "proposed"
    if modifiers & _PLANNED and not (judgement and judgement.time == "past" and judgement.factuality == "CT+"):
        return "scheduled"
    if modifiers & _UNDER_WAY or _progressive(governor, role) or _goes_on(noun, governor, role, judgement):
        return "under_way"
    on_a_trip = is_noun(governor) and lexicon.has("trips", governor.lemma_.lower())  # "landed on a visit for talks"
    journey = _journey_for((verb_over(governor) if on_a_trip else None) or governor, lexicon)
    if journey is not None and not (judgement and judgement.negated):
        past = judgement is not None and judgement.historical
        there = lexicon.has("arrivals", journey.lemma_) or journey.tag_ in ("VBZ", "VBP")
        return "under_way" if there and not past else "held"
    return _by_judgement(judgement)


def only_mentioned(governor: Token, role: str, lexicon: Lexicon) -> bool:
    """Whether an occasion only comes up: "a dispute over the talks", "the visit worries Paris" tell of none as held."""
    lemma = governor.lemma_.lower()
    held = lexicon.has("hold", lemma) or lexicon.has("attend", lemma)
    return role.startswith("noun ") or role in _ASIDE or (role == "subject" and not held)


def told_as_background(status: MeetingStatus, judgement: Judgement | None) -> bool:
    """Whether a mention tells of an older occasion; one still to come is never background, however it was told."""
    return judgement is not None and judgement.historical and status not in ("scheduled", "proposed")


def _told_by_verb(governor: Token, role: str, judgement: Judgement | None, lexicon: Lexicon) -> MeetingStatus | None:
    lemma = governor.lemma_.lower()
    affected = role in ("object", "subject", "noun of", "off", "out", "from")
    real = judgement is None or judgement.factuality in ("CT+", "CT-", "CTu", "PR+") or judgement.negated
    if affected and real and role != "subject" and lexicon.has("cancel", _with_particle(governor)):
        return "cancelled"
    if lemma in ("cancellation", "scrapping") and role == "noun of":
        return "cancelled"
    if role in ("from", "of", "out") and (lemma == "recall" or pulls_out(governor)):
        return "cancelled"
    if affected and (lexicon.has("postpone", lemma) or lemma == "postponement"):
        return "postponed"
    if role == "object" and _broken_off(governor):
        return "collapsed"
    if role in ("subject", "noun of", "from", "out") and (lexicon.has("collapse", lemma) or _walks_out(governor)):
        return "collapsed"
    if role == "subject" and lemma in ("continue", "proceed", "progress", "drag"):
        return "under_way"
    if role != "subject" and (_wanted(governor, lexicon) or (role != "self" and lexicon.has("propose", lemma))):
        return "proposed"
    return None


def _broken_off(verb: Token) -> bool:
    """Whether the object is broken off: "Pyongyang broke off the talks", "the envoy halted the negotiations"."""
    return verb.lemma_ == "halt" or (verb.lemma_ == "break" and any(c.lower_ == "off" for c in verb.children))


def _told_by_noun(occasion: Token, lexicon: Lexicon) -> MeetingStatus | None:
    """By the noun that it belongs to: "hopes for talks", "an invitation to meet", "the collapse of the talks"."""
    over = occasion.head.head if occasion.dep_ == "pobj" else occasion.head
    if not is_noun(over) or occasion.dep_ not in ("pobj", "acl"):
        return None
    if lexicon.has("prospective", over.lemma_.lower()):
        return "proposed"
    return "collapsed" if occasion.head.lower_ == "of" and lexicon.has("breakdowns", over.lemma_.lower()) else None


def _goes_on(noun: Token, governor: Token, role: str, judgement: Judgement | None) -> bool:
    """Whether parties are at it: "are in talks", "made progress in the negotiations", "the talks have begun"."""
    if judgement is not None and (judgement.historical or judgement.unrealised or judgement.negated):
        return False
    ahead = judgement is not None and judgement.time == "future"
    if role == "in" and noun.tag_ in ("NNS", "NNPS"):
        return not ahead
    if role == "subject" and not ahead and _under_way(governor):
        return True
    auxiliaries = {child.lower_ for child in governor.children if child.dep_ in ("aux", "auxpass")}
    if governor.lemma_ in _BEGINNINGS and role in ("subject", "object") and auxiliaries & {"has", "have"}:
        return True
    if governor.lemma_ == "continue" and role == "object":
        return not ahead
    return governor.tag_ == "VBN" and "being" in auxiliaries and bool(auxiliaries & {"is", "are"})


def _under_way(verb: Token) -> bool:
    """Whether the predicate says so: "the talks are underway", "negotiations were under way"."""
    below = [t.lower_ for child in verb.children for t in (child, *child.children)]
    return verb.lemma_ in ("be", "get") and ("underway" in below or {"under", "way"} <= set(below))


def _journey_for(verb: Token, lexicon: Lexicon) -> Token | None:
    """The journey made that the occasion is the purpose of: "flew to Doha to meet", "is in Doha for talks"."""
    journey = verb.head if verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VB" else verb
    if journey.lemma_ == "be" and journey.tag_ in ("VBZ", "VBP", "VBD"):
        return journey if any(c.lower_ == "in" and _leads_to_city(c) for c in journey.children) else None
    travels = lexicon.has("journeys", journey.lemma_) or journey.lemma_ in _RETURNS
    made = journey.tag_ in ("VBD", "VBN") and travels
    auxiliaries = {child.lower_ for child in journey.children if child.dep_ == "aux"}
    return journey if made and auxiliaries <= {"had", "has", "have"} else None


def _leads_to_city(preposition: Token) -> bool:
    return any(t.ent_type_ in ("GPE", "LOC") for t in preposition.children if t.dep_ == "pobj")


def _wanted(verb: Token, lexicon: Lexicon) -> bool:
    """Whether holding the occasion is only wanted: "offered to resume talks", "wants them to resume talks"."""
    asked = verb.dep_ == "ccomp" and verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    return (asked or verb.dep_ in ("xcomp", "pcomp")) and lexicon.has("propose", verb.head.lemma_.lower())


def outcome_of(governor: Token, role: str) -> MeetingOutcome | None:
    """How an occasion ended, by its verb: "ended inconclusively", "produced a deal", "broke up without agreement"."""
    if role != "subject":
        return None
    words = {t.lower_ for t in governor.subtree}
    if words & {"inconclusively", "inconclusive"} or _without_result(governor):
        return "inconclusive"
    if governor.lemma_ in ("produce", "yield", "bring") and words & {"agreement", "deal", "accord", "truce", "pact"}:
        return "agreement"
    return "walkout" if _walks_out(governor) else None


def _without_result(verb: Token) -> bool:
    """Whether it ended or failed "without agreement", "with no breakthrough"."""
    below = {t.lower_ for child in verb.children if child.dep_ == "prep" for t in child.subtree}
    nothing = bool(below & {"without", "no"})
    return nothing and bool(below & {"agreement", "deal", "result", "breakthrough", "progress", "accord", "resolution"})


def pulls_out(verb: Token) -> bool:
    """Whether a side goes back on coming: "has pulled out of", "withdrew from", "backed out of"."""
    if verb.lemma_ == "withdraw":
        return not any(child.dep_ == "dobj" for child in verb.children)
    return verb.lemma_ in ("pull", "back", "drop") and any(c.lower_ == "out" for c in verb.children)


def _walks_out(governor: Token) -> bool:
    return governor.lemma_ == "walk" and any(c.lower_ in ("out", "away") for c in governor.children)


def _with_particle(token: Token) -> str:
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), None)
    lemma = token.lemma_.lower()
    if lemma in ("call", "drop", "put"):  # "called off", not "called"
        return "cancel" if (lemma, particle) == ("call", "off") else ""
    return lemma


def _progressive(governor: Token, role: str) -> bool:
    if governor.tag_ != "VBG" or role not in ("object", "self", "subject", "in"):
        return False
    auxiliaries = {child.lower_ for child in governor.children if child.dep_ == "aux"}
    return bool(auxiliaries & {"is", "are", "'re", "’re", "been"}) and not auxiliaries & {"will", "may", "might"}


def _by_judgement(judgement: Judgement | None) -> MeetingStatus:
    if judgement is None:
        return "held"
    if judgement.negated:
        return "cancelled" if judgement.refused or judgement.unrealised else "proposed"
    if judgement.conditional or judgement.possible or judgement.antecedent or judgement.rumoured:
        return "proposed"
    if judgement.planned or judgement.time == "future" or judgement.unrealised:
        return "scheduled"
    return "held"
