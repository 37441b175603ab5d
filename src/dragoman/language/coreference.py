"""Whom pronouns and descriptions refer to: "he", "the Ukrainian leader", "both sides", "we" in a quotation.

A small salience procedure in the manner of Lappin and Leass (1994): candidates of the right kind are
ranked by distance and grammatical role. It is deliberately shy: with no good candidate nobody is named.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from dragoman.actors import KnowledgeBase
from dragoman.language.attribution import Attribution
from dragoman.language.mentions import Mention
from dragoman.model import Actor, ActorKind, Field

_REACH = 4  # sentences; beyond that a pronoun's owner was named again in all train articles read
_CLOSING = frozenset({'"', "”", "''", "’"})
_OPENING = frozenset({'"', "“", "``", "‘"})
_PERSON_KINDS = frozenset({"person"})
_GROUP_KINDS = frozenset({"armed_group", "organisation"})
_PARTY_KINDS = frozenset({"state", "armed_group", "organisation"})


@dataclass(frozen=True, slots=True)
class References:
    """The words that refer back, from ``data/language/references.yml``."""

    singular: Mapping[str, str]
    plural: frozenset[str]
    speaker: frozenset[str]
    neuter: frozenset[str]
    offices: Mapping[str, tuple[str, ...]]
    portfolios: frozenset[str]
    others: frozenset[str]
    groups: frozenset[str]
    unnamed_groups: Mapping[str, ActorKind]
    pairs: frozenset[str]
    pair_words: frozenset[str]
    sides: frozenset[str]
    feminine_names: frozenset[str]


@cache
def load_references() -> References:
    """The shipped word lists for coreference."""
    text = files("dragoman").joinpath("data/language/references.yml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    return References(
        singular=raw["singular_pronouns"],
        plural=frozenset(raw["plural_pronouns"]),
        speaker=frozenset(raw["speaker_pronouns"]),
        neuter=frozenset(raw["neuter_pronouns"]),
        offices={word: tuple(offices) for word, offices in raw["offices"].items()},
        portfolios=frozenset(raw["portfolios"]),
        others=frozenset(raw["others"]),
        groups=frozenset(raw["groups"]),
        unnamed_groups=raw["unnamed_groups"],
        pairs=frozenset(raw["pairs"]),
        pair_words=frozenset(raw["pair_words"]),
        sides=frozenset(raw["sides"]),
        feminine_names=frozenset(raw["feminine_names"]),
    )


@dataclass(slots=True)
class _Reader:
    """One pass over a document, knowing who was named before the word at hand."""

    doc: Doc
    field: Field
    words: References
    knowledge: KnowledgeBase
    named: dict[int, Mention]
    sentence_of: list[int]
    seen: list[Mention]

    def read(self) -> Iterator[Mention]:
        for token in self.doc:
            if token.i in self.named:
                self.seen.append(self.named[token.i])
            actors = self._referents(token)
            if actors:
                mention = _mention(token, self.field, actors)
                self.seen.append(mention)
                yield mention

    def _referents(self, token: Token) -> tuple[Actor, ...]:
        word = token.lower_
        if word in self.words.singular:
            return _one(self._person(token, self.words.singular[word]))
        if word in self.words.plural:
            return self._group_or_pair(token)
        if word in self.words.neuter:
            return self._body(token)
        if token.pos_ not in ("NOUN", "PROPN") or _names(self.named.get(token.i), token):
            return ()
        return self._described(token)

    def _described(self, token: Token) -> tuple[Actor, ...]:
        word, lemma = token.lower_, token.lemma_.lower()
        words = self.words
        if not (lemma in words.pairs or word in words.sides or word in words.groups or lemma in words.offices):
            return ()
        before = {child.lower_ for child in token.children}
        two = lemma in words.pairs and before & words.pair_words
        if (two or (word in words.sides and "the" in before)) and not _has_name_below(token, self.named):
            return self._pair(_PERSON_KINDS if lemma in ("leader", "president", "minister", "man") else _PARTY_KINDS)
        if any(child.dep_ == "appos" for child in token.children):
            return ()
        if "the" in before and word in words.groups and not _has_name_below(token, self.named):
            return _one(self._latest(_GROUP_KINDS, token))
        if lemma in words.offices and word == lemma and not before & words.others:
            return _one(self._office_holder(token, words.offices[lemma], before))
        return ()

    def _person(self, token: Token, gender: str) -> Actor | None:
        """The most salient person: near, a subject, not an argument of the pronoun's own verb."""
        ahead = self._named_ahead(token, gender)
        if ahead is not None:
            return ahead
        best, best_score = None, -1.0
        quoted = self._quoted_before(token)
        for mention in reversed(self.seen[-24:]):
            if quoted and quoted[0] <= mention.start < quoted[1]:
                continue  # "If Putin stays away, ..." he said: nobody speaks of himself so
            actor = mention.actor
            distance = self.sentence_of[token.i] - self.sentence_of[mention.head]
            if actor is None or actor.kind != "person" or distance > _REACH or not self._agrees(actor, gender):
                continue
            score = self._salience(mention, distance, token)
            if score > best_score:
                best, best_score = actor, score
        return best

    def _named_ahead(self, token: Token, gender: str) -> Actor | None:
        """The subject that a phrase set before it speaks of: "After his meeting with Trump, Mr Netanyahu said"."""
        for phrase in (token, *token.ancestors):
            if phrase.dep_ in ("prep", "advcl"):
                subjects = (
                    t for t in phrase.head.children if t.dep_ == "nsubj" and t.i > token.i and t.i in self.named
                )
                actor = next((self.named[t.i].actor for t in subjects), None)
                return actor if actor and actor.kind == "person" and self._agrees(actor, gender) else None
        return None

    def _quoted_before(self, token: Token) -> tuple[int, int] | None:
        """The quotation right before a pronoun that speaks: its characters, from mark to mark."""
        if token.dep_ != "nsubj" or token.i == 0 or self.doc[token.i - 1].text not in _CLOSING:
            return None
        closing = token.i - 1
        for index in range(closing - 1, max(-1, closing - 80), -1):
            if self.doc[index].text in _OPENING:
                return self.doc[index].idx, self.doc[closing].idx
        return None

    def _salience(self, mention: Mention, distance: int, token: Token) -> float:
        head = self.doc[mention.head]
        if head.head == token.head and head != token.head and token.dep_ not in ("poss",) and head.dep_ != "poss":
            return -1.0  # "Xi told him": two arguments of one verb are two people
        role = 1.0 if head.dep_ in ("nsubj", "nsubjpass") else 0.4
        return role + (0.3 if mention.pronominal else 0.0) + 2.5 / (1 + distance)

    def _agrees(self, actor: Actor, gender: str) -> bool:
        feminine = actor.name.split(" ")[0].lower() in self.words.feminine_names
        return feminine if gender == "feminine" else not feminine

    def _latest(self, kinds: frozenset[str], token: Token) -> Actor | None:
        for mention in reversed(self.seen[-16:]):
            actor = mention.actor
            if actor and actor.kind in kinds and self.sentence_of[token.i] - self.sentence_of[mention.head] <= _REACH:
                return actor
        return None

    def _group_or_pair(self, token: Token) -> tuple[Actor, ...]:
        """Whom "they" means: the subject of the clause or sentence before, if that is a party or several people."""
        for mention in reversed(self.seen[-10:]):
            distance = self.sentence_of[token.i] - self.sentence_of[mention.head]
            head = self.doc[mention.head]
            if distance > 1 or head.dep_ not in ("nsubj", "nsubjpass", "conj", "pobj") or not mention.actors:
                continue
            joined = [self.named[t.i] for t in (head, *head.conjuncts) if t.i in self.named]
            if len(joined) > 1:
                return tuple(dict.fromkeys(a for m in joined for a in m.actors))
            if mention.actors[0].kind != "person" or len(mention.actors) > 1:
                return mention.actors
        return ()

    def _body(self, token: Token) -> tuple[Actor, ...]:
        """Whom "it" or "its" means: the state or body that is subject of the clause or of the sentence before."""
        for mention in reversed(self.seen[-8:]):
            head, actor = self.doc[mention.head], mention.actor
            distance = self.sentence_of[token.i] - self.sentence_of[mention.head]
            if distance > 1 or actor is None or actor.kind not in _PARTY_KINDS:
                continue
            if head.dep_ in ("nsubj", "nsubjpass") and head.head is not token.head:
                return (actor,)
        return ()

    def _pair(self, kinds: frozenset[str]) -> tuple[Actor, ...]:
        """The two named last of the sides that the document is about: "the two leaders", "both sides"."""
        main = self._main_sides()
        found: dict[str, Actor] = {}
        for actor in (actor for mention in reversed(self.seen[-40:]) for actor in mention.actors):
            if party_of(actor) not in main:
                continue
            if actor.kind in kinds:
                found.setdefault(actor.name, actor)
            elif kinds == _PARTY_KINDS and actor.kind == "person" and actor.country:
                found.setdefault(actor.country, side_actor(actor))
            if len(found) == 2:
                return tuple(found.values())
        return ()

    def _main_sides(self) -> frozenset[str]:
        """The two sides that the document names most; what it names in passing is none of "the two sides"."""
        named = (actor for mention in self.named.values() for actor in mention.actors)
        counts = Counter(party_of(actor) for actor in named)
        return frozenset(name for name, _ in counts.most_common(2))

    def _office_holder(self, token: Token, offices: tuple[str, ...], beside: set[str]) -> Actor | None:
        """The last person named who has the office: of the country that the description names, or "the" one."""
        country = self._country_of(token)
        if country is None and "the" not in beside:
            return None
        kind = beside & self.words.portfolios
        # "the Israeli prime minister" may be named only afterwards
        later: tuple[Mention, ...] = tuple(self.named.values()) if country else ()
        for mention in (*reversed(self.seen[-40:]), *later):
            actor = mention.actor
            if actor is None or actor.kind != "person":
                continue
            held = f"{actor.office or ''} {actor.office_held or ''}".lower().replace("defence", "defense")
            if any(office in held for office in offices) and country in (None, actor.country) and _has_all(held, kind):
                return actor
        return None

    def _country_of(self, token: Token) -> str | None:
        """The state that the description itself names: "the Ukrainian leader"."""
        for child in token.children:
            if child.dep_ not in ("amod", "compound", "poss", "nmod"):
                continue
            for hit in self.knowledge.scan(child.text):
                entity = self.knowledge.entity(hit.ids[0])
                if entity and entity.country:
                    return entity.country
        return None


