"""Links the mentions of a document to actors: names first, then what only the document can tell."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dragoman.actors.candidates import Candidate, as_ruler
from dragoman.actors.clusters import Cluster, Clusters, order_of
from dragoman.actors.collective_links import bare, known_collective, other_collective, ruler_in
from dragoman.actors.described import is_description, is_plural, is_pronoun, read_description
from dragoman.actors.entities import Person
from dragoman.actors.identities import entity_actor, person_actor, unknown_person
from dragoman.actors.mention import LinkedMention, RawMention
from dragoman.actors.names import SAME_SOUND
from dragoman.actors.ranking import Context, fit, rank, score, sides_of
from dragoman.actors.sounds import tokens
from dragoman.actors.tenures import presumed
from dragoman.actors.titles import TitleReading, read_title
from dragoman.model import Actor

if TYPE_CHECKING:
    from dragoman.actors.knowledge import KnowledgeBase

_ACCEPT_FULL, _ACCEPT_WORD = 0.55, 0.53
_ACCEPT_NAME, _ACCEPT_ONLY = 0.93, 0.4
_WELL_KNOWN = 0.65
_PART_OF_NAME = 0.7
_RIVAL = 0.2
_MOST_CANDIDATES = 5
_UNKNOWN_SCORE, _DESCRIBED_SCORE, _PRONOUN_SCORE = 0.3, 0.75, 0.4
_MOST_NAMED = 4000
_POSSESSIVE = re.compile(r" ?['’]s?\b")


def link_document(mentions: Sequence[RawMention], *, kb: "KnowledgeBase", date: date | None) -> list[LinkedMention]:
    """Every mention of a document with the actor that it names, in the order given.

    Full names are linked before family names, whatever their order, because a headline names nobody in full. Country
    words, office words and the date choose among bearers of one name; where they do not, all stay as candidates.
    """
    return _DocumentLinker(mentions[:_MOST_NAMED], kb, date).link() + [
        LinkedMention(mention=mention) for mention in mentions[_MOST_NAMED:]
    ]


class _DocumentLinker:
    """What is known of one document while it is linked."""

    def __init__(self, mentions: Sequence[RawMention], kb: "KnowledgeBase", on: date | None) -> None:
        self._mentions = mentions
        self._kb = kb
        self._on = on
        self._titles = [_beside(mention, kb) for mention in mentions]
        self._named = _named_sides(mentions, self._titles, kb)
        self._order = order_of(mentions)
        self._clusters = Clusters(kb.synonyms, kb.people.home_of)
        self._linked: dict[int, LinkedMention] = {}
        self._persons: dict[int, Person] = {}

    def link(self) -> list[LinkedMention]:
        self._gather_names()
        for cluster in self._clusters.all:
            self._link_cluster(cluster)
        for number in self._order:
            if number not in self._linked:
                self._linked[number] = self._link_other(number)
        return [self._linked[number] for number in range(len(self._mentions))]

    def _gather_names(self) -> None:
        """Persons' mentions into clusters: full names, then the words alone, then words with another label."""
        words: list[int] = []
        for number in self._order:
            mention = self._mentions[number]
            if not self._may_be_person(mention):
                continue
            if len(tokens(mention.text)) > 1:
                self._clusters.add_full(number, bare(mention.text), self._titles[number])
            else:
                words.append(number)
        for number in words:
            self._gather_word(number)

    def _may_be_person(self, mention: RawMention) -> bool:
        text = mention.text
        if not tokens(text) or is_pronoun(text) or is_description(text):
            return False
        if mention.label == "PERSON":
            return len(tokens(text)) == 1 or self._kb.bearers(bare(text)) is None
        if self._kb.bearers(text) or self._kb.bearers(bare(text)):
            return False
        if len(tokens(text)) > 1:
            return mention.label in ("", "ORG") and self._known_in_full(text)
        return mention.label in ("", "ORG", "GPE", "NORP", "LOC", "FAC") and not mention.place

    def _known_in_full(self, text: str) -> bool:
        return text[:1].isupper() and any(c.grade >= _ACCEPT_NAME for c in self._kb.candidates(bare(text))[:1])

    def _gather_word(self, number: int) -> None:
        """A name that a state bears too is a person's only where the document has that person."""
        mention, title = self._mentions[number], self._titles[number]
        word = bare(mention.text)
        known = self._clusters.bearing(word, title, number)
        if known is None and (self._kb.bearers(word) or not self._stands_for_a_person(mention, word, title)):
            return
        self._clusters.add_word(number, word, title)

    def _stands_for_a_person(self, mention: RawMention, word: str, title: TitleReading) -> bool:
        """A single word that the recogniser called no person must be a well-known one's ("Trump" read as ORG)."""
        if mention.label == "PERSON" or title.classes:
            return True
        best = self._ranked(word, title)[:1]
        return bool(best) and self._trusted(best[0][1], best[0][0], title) and rank(best[0][1].person, self._on) >= 1.0

    def _ranked(self, name: str, title: TitleReading) -> list[tuple[float, Candidate]]:
        context = Context(title=title, named=self._named, on=self._on)
        countries = frozenset(self._named) | title.sides
        candidates = self._kb.candidates(name, countries=countries)
        if title.regnal:
            candidates = [as_ruler(c) for c in candidates]
        found = [(score(c, context), c) for c in candidates]
        return sorted(found, key=lambda pair: (-pair[0], pair[1].person.id))

    def _trusted(self, candidate: Candidate, likelihood: float, title: TitleReading) -> bool:
        """A full name needs fair support; a word alone needs more, or a person whom everyone knows."""
        if not candidate.alone:
            return likelihood >= _ACCEPT_FULL
        if likelihood < _ACCEPT_WORD or candidate.grade < _PART_OF_NAME:
            return False
        person = candidate.person
        by_office = any(fit(t, title.classes) for t in person.tenures)
        return candidate.own_name or by_office or rank(person, self._on) >= _WELL_KNOWN

    def _link_cluster(self, cluster: Cluster) -> None:
        ranked = self._ranked(cluster.name, cluster.title)
        if ranked and (self._trusted(ranked[0][1], ranked[0][0], cluster.title) or _is_only_bearer(ranked)):
            best = ranked[0][0]
            rivals = [pair for pair in ranked if pair[0] >= best - _RIVAL][:_MOST_CANDIDATES]
            for number in cluster.places:
                self._persons[number] = ranked[0][1].person
                self._linked[number] = self._known(number, cluster, rivals)
            return
        for number in cluster.places:
            self._linked[number] = self._unknown(number, cluster)

    def _known(self, number: int, cluster: Cluster, rivals: list[tuple[float, Candidate]]) -> LinkedMention:
        actors = tuple(self._person(number, c.person, likelihood, cluster.title) for likelihood, c in rivals)
        return LinkedMention(
            mention=self._mentions[number], actor=actors[0], candidates=actors, country=actors[0].country
        )

    def _person(self, number: int, person: Person, likelihood: float, told: TitleReading) -> Actor:
        mention, own = self._mentions[number], self._titles[number]
        title = own if own.classes else told
        return person_actor(
            person, self._kb, on=self._on, title=title, office=_office_words(mention), printed=mention.text,
            score=likelihood,
        )  # fmt: skip

    def _unknown(self, number: int, cluster: Cluster) -> LinkedMention:
        mention = self._mentions[number]
        office = _office_words(mention) or next(
            (words for n in cluster.places if (words := _office_words(self._mentions[n]))), ""
        )
        told = cluster.title if cluster.title.sides else cluster.title | self._serving(office)
        actor = unknown_person(
            cluster.name, title=told, office=office, printed=mention.text, kb=self._kb, score=_UNKNOWN_SCORE
        )
        return LinkedMention(mention=mention, actor=actor, candidates=(actor,), country=actor.country)

    def _serving(self, office: str) -> TitleReading:
        """The side of the person whose man the office makes him ("President Putin's envoy")."""
        words = set(tokens(_POSSESSIVE.sub("", office)))
        masters = {p.id: p for p in self._persons.values() if tokens(p.name)[-1] in words}
        return TitleReading(sides=frozenset(p.country for p in masters.values() if p.country))

    def _link_other(self, number: int) -> LinkedMention:
        mention = self._mentions[number]
        if is_pronoun(mention.text):
            return self._pronoun(number)
        if is_description(mention.text):
            return self._described(number)
        known = known_collective(mention, self._kb, self._named)
        if known is not None:
            return known
        return self._government(mention) or other_collective(mention, self._kb)

    def _government(self, mention: RawMention) -> LinkedMention | None:
        """The state of "the Macron government"."""
        name = ruler_in(mention.text)
        ranked = self._ranked(name, TitleReading(classes=("head_of_state", "head_of_government"))) if name else []
        state = self._kb.called(ranked[0][1].person.country) if ranked else None
        if state is None or rank(ranked[0][1].person, self._on) < 1.0:
            return None
        actor = entity_actor(state, self._kb, printed=mention.text, score=0.8, official=True)
        return LinkedMention(mention=mention, actor=actor, candidates=(actor,), country=actor.country)

    def _pronoun(self, number: int) -> LinkedMention:
        """The person named last before it in the same field."""
        mention = self._mentions[number]
        before = [n for n in self._order if n in self._persons and self._before(n, mention)]
        if not before:
            return LinkedMention(mention=mention)
        actor = self._person(before[-1], self._persons[before[-1]], _PRONOUN_SCORE, TitleReading())
        return LinkedMention(mention=mention, actor=actor, candidates=(actor,), country=actor.country)

    def _before(self, number: int, mention: RawMention) -> bool:
        other = self._mentions[number]
        return other.field == mention.field and other.start < mention.start

    def _described(self, number: int) -> LinkedMention:
        """The persons whose office the description names: those of the document first, else who held it on the day."""
        mention = self._mentions[number]
        told = read_description(mention.text, self._kb)
        people = self._named_holders(told) or self._holders(told)
        if not people:
            return other_collective(mention, self._kb)
        share = _DESCRIBED_SCORE if len(people) == 1 else _DESCRIBED_SCORE / len(people)
        actors = tuple(self._person(number, person, share, told) for person in people[:_MOST_CANDIDATES])
        alone = len(people) == 1 or not is_plural(mention.text)
        return LinkedMention(
            mention=mention, actor=actors[0] if alone else None, candidates=actors, country=actors[0].country
        )

    def _named_holders(self, told: TitleReading) -> list[Person]:
        named = {p.id: p for n in self._order if (p := self._persons.get(n)) is not None}
        return [p for p in named.values() if self._answers(p, told)]

    def _answers(self, person: Person, told: TitleReading) -> bool:
        if told.sides and not told.sides & sides_of(person):
            return False
        held = (t for t in person.tenures if self._on is None or presumed(t, self._on))
        return any(t.office_class in told.classes for t in held)

    def _holders(self, told: TitleReading) -> list[Person]:
        if self._on is None or len(told.sides) != 1:
            return []
        side = next(iter(told.sides))
        return self._kb.holders(side, told.classes, self._on)[:1]


