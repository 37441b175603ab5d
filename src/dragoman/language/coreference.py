"""Whom pronouns and descriptions refer to: "he", "the Ukrainian leader", "both sides", "we" in a quotation.

A small salience procedure in the manner of Lappin and Leass (1994): candidates of the right kind are
ranked by distance and grammatical role. It is deliberately shy: with no good candidate nobody is named.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.actors import KnowledgeBase
from dragoman.language.attribution import Attribution
from dragoman.language.discourse import REACH, Discourse, discourse_of
from dragoman.language.mentions import Mention, phrase_head
from dragoman.language.predicates import BEFORE_NOUN
from dragoman.language.references import References, load_references
from dragoman.model import Actor, Field

_PERSON_KINDS = frozenset({"person"})
_GROUP_KINDS = frozenset({"armed_group", "organisation"})
_PARTY_KINDS = frozenset({"state", "armed_group", "organisation"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "agent", "dative", "attr", "appos"})


@dataclass(slots=True)
class _Reader:
    """One pass over a document, knowing who was named before the word at hand."""

    field: Field
    discourse: Discourse
    knowledge: KnowledgeBase
    attributions: Sequence[Attribution]

    @property
    def doc(self) -> Doc:
        return self.discourse.doc

    @property
    def words(self) -> References:
        return self.discourse.words

    @property
    def named(self) -> Mapping[int, Mention]:
        return self.discourse.named

    @property
    def seen(self) -> list[Mention]:
        return self.discourse.seen

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
            return _one(self.discourse.person(token, self.words.singular[word]))
        if word in self.words.plural:
            return self._group_or_pair(token)
        if word in self.words.neuter:
            return self._body(token)
        if _names(self.named.get(token.i), token):
            return ()
        if token.text in self.words.compass:
            return self._state_called(token)
        return self._described(token) if token.pos_ in ("NOUN", "PROPN") else ()

    def _state_called(self, token: Token) -> tuple[Actor, ...]:
        """The state of the document that "the North" shortens."""
        if token.dep_ not in _ARGUMENTS or not any(child.lower_ == "the" for child in token.children):
            return ()
        named = (m for m in self.named.values() if m.text.startswith(f"{token.text} ") and m.kind == "state")
        return next((m.actors for m in named), ())

    def _described(self, token: Token) -> tuple[Actor, ...]:
        word, lemma = token.lower_, token.lemma_.lower()
        words = self.words
        if not words.describes(token):
            return ()
        titled = self.named.get(phrase_head(token).i) if lemma in words.offices else None
        if titled and titled.actor and titled.actor.kind == "person":
            named_after = titled.end > token.idx  # "Russian leader Vladimir Putin", not "a Kerry spokesperson"
            return titled.actors if named_after else ()
        before = {child.lower_ for child in token.children}
        two = lemma in words.pairs and before & words.pair_words
        if (two or (word in words.sides and "the" in before)) and not _has_name_below(token, self.named):
            people = lemma in ("leader", "president", "minister", "man")
            return self._pair(_PERSON_KINDS if people else _PARTY_KINDS, token)
        if any(child.dep_ == "appos" for child in token.children):
            return ()
        if token.i in self.named and (word in words.groups or word in words.institutions):
            return ()  # "the Afghan government", "the Kurdish militia": the word before it tells whose it is
        if "the" in before and word in words.groups and not _has_name_below(token, self.named):
            return _one(self._latest(_GROUP_KINDS, token))
        if "the" in before and word in words.institutions and token.dep_ in _ARGUMENTS:
            return () if _has_name_below(token, self.named) else _one(self._state_of(token, words.institutions[word]))
        if lemma in words.offices and word == lemma and not before & words.others:
            return _one(self._office_holder(token, words.offices[lemma], before))
        return ()

    def _state_of(self, token: Token, only: Sequence[str]) -> Actor | None:
        """Whose army or government it is: of the document's main states the one spoken of last."""
        main = self._main_sides()
        for mention in reversed(self.seen[-16:]):
            actor = mention.actor
            if only and actor and actor.country not in only:
                continue
            if actor and actor.country and party_of(actor) == actor.country and actor.country in main:
                return side_actor(actor) if self.discourse.distance(mention, token) <= REACH else None
        return None

    def _latest(self, kinds: frozenset[str], token: Token) -> Actor | None:
        """The one named last, those whom the knowledge base knows before strangers."""
        near = (m.actor for m in reversed(self.seen[-16:]) if self.discourse.distance(m, token) <= REACH)
        found = [actor for actor in near if actor and actor.kind in kinds and actor.plover != "JRN"]
        return next((actor for actor in found if actor.id), found[0] if found else None)

    def _group_or_pair(self, token: Token) -> tuple[Actor, ...]:
        """Whom "they" means: the subject of the clause or sentence before, if that is a party or several people."""
        if self._of_strangers(token):
            return ()
        for mention in reversed(self.seen[-10:]):
            distance = self.discourse.distance(mention, token)
            head = self.doc[mention.head]
            if distance > 1 or head.dep_ not in ("nsubj", "nsubjpass", "conj", "pobj") or not mention.actors:
                continue
            joined = [self.named[t.i] for t in (head, *head.conjuncts) if t.i in self.named]
            if len(joined) > 1:
                return tuple(dict.fromkeys(a for m in joined for a in m.actors))
            if mention.actors[0].kind != "person" or len(mention.actors) > 1:
                return mention.actors
        return ()

    def _of_strangers(self, token: Token) -> bool:
        """Whether those who say the pronoun's clause are several whom nobody could name: "analysts say they"."""
        clause = token.head
        if token.dep_ not in _SUBJECTS or clause.dep_ != "ccomp":
            return False
        sayers = [t for t in clause.head.children if t.dep_ in _SUBJECTS and t.i < token.i and t.tag_ == "NNS"]
        heads = {mention.head for mention in self.seen[-10:] if mention.actors}
        return any(t.i not in heads for t in sayers)

    def _body(self, token: Token) -> tuple[Actor, ...]:
        """Whom "it" or "its" means: the state or body that is subject of the clause or of the sentence before."""
        for mention in reversed(self.seen[-8:]):
            head, actor = self.doc[mention.head], mention.actor
            distance = self.discourse.distance(mention, token)
            if distance > 1 or actor is None or actor.kind not in _PARTY_KINDS:
                continue
            if head.dep_ in _SUBJECTS and head.head is not token.head:
                return (actor,)
        return ()

    def _pair(self, kinds: frozenset[str], token: Token) -> tuple[Actor, ...]:
        """The two named last of the sides that the document is about, else the last two: "the two leaders"."""
        speaking = self._sayers(token) if kinds == _PERSON_KINDS else ()
        before = [(m, a) for m in reversed(self.seen[-40:]) for a in m.actors if a.name not in speaking]
        near = [a for m, a in before if self.discourse.distance(m, token) <= REACH]
        main = self._main_sides()
        of_main = [a for _, a in before if party_of(a) in main]
        offices = self.words.offices.get(token.lemma_.lower(), ())
        in_office = ([a for a in found if _holds(a, offices)] for found in (of_main, near) if offices)
        tries = (_two(kinds, found, apart=bool(offices)) for found in (*in_office, of_main, near))
        return next((two for two in tries if two), ())

    def _sayers(self, token: Token) -> frozenset[str]:
        """Who says a word's clause, and so is none of those he tells of: Peskov in "Peskov said the two leaders met".

        A side may well count itself: "Israel said both sides had agreed".
        """
        heads = {a.source_head for a in self.attributions if a.source_head is not None and any(a.over(token))}
        called = (self.named[head] for head in heads if head in self.named)
        meant = (m for m in self.seen[-40:] if m.head in heads)
        return frozenset(actor.name for m in (*called, *meant) for actor in m.actors if actor.kind == "person")

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
            if _holds(actor, offices) and country in (None, actor.country) and _has_all(_held(actor), kind):
                return actor
        return None

    def _country_of(self, token: Token) -> str | None:
        """The state that the description itself names: "the Ukrainian leader"."""
        for child in token.children:
            if child.dep_ not in BEFORE_NOUN:
                continue
            for hit in self.knowledge.scan(child.text):
                entity = self.knowledge.entity(hit.ids[0])
                if entity and entity.country:
                    return entity.country
        return None


