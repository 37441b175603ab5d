"""Where the text speaks of an occasion: a talk, round, summit, visit or call, with who takes part in it.

Meetings are mostly nouns ("talks between A and B in CITY"), seldom verbs ("A met B"); both are read here,
one `Occasion` a mention, and `meetings.py` then joins the mentions of one occasion.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile
from typing import Literal

from spacy.tokens import Token

from dragoman.extract.content import cut
from dragoman.extract.lexicon import Lexicon
from dragoman.extract.occasion_nouns import governor_of, is_call, names_occasion, top_noun
from dragoman.extract.participants import (
    brought_by,
    by_name,
    destinations,
    mediators_of,
    mentions_under,
    named_with,
    same_as_any,
    spoken_to,
    travelled,
    travellers,
    unique,
    visited,
)
from dragoman.extract.setting import by_phone, place_of, time_of
from dragoman.extract.standing import only_mentioned, outcome_of, status_of, told_as_background
from dragoman.language.coreference import party_of
from dragoman.language.factuality import Judgement
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer, Sentence
from dragoman.language.predicates import Predicate, is_noun
from dragoman.model import MeetingOutcome, MeetingStatus, TimeInterval, from_iso

Kind = Literal["talks", "visit", "call"]
_TOGETHER = ("with", "between", "among", "involving", "by")
_ASSEMBLE = frozenset({"gather", "convene", "assemble"})
_NEGOTIATE = _ASSEMBLE | frozenset(
    {"meet", "negotiate", "confer", "talk", "speak", "huddle", "sit down", "bargain", "parley", "consult"}
)
_ATTEND = frozenset({"attend", "join", "skip", "boycott", "miss", "snub", "participate", "come"})
_SPEECH = frozenset({"talk", "speak"})  # only with somebody: "spoke to reporters" is no occasion
_HOSTING = frozenset({"host", "receive"})
_NOBODY = frozenset({"nobody", "none"})
_CALL_VERBS = frozenset({"phone", "telephone", "call"})
_WITHIN = frozenset({"in", "on", "from"})  # "said so on a visit to Kyiv": who does something on a trip makes it
_MAX_LABEL = 12
_MAX_VERB_LABEL = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One mention of an occasion.

    Attributes:
        sentence: where it stands.
        layer: the field's language layer.
        token: the noun or verb.
        kind: talks, visit or call.
        participants: mentions of those who meet.
        mediators: mentions of third parties that host, broker or mediate.
        place: mention of the place, or None.
        time: when, or None.
        status: where it stands by this mention.
        judgement: how certain its clause is.
        definite: "the talks": it points back to an occasion already spoken of.
        governor: the verb that says what becomes of it, or the token itself.
        outcome: how it ended, where this mention tells it.
        attendees: mentions of those who come to an occasion spoken of before ("skip the summit"), no parties to it.
        background: it is told as an older episode; an occasion still to come never is.
        assumed: nothing in its clause tells where it stands: "a sticking point in the talks with Iran".
    """

    sentence: Sentence
    layer: Layer = field(repr=False)
    token: Token
    kind: Kind
    participants: tuple[Mention, ...]
    mediators: tuple[Mention, ...] = ()
    place: Mention | None = None
    time: TimeInterval | None = None
    status: MeetingStatus = "held"
    judgement: Judgement | None = None
    definite: bool = False
    governor: Token
    outcome: MeetingOutcome | None = None
    background: bool = False
    attendees: tuple[Mention, ...] = ()
    assumed: bool = False

    @property
    def label(self) -> str:
        """The occasion in a few words as printed."""
        if is_noun(self.token):
            words, limit = [t for t in self.token.subtree if not t.is_space], _MAX_LABEL
        else:
            # of "Lavrov was heading to Geneva, an aide said" what the aide said is no part
            own = set(self.token.subtree)
            after = self.token.doc[self.token.i : self.sentence.span.end]
            words, limit = list(takewhile(own.__contains__, after)), _MAX_VERB_LABEL
        return cut(self.token.doc[words[0].i : words[-1].i + 1].text, limit).strip(" ,;.")


