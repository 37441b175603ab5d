"""What speaks for a meeting at home of one of the sides, when a report may name no place at all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.actors import KnowledgeBase
from dragoman.extract.mediation_grammar import first_named
from dragoman.extract.mediation_words import MediationWords
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import BEFORE_NOUN
from dragoman.model import Actor


@dataclass(frozen=True)
class Homes:
    """Whose people a text names, and who of them is likely to be visited.

    Attributes:
        layer: the text.
        words: word classes and facts.
        knowledge: states and peoples.
    """

    layer: Layer
    words: MediationWords
    knowledge: KnowledgeBase

    @property
    def states(self) -> list[str]:
        """ISO alpha-3 of the states whose people are named, the first named first, then of those that host."""
        return [*self._of_people, *self._hosts]

    def signs(self, state: str) -> Mapping[str, bool]:
        """What speaks for a meeting in the capital of a state, by name."""
        return {
            " of a ruler": state in self._of_rulers,
            " of the only ruler": self._of_rulers == {state},
            " of a person": state in self._of_people,
            " of a host": state in self._hosts,
            " of who tells": state in self._tellers,
            " of a guest": state in self._guests,
            " of who receives": state in self._receivers,
            " of who meets": state in self._meeting,
        }

    @cached_property
    def _people(self) -> list[tuple[Mention, Actor]]:
        return [(one, actor) for one in self.layer.mentions for actor in one.actors if actor.kind == "person"]

    @cached_property
    def _of_people(self) -> list[str]:
        return list(dict.fromkeys(actor.country for _, actor in self._people if actor.country))

    @cached_property
    def _of_rulers(self) -> set[str]:
        named = {actor.country for one, actor in self._people if actor.country and self._rules(one, actor)}
        return named | {one.country for one in self.layer.mentions if one.country and self._is_rulers(one)}

    def _is_rulers(self, state: Mention) -> bool:
        """Whether a state's name tells whose ruler is meant: "the Egyptian president", "the Emir of Qatar"."""
        above = self.layer.doc[state.head]  # of an adjective's it is the noun: the president of "the Kenyan president"
        if above.dep_ == "pobj" and above.head.lower_ == "of":
            above = above.head.head
        elif above.dep_ in BEFORE_NOUN:
            above = above.head
        office = [token.lower_ for token in (*above.lefts, above)]
        rules = above.lower_ in self.words.classes["rulers"] or " ".join(office[-2:]) in self.words.classes["rulers"]
        return rules and self.words.classes["deputies"].isdisjoint(office)

    def _rules(self, mention: Mention, actor: Actor) -> bool:
        """Whether an actor is a head of state or government by the title or the office held that day."""
        title = mention.link.mention.title if mention.link else ""
        office = f"{title} {mention.text} {actor.office_held or ''} {actor.office or ''}".lower()
        words = set(re.findall(r"\w+", office))
        return not words & self.words.classes["deputies"] and any(one in office for one in self.words.classes["rulers"])

    @cached_property
    def _hosts(self) -> list[str]:
        return list(dict.fromkeys(self._hosting()))

    def _hosting(self) -> Iterator[str]:
        """States that host: "Egypt will host talks"."""
        for predicate in self.layer.predicates.values():
            if predicate.token.lemma_ == "host":
                for subject in predicate.subjects:
                    actors = (actor for mention in self.layer.by_head.get(subject.i, ()) for actor in mention.actors)
                    yield from (actor.country for actor in actors if actor.country)

    @cached_property
    def _guests(self) -> set[str]:
        """States of those who travel or are received: they meet away from home."""
        return {*self._countries("nsubj", "journeys"), *self._countries("dobj", "receiving")}

    @cached_property
    def _receivers(self) -> set[str]:
        """States of persons who receive others."""
        return set(self._countries("nsubj", "receiving", people=True))

    @cached_property
    def _meeting(self) -> set[str]:
        """States of those who meet or discuss, the hosts more often than those whom they meet."""
        return set(self._countries("nsubj", "conferring"))

    def _countries(self, role: str, verbs: str, *, people: bool = False) -> Iterator[str]:
        """States of the sides, or only of the persons, that stand in a role below verbs of a class."""
        for mention in self.layer.mentions:
            token = first_named(self.layer.doc[mention.head])
            there = token.dep_ == role and self.words.has(verbs, token.head.lemma_.lower())
            if there and not mention.place and (mention.kind == "person" or not people):
                yield from (actor.country for actor in mention.actors if actor.country)

    @cached_property
    def _tellers(self) -> set[str]:
        """States whose offices and media tell of it: "according to the Egyptian presidency"."""
        text = self.layer.text
        hits = self.knowledge.collectives_in(text)
        telling = (hit for hit in hits if text[hit.end : hit.end + 20].strip().lower().startswith(self._mouths))
        return {side for hit in telling for side in self.knowledge.sides_of(hit)}

    @property
    def _mouths(self) -> tuple[str, ...]:
        return tuple(self.words.classes["mouths"])