def refer(
    doc: Doc, field: Field, mentions: Sequence[Mention], attributions: Sequence[Attribution], knowledge: KnowledgeBase
) -> list[Mention]:
    """Mentions for the pronouns and descriptions of a document that refer to someone named before."""
    named = {m.head: m for m in mentions if m.field == field and m.actors}
    discourse = discourse_of(doc, named, load_references())
    return list(_Reader(field, discourse, knowledge, attributions).read())


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


def _two(kinds: frozenset[str], actors: Iterable[Actor], *, apart: bool) -> tuple[Actor, ...]:
    """The first two actors of these kinds, of two sides where they are ``apart``; nobody where there are no two.

    Of sides those whose persons are named stand for them.
    """
    found: dict[str, Actor] = {}
    for actor in actors:
        if actor.kind in kinds and (actor.id or actor.office or actor.kind != "person"):
            found.setdefault(party_of(actor) if apart else actor.name, actor)
        elif kinds == _PARTY_KINDS and actor.kind == "person" and actor.country:
            found.setdefault(actor.country, side_actor(actor))
        if len(found) == 2:
            return tuple(found.values())
    return ()


def _held(actor: Actor) -> str:
    """The offices that a person is printed with and is known to hold."""
    return f"{actor.office or ''} {actor.office_held or ''}".lower().replace("defence", "defense")


def _holds(actor: Actor, offices: Iterable[str]) -> bool:
    held = _held(actor)
    return any(office in held for office in offices)


def _one(actor: Actor | None) -> tuple[Actor, ...]:
    return (actor,) if actor else ()


def _names(mention: Mention | None, token: Token) -> bool:
    """Whether a mention names with the token itself, not by a word before it ("U.S." of "the U.S. president")."""
    return mention is not None and mention.start <= token.idx < mention.end


def _has_all(held: str, portfolio: set[str]) -> bool:
    return all(word.replace("defence", "defense") in held for word in portfolio)


def _has_name_below(token: Token, named: Mapping[int, Mention]) -> bool:
    return any(child.i in named for child in token.subtree if child is not token)
