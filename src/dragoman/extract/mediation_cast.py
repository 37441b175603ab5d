"""Who takes part in a mediation: persons and sides that are no party to the conflict, by what they do in the text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from spacy.tokens import Token

from dragoman.actors import Entity, KnowledgeBase
from dragoman.extract.mediation_surnames import bearer_of
from dragoman.extract.mediation_words import Conflict, MediationWords
from dragoman.extract.occasions import Occasion
from dragoman.language.mentions import Mention, phrase_head
from dragoman.language.pipeline import Layer
from dragoman.model import Actor

_MAX_CLIMB = 6
_INTERNATIONAL = frozenset({"IGO", "NGO"})
_BESIDE = 60  # characters: a title such as "the UN Secretary-General's Special Envoy for Syria" fits
_RIGHT_BEFORE = 20
_CONFLICT_CUE = 3  # "the war in Sudan" tells more of the conflict than Sudan's name alone

Standing = Literal["mediating", "engaging", "speaking", "other", "apart"]
"""What somebody does where he is named; ``apart``: he is spoken of, or speaks for somebody else."""

_POINTS: Mapping[Standing, float] = {"mediating": 3.0, "engaging": 2.0, "speaking": 1.0, "other": 0.5, "apart": -3.0}
_BY_SENTENCE = (2.0, 1.0, 0.5)
_PER_REPEAT = 0.5
_MAX_REPEATS = 4


@dataclass(slots=True)
class Candidate:
    """Somebody who may mediate.

    Attributes:
        name: the person's name or the side's short name.
        actor: the actor as first named, None for a body found by its name alone.
        mentions: where it is named.
        score: how much its place in the text speaks for it.
    """

    name: str
    actor: Actor | None = None
    mentions: list[Mention] = field(default_factory=list)
    score: float = 0.0


def conflict_of(layer: Layer, words: MediationWords) -> Conflict | None:
    """The conflict that a text is about: the one whose states and groups it names most, or None.

    Where a meeting is held says nothing of what it is about, so that places count only below words of conflict
    ("the war in Sudan"), or when nothing else is named.
    """
    sides: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for mention in layer.mentions:
        trouble = _in_trouble(layer.doc[mention.head], words)
        counts = places if mention.place and not trouble else sides
        for country in _countries(mention):
            counts[country] += _CONFLICT_CUE if trouble else 1
    possible = [one for one in words.conflicts if not one.named or any(word in layer.text for word in one.named)]
    return _most_named(possible, sides) or _most_named(possible, places)


def points_by_sentence(layer: Layer) -> dict[int, float]:
    """Points of the tokens of the first sentences, where a report says what it is about; the other tokens have none."""
    first = zip(layer.sentences, _BY_SENTENCE, strict=False)
    return {i: points for one, points in first for i in range(one.span.start, one.span.end)}


def _most_named(conflicts: Iterable[Conflict], counts: Mapping[str, int]) -> Conflict | None:
    weights = [(sum(counts.get(state, 0) for state in one.seat), one) for one in conflicts]
    best = max(weights, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _countries(mention: Mention) -> set[str]:
    found = {actor.country for actor in mention.actors} | {mention.country}
    return {country for country in found if country}


def _in_trouble(head: Token, words: MediationWords) -> bool:
    if words.has("troubles", head.lemma_.lower()):
        return True
    return head.dep_ == "pobj" and words.has("troubles", head.head.head.lemma_.lower())


@dataclass
class Cast:
    """Collects who is named in one text, with points.

    Attributes:
        layer: the text.
        words: word classes and facts.
        knowledge: persons, states and bodies.
        conflict: what the text is about, None when unknown; its parties are no third parties.
        occasions: the occasions of the text.
        on: the day that the text is about, None when unknown.
    """

    layer: Layer
    words: MediationWords
    knowledge: KnowledgeBase
    conflict: Conflict | None
    occasions: list[Occasion]
    on: date | None = None

    def people(self) -> list[Candidate]:
        """Persons of third sides, best first."""
        found: dict[str, Candidate] = {}
        for mention in self._named():
            for actor in self._actors(mention):
                if actor.kind == "person" and self.side_of(actor, mention):
                    found.setdefault(actor.name, Candidate(actor.name, actor)).mentions.append(mention)
        return self._scored(found)

    def sides(self) -> list[Candidate]:
        """Third states and organisations, best first."""
        found: dict[str, Candidate] = {}
        for mention in self._named():
            for actor in self._actors(mention):
                side = self.side_of(actor, mention)
                if side:
                    found.setdefault(side, Candidate(side, actor)).mentions.append(mention)
        return self._scored(found)

    def _named(self) -> Iterator[Mention]:
        yield from (m for m in self.layer.mentions if not m.place or _unknown_word(m))
        yield from self._bodies_missed

    @cached_property
    def _bodies_missed(self) -> tuple[Mention, ...]:
        """Bodies that the text names where the language layer saw no name."""
        known = {at for m in self.layer.mentions if m.actors and not m.place for at in range(m.start, m.end)}
        found = self.words.body_names.finditer(self.layer.text)
        missed = (one for one in found if not known.intersection(range(*one.span())))
        return tuple(_as_mention(one, self.layer, self.words) for one in missed)

    def _actors(self, mention: Mention) -> tuple[Actor, ...]:
        """Whom a mention names; a family name that nobody bears in full here is looked up among office holders."""
        if _unknown_word(mention):
            bearer = self._bearer(mention.text)
            if bearer:
                return (bearer,)
        return () if mention.place else mention.actors

    def _bearer(self, word: str) -> Actor | None:
        if word not in self._bearers:
            self._bearers[word] = bearer_of(
                word,
                knowledge=self.knowledge,
                on=self.on,
                text=self.layer.text,
                named=self._named_sides,
                offices=self.words.classes["senior"],
            )
        return self._bearers[word]

    @cached_property
    def _bearers(self) -> dict[str, Actor | None]:
        return {}

    @cached_property
    def _named_sides(self) -> set[str]:
        hits = self.knowledge.collectives_in(self.layer.text)
        return {side for hit in hits for side in self.knowledge.sides_of(hit)}

    @cached_property
    def _at_occasions(self) -> dict[tuple[int, int], Standing]:
        """What the occasions say of mentions, by offsets."""
        held = [one for one in self.occasions if not one.background]
        found: dict[tuple[int, int], Standing] = {(m.start, m.end): "engaging" for o in held for m in o.participants}
        return found | {(m.start, m.end): "mediating" for o in self.occasions for m in o.mediators}

    @cached_property
    def _early(self) -> dict[int, float]:
        return points_by_sentence(self.layer)

    def _scored(self, found: Mapping[str, Candidate]) -> list[Candidate]:
        for candidate in found.values():
            candidate.score = self._score(candidate)
        return sorted(found.values(), key=lambda one: -one.score)

    def _score(self, candidate: Candidate) -> float:
        named = [m for m in candidate.mentions if not m.pronominal and m.kind != "description"]
        best = max((self._points(m) for m in named or candidate.mentions), default=0.0)
        return best + _PER_REPEAT * (min(len(candidate.mentions), _MAX_REPEATS) - 1)

    def _points(self, mention: Mention) -> float:
        return self._early.get(mention.head, 0.0) + _POINTS[self.standing(mention)]

    def standing(self, mention: Mention) -> Standing:
        """What a mention does in its clause: mediating, engaging, speaking, other or apart."""
        if self._speaks_for_another(mention):
            return "apart"
        head = self.layer.doc[mention.head]
        if (
            mention.kind == "person"
            and head.dep_ in ("poss", "compound")
            and self.words.has("agents", head.head.lemma_)
        ):
            return "apart"  # "Putin's envoy met ...": the envoy did, Putin did not
        if any(a.name in self.words.scenes for a in mention.actors) and head.dep_ not in ("nsubj", "nsubjpass"):
            return "apart"
        told = self._at_occasions.get((mention.start, mention.end))
        return told or standing_of(head, self.words)

    def _speaks_for_another(self, mention: Mention) -> bool:
        before = self.layer.text[max(0, mention.start - _RIGHT_BEFORE) : mention.start]
        beside = f"{before} {_office(mention)}".lower()
        return mention.kind == "person" and any(voice in beside for voice in self.words.classes["voices"])

    def side_of(self, actor: Actor, mention: Mention) -> str | None:
        """The third side that an actor belongs to; None for a party to the conflict and for nobody's."""
        if actor.kind == "person":
            return self._side_of_person(actor, mention)
        body = self._named_body(actor, mention)
        if body or self._fights(actor) or actor.kind == "armed_group":
            return body
        return actor.country

    def _fights(self, actor: Actor) -> bool:
        parties = self.conflict.parties if self.conflict else frozenset()
        return actor.country in parties or actor.party in parties

    def _side_of_person(self, actor: Actor, mention: Mention) -> str | None:
        """Whom a person acts for: the state that the title names, the body of the office, else the known side."""
        if actor.country and actor.country in self._titled(mention):
            return None if self._fights(actor) else actor.country
        entity = self.knowledge.called(actor.party) if actor.party else None
        if entity is not None and entity.sector in _INTERNATIONAL:
            return self._body_beside(mention, actor) or entity.name
        if actor.country is None:
            return self._body_beside(mention, actor)
        return None if self._fights(actor) else actor.country

    def _titled(self, mention: Mention) -> set[str]:
        """States that the words beside a person's name name: "German Foreign Minister"."""
        hits = self.knowledge.collectives_in(_office(mention))
        return {side for hit in hits if hit.kind in ("state", "demonym") for side in self.knowledge.sides_of(hit)}

    def _body_beside(self, mention: Mention, actor: Actor) -> str | None:
        """The body of the United Nations that a person is said to speak for, right before or after the name."""
        around = self.layer.text[max(0, mention.start - _BESIDE) : mention.end + _BESIDE]
        printed = self.words.body_names.search(around)
        if printed:
            return self.words.bodies[printed[0]]
        if actor.party != "UN":
            return None
        return self.words.body_of_office(f"{_office(mention)} {actor.office_held or ''}")

    def _named_body(self, actor: Actor, mention: Mention) -> str | None:
        """The international body that a name means: by its own name, or the AU of "AU Commission"."""
        printed = self.words.body_names.match(self.layer.text, mention.start)
        around = printed or self.words.body_names.search(_around(mention))
        if around:
            return self.words.bodies[around[0]]
        entity = self.knowledge.called(actor.party or actor.name) if actor.id else self._known_part(actor.name)
        return entity.name if entity is not None and entity.sector in _INTERNATIONAL else None

    def _known_part(self, name: str) -> Entity | None:
        hits = (hit for hit in self.knowledge.collectives_in(name) if hit.kind == "organisation")
        return next((self.knowledge.entity(hit.ids[0]) for hit in hits), None)