def refer(doc: Doc, field: Field, mentions: Sequence[Mention], knowledge: KnowledgeBase) -> list[Mention]:
    """Mentions for the pronouns and descriptions of a document that refer to someone named before."""
    reader = _Reader(
        doc=doc,
        field=field,
        words=load_references(),
        knowledge=knowledge,
        named={m.head: m for m in mentions if m.field == field and m.actors},
        sentence_of=_sentence_numbers(doc),
        seen=[],
    )
    return list(reader.read())


def speakers(doc: Doc, field: Field, mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> list[Mention]:
    """Mentions for "I" and "we" inside direct quotations, which refer to the speaker or the speaker's side."""
    at_head = {m.head: m for m in mentions if m.field == field}
    pronouns = load_references().speaker
    found = []
    for attribution in attributions:
        source = at_head.get(attribution.source_head) if attribution.source_head is not None else None
        if attribution.kind == "indirect" or source is None or not source.actors:
            continue
        for start, end in attribution.content:
            span = doc.char_span(start, end, alignment_mode="contract")
            for token in span or ():
                if token.lower_ in pronouns and token.i not in at_head:
                    found.append(_mention(token, field, source.actors))
    return found


def party_of(actor: Actor) -> str:
    """The side an actor belongs to: its party, else its country, else its own name."""
    return actor.party or actor.country or actor.name


def side_actor(actor: Actor) -> Actor:
    """The state that an actor belongs to, as an actor; the actor itself when that is not known."""
    country = actor.country
    return Actor(name=country, kind="state", party=country, country=country) if country else actor


def _mention(token: Token, field: Field, actors: tuple[Actor, ...]) -> Mention:
    return Mention(
        field=field,
        start=token.idx,
        end=token.idx + len(token),
        text=token.text,
        head=token.i,
        actors=actors,
        kind=actors[0].kind if token.pos_ == "PRON" else "description",
        pronominal=token.pos_ in ("PRON", "DET"),
    )


def _one(actor: Actor | None) -> tuple[Actor, ...]:
    return (actor,) if actor else ()


def _names(mention: Mention | None, token: Token) -> bool:
    """Whether a mention names with the token itself, not by a word before it ("U.S." of "the U.S. president")."""
    return mention is not None and mention.start <= token.idx < mention.end


def _has_all(held: str, portfolio: set[str]) -> bool:
    return all(word.replace("defence", "defense") in held for word in portfolio)


def _has_name_below(token: Token, named: Mapping[int, Mention]) -> bool:
    return any(child.i in named for child in token.subtree if child is not token)


def _sentence_numbers(doc: Doc) -> list[int]:
    return [number for number, sentence in enumerate(doc.sents) for _ in range(len(sentence))]