def occasions(layer: Layer, lexicon: Lexicon) -> list[Occasion]:
    """The occasions that one field of an article mentions, in text order."""
    found = [*_nouns(layer, lexicon), *_verbs(layer, lexicon)]
    return sorted(found, key=lambda o: o.token.i)


def _nouns(layer: Layer, lexicon: Lexicon) -> Iterator[Occasion]:
    for token in layer.doc:
        occasion = _noun_occasion(token, layer, lexicon) if names_occasion(token, layer, lexicon) else None
        if occasion is not None:
            yield occasion
            yield from _last_before(occasion)


def _noun_occasion(token: Token, layer: Layer, lexicon: Lexicon) -> Occasion | None:
    lemma = token.lemma_.lower()
    top = top_noun(token, lexicon)
    governor, role = governor_of(top)
    mediators = tuple(mediators_of((token, top), governor, layer, lexicon))
    named = (*named_with(token, layer, lexicon), *(travellers(top, layer, lexicon) if top != token else ()))
    brought = _brought(token, governor, role, layer, lexicon)
    definite = any(c.lower_ in ("the", "these", "those", "this") for c in token.children)
    attendees = brought if definite and governor.lemma_ in _ATTEND and not named else ()
    people = unique([*named, *(() if attendees else brought)])
    if lexicon.has("trips", lemma) and not _for_talks(token, lexicon):
        people = unique([*people, *visited(destinations(token, layer), layer)])
    people = tuple(m for m in people if not same_as_any(m, mediators))
    strong = lexicon.has("talks", lemma)
    if (not people and not attendees and not strong) or (lexicon.has("trips", lemma) and len(people) < 2):
        return None
    kind: Kind = "call" if is_call(token, lexicon) else "visit" if lexicon.has("trips", lemma) else "talks"
    if kind == "call" and len({a.name for m in people for a in m.actors}) < 2:
        return None
    judgement = layer.judgements.get(token.i) or layer.judgements.get(governor.i)
    status = status_of(token, governor, role, judgement, lexicon)
    time = time_of(token, governor, layer, lexicon)
    return Occasion(
        sentence=layer.sentence_at(token),
        layer=layer,
        token=token,
        kind=kind,
        participants=people,
        mediators=mediators,
        place=place_of(token, governor, layer) or place_of(top, governor, layer),
        time=time,
        status=status,
        assumed=status == "held" and time is None and only_mentioned(governor, role, lexicon),
        judgement=judgement,
        definite=definite,
        attendees=attendees,
        governor=governor,
        outcome=outcome_of(governor, role),
        background=told_as_background(status, judgement),
    )