def _beside(mention: RawMention, kb: "KnowledgeBase") -> TitleReading:
    """What title and apposition tell; an apposition without an office ("..., the UK, ...") is but the next name."""
    after = read_title(mention.apposition, kb)
    return read_title(mention.title, kb) | (after if after.classes else TitleReading())


def _is_only_bearer(ranked: list[tuple[float, Candidate]]) -> bool:
    """An exact full name of one known person is that person's in any year, unless the words beside it speak against."""
    (likelihood, best), others = ranked[0], ranked[1:]
    alone = best.alone or any(c.grade >= SAME_SOUND for _, c in others)
    return not alone and best.grade >= SAME_SOUND and likelihood >= _ACCEPT_ONLY


def _office_words(mention: RawMention) -> str:
    return mention.title.strip() or mention.apposition.strip()


def _named_sides(
    mentions: Sequence[RawMention], titles: Sequence[TitleReading], kb: "KnowledgeBase"
) -> Mapping[str, float]:
    """The sides that the document names, each with its share of the most named one's namings."""
    counts: Counter[str] = Counter()
    for mention, title in zip(mentions, titles, strict=True):
        counts.update(title.sides)
        words = f"{mention.title} {mention.apposition}" if mention.label == "PERSON" else mention.text
        counts.update(side for hit in kb.collectives_in(words) for side in kb.sides_of(hit))
    most = max(counts.values(), default=0)
    return {side: count / most for side, count in counts.items()}