def _as_mention(found: re.Match[str], layer: Layer, words: MediationWords) -> Mention:
    span = layer.doc.char_span(found.start(), found.end(), alignment_mode="expand")
    head = phrase_head(span.root).i if span is not None else 0
    body = Actor(name=words.bodies[found[0]], kind="organisation", printed=found[0])
    return Mention(
        field=layer.field, start=found.start(), end=found.end(), text=found[0], head=head, actors=(body,),
        kind="organisation",
    )  # fmt: skip


def _unknown_word(mention: Mention) -> bool:
    """Whether a mention is one capitalised word that the knowledge base could not link."""
    if mention.pronominal or mention.kind == "description" or mention.country or not mention.text[:1].isupper():
        return False
    return len(mention.text.split()) == 1 and not any(a.id or a.country for a in mention.actors)


def _around(mention: Mention) -> str:
    if mention.link is None:
        return mention.text
    raw = mention.link.mention
    return " ".join((raw.title, mention.text, raw.apposition))


def _office(mention: Mention) -> str:
    return f"{mention.link.mention.title} {mention.link.mention.apposition}" if mention.link else ""


def standing_of(token: Token, words: MediationWords) -> Standing:
    """What somebody does, by the nouns and the verb above: the strongest that the way up to the clause's verb shows."""
    for role, above in _way_up(token):
        lemma = above.lemma_.lower()
        if words.has("apart", role) or (role == "of" and words.has("beside", lemma)):
            return "apart"
        if words.has("mediating", lemma):
            return "mediating"
        if words.has("engaging", lemma):
            return "engaging"
        if above.pos_ in ("VERB", "AUX"):
            return "speaking" if words.has("speaking", lemma) and role in ("nsubj", "agent", "by") else "other"
    return "other"


def _way_up(token: Token) -> Iterator[tuple[str, Token]]:
    """(role or preposition, governor) pairs from a word up to its verb; coordinated words share their first's role."""
    for _ in range(_MAX_CLIMB):
        while token.dep_ == "conj" and token.pos_ != "VERB":
            token = token.head
        if token.head is token:
            return
        if token.dep_ == "pobj":
            yield token.head.lower_, token.head.head
            token = token.head.head
        else:
            yield token.dep_, token.head
            token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return