def _brought(token: Token, governor: Token, role: str, layer: Layer, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Whom the clause brings to it: "Xi held talks with Putin", "met Wang during a visit", "told Xi in a call"."""
    call = is_call(token, lexicon)
    within = role in _WITHIN and (call or lexicon.has("trips", token.lemma_.lower()))
    spoken = spoken_to(governor, layer, lexicon) if call and role in ("in", "on", "during") else ()
    return (*brought_by(governor, "during" if within else role, layer, lexicon), *spoken)


def _last_before(occasion: Occasion) -> Iterator[Occasion]:
    """The older occasion in "the first direct interaction since 2019": there was one then."""
    first = any(t.lower_ == "first" for t in _chain(occasion.token))
    if not first:
        return
    sentence = occasion.sentence
    for time in occasion.layer.times:
        if time.modifier == "since" and occasion.token.idx < time.start < sentence.end:
            yield replace(
                occasion,
                status="held",
                background=True,
                time=from_iso(time.value, basis="since", text=time.text),
                outcome=None,
            )
            return


def _chain(noun: Token) -> Iterator[Token]:
    """The words before a noun in its phrase and in the phrases that it stands in: "first such attempt at talks"."""
    while True:
        yield from (child for child in noun.children if child.i < noun.i)
        if noun.dep_ != "pobj" or noun.head.head.pos_ != "NOUN":
            return
        noun = noun.head.head


def _verbs(layer: Layer, lexicon: Lexicon) -> Iterator[Occasion]:
    for index, predicate in layer.predicates.items():
        token = predicate.token
        kind = None if is_noun(token) else _kind_of(predicate, lexicon)
        people = _met_by(predicate, layer, lexicon) if kind else ()
        if kind is None or not people:
            continue
        judgement = layer.judgements.get(index)
        status = status_of(token, token, "self", judgement, lexicon)
        yield Occasion(
            sentence=layer.sentence_at(token),
            layer=layer,
            token=token,
            kind=kind,
            participants=people,
            place=place_of(token, token, layer),
            time=time_of(token, token, layer, lexicon),
            status=status,
            judgement=judgement,
            governor=token,
            background=told_as_background(status, judgement),
        )


def _kind_of(predicate: Predicate, lexicon: Lexicon) -> Kind | None:
    """What a verb tells of, if of an occasion."""
    lemma = _with_particle(predicate.token)
    if lemma == "visit" or lexicon.has("journeys", lemma):
        return "visit"
    if lemma in _CALL_VERBS and _rings(predicate.token, predicate):
        return "call"
    if lemma not in _NEGOTIATE and lemma not in _HOSTING:
        return None
    return "call" if by_phone(predicate.token) else "talks"


def _met_by(predicate: Predicate, layer: Layer, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Those who meet by a verb; nobody where one side alone is named."""
    lemma = _with_particle(predicate.token)
    left = mentions_under(predicate.subjects, layer, lexicon)
    if lexicon.has("journeys", lemma):
        return travelled(predicate, left, layer, lexicon) if left and not _for_talks(predicate.token, lexicon) else ()
    together = (*_TOGETHER, "to") if lemma in _SPEECH else _TOGETHER
    right = mentions_under((*predicate.objects, *predicate.under(*together)), layer, lexicon)
    if lemma == "visit" and not right:
        right = visited(predicate.objects, layer)
    people = unique([*left, *right])
    names = {a.name for m in people for a in m.actors}
    if not left or (len(names) < 2 and not (lemma == "visit" and right)):
        return ()
    if lemma != "visit" and len({party_of(a) for m in people for a in m.actors}) == 1:
        return ()  # "the president met his negotiators": one side alone
    hosting = lemma in _HOSTING or lemma == "visit"
    none = (lemma in _SPEECH and not right) or (hosting and not by_name(right, predicate.objects))
    return () if none else people


def _for_talks(journey: Token, lexicon: Lexicon) -> bool:
    """Whether an occasion of its own stands below a journey: "flew to Doha for talks" tells of the talks."""
    below = (t for t in journey.subtree if t != journey)
    return any(lexicon.has("occasions", t.lemma_.lower()) or t.lemma_ in _NEGOTIATE for t in below)


def _rings(verb: Token, predicate: Predicate) -> bool:
    """Whether "call" is a telephone call: to a person, and neither "call off", "call X a step" nor "call for"."""
    kinds = {child.dep_ for child in verb.children}
    people = any(t.ent_type_ == "PERSON" or t.pos_ == "PROPN" for t in predicate.objects)
    return people and not predicate.clauses and not kinds & {"prt", "oprd", "acomp"} and len(predicate.objects) == 1


def keeps_away(occasion: Occasion) -> bool:
    """Whether a mention only says who does not come, or what was to be and is not: no coming follows from either.

    Nor does it from whom alone one would meet: "he will sit down with nobody but Putin".
    """
    if occasion.judgement is not None and occasion.judgement.unrealised:
        return True
    predicate = occasion.layer.predicates.get(occasion.token.i)
    if predicate is not None and any(word.lower_ in _NOBODY for word in predicate.under(*_TOGETHER)):
        return True
    judgement = occasion.layer.judgements.get(occasion.governor.i)
    return occasion.governor is not occasion.token and judgement is not None and judgement.negated


def kept_by(published: date | None, occasion: Occasion) -> Occasion:
    """The occasion, held where its day was past when the article came out: "at his summit last month".

    A plan that the text itself says came to nothing stays one.
    """
    time, judgement = occasion.time, occasion.judgement
    if occasion.status != "scheduled" or published is None or time is None or time.end is None or time.end >= published:
        return occasion
    return occasion if judgement is not None and judgement.unrealised else replace(occasion, status="held")


def _with_particle(token: Token) -> str:
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), None)
    lemma = token.lemma_.lower()
    return f"{lemma} {particle}" if particle and lemma == "sit" else lemma
