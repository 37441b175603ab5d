"""Which sides may be those of an event in a sentence.

They come from the heads' likeliest pairs, from rules and meetings, from the words that tell of the type, and, where a
pair leaves one side out, from whom the article shows the other to deal with; where a sentence names nobody, from who
deals so with each other most.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.arguments import is_outlet
from dragoman.extract.coding import sides
from dragoman.extract.event_roles import Names, Roles
from dragoman.extract.event_scene import Scene, names_of, sides_of
from dragoman.extract.learned import JudgedPair
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer, Sentence
from dragoman.model import Actor, Event

JOINT = frozenset({"CONSULT", "AGREE"})
"""What parties do together: all stand in ``actor``."""
_PAIRS = 6  # likeliest pairs asked in a sentence
_RECIPIENTS, _ACTORS = 3, 2  # how many sides are tried where a pair names none
_DEALERS = 2  # pairs tried where a sentence names no side
_TESTS = frozenset({"test", "test-fire", "launch", "detonate"})


@dataclass(frozen=True, slots=True)
class Option:
    """Two sides that may be those of an event.

    Attributes:
        actor: who acts, all parties of a mutual event.
        recipient: whom it is done to.
        pair: the judged pair that comes nearest, None if there is none.
        ruled: the event that a rule or meeting made of them.
        guessed: the side that the sentence does not name: ``actor``, ``recipient``, ``partner``, ``both`` or nothing.
    """

    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    pair: JudgedPair | None = None
    ruled: Event | None = None
    guessed: str = ""

    @property
    def actors(self) -> Names:
        """The names of those who act."""
        return frozenset(a.name for a in self.actor)

    @property
    def recipients(self) -> Names:
        """The names of those acted on."""
        return frozenset(a.name for a in self.recipient)

    def in_full(self) -> "Option":
        """The option with all who are joined to its sides: "Britain, France and Germany urged Iran"."""
        if self.pair is None or self.ruled is not None:
            return self
        doers, done_to = (_joined_to(mention, self.pair.layer) for mention in (self.pair.left, self.pair.right))
        if not self.recipient:
            doers, done_to = (*doers, *done_to), ()
        actor = {a.name: a for a in (*self.actor, *doers) if a.name not in self.recipients}
        recipient = {a.name: a for a in (*self.recipient, *done_to) if a.name not in actor}
        return replace(self, actor=tuple(actor.values()), recipient=tuple(recipient.values()))

    @property
    def everyone(self) -> Names:
        """The names of all sides."""
        return self.actors | self.recipients

    @property
    def sides(self) -> tuple[Names, Names]:
        """The names of those who act, then of those to whom it is done."""
        return self.actors, self.recipients


def options_of(
    sentence: Sentence, plover: str, ruled: Sequence[Event], scene: Scene, roles: Roles, *, heard: bool
) -> list[Option]:
    """The pairs of sides to be weighed for a type, each once; where the heads are not ``heard``, a rule's own alone."""
    pairs = sorted(scene.pairs.get(sentence.index, ()), key=lambda p: -p.scores.plover[plover]) if heard else []
    found: dict[tuple[Names, Names], Option] = {}
    for event in ruled:
        option = Option(event.actor, event.recipient, _nearest(event, pairs), event)
        found.setdefault(option.sides, option)
    unnamed = not any(names_of(one.mention) for one in scene.judged.get(sentence.index, ()))
    others = _of_article(plover, scene) if unnamed else _of_sentence(plover, pairs, scene, roles)
    for option in others if heard else ():
        if _may_be(option, plover, sentence):
            found.setdefault(option.sides, option)
    return list(found.values())


def _of_sentence(plover: str, pairs: Sequence[JudgedPair], scene: Scene, roles: Roles) -> Iterator[Option]:
    """The sides of the heads' pairs by probability, then those of the words."""
    for pair in pairs[:_PAIRS]:
        yield from _of_pair(pair, plover, scene)
    together = sides(a for p in pairs[:3] if p.scores.plover[plover] > 0.1 for a in _both(p))
    if plover in JOINT and len(together) > 2:
        yield Option(together, (), pairs[0])
    yield from _of_words(plover, pairs, scene, roles)


def _may_be(option: Option, plover: str, sentence: Sentence) -> bool:
    """Whether the sides may be those of an event: a news outlet takes no part, and a test is aimed at nobody."""
    aimed = plover == "MOBILIZE" and bool(option.guessed and option.recipient)
    return not any(map(is_outlet, option.actor)) and not (aimed and _is_of_tests(sentence))


def _is_of_tests(sentence: Sentence) -> bool:
    return any(token.lemma_.lower() in _TESTS for token in sentence.span)


def _of_words(plover: str, pairs: Sequence[JudgedPair], scene: Scene, roles: Roles) -> Iterator[Option]:
    """The sides that a word of the type joins: ISR and LBN of "Israel shelled villages in Lebanon"."""
    for doer, done_to in sorted(roles.of(plover).pairs):
        first, second, pair = scene.sides[doer], scene.sides[done_to], _between(doer, done_to, pairs)
        yield Option((first, second), (), pair) if plover in JOINT else Option((first,), (second,), pair)


def _of_article(plover: str, scene: Scene) -> Iterator[Option]:
    """Those who do it to each other most in the article, for a sentence that names nobody: "The talks go on"."""
    joint = plover in JOINT
    for doer, done_to in scene.mostly(plover, joint=joint)[:_DEALERS]:
        first, second = scene.sides[doer], scene.sides[done_to]
        yield Option((first, second) if joint else (first,), () if joint else (second,), guessed="both")


def _between(doer: str, done_to: str, pairs: Sequence[JudgedPair]) -> JudgedPair | None:
    """The likeliest pair of two sides, else the likeliest of one of them with nobody."""
    named = [(pair, names_of(pair.left), names_of(pair.right)) for pair in pairs]
    both = (pair for pair, left, right in named if doer in left and done_to in right)
    half = (p for p, left, right in named if (doer in left and not right) or (done_to in right and not left))
    return next(both, None) or next(half, None)


def _nearest(event: Event, pairs: Sequence[JudgedPair]) -> JudgedPair | None:
    """The likeliest pair among an event's own sides."""
    names = {a.name for a in (*event.actor, *event.recipient)}
    return next((p for p in pairs if {a.name for a in _both(p)} <= names), None)


def _both(pair: JudgedPair) -> tuple[Actor, ...]:
    return (*sides_of(pair.left), *sides_of(pair.right))


def _joined_to(mention: Mention | None, layer: Layer) -> tuple[Actor, ...]:
    """The sides that stand joined to a mention, by "and" or in a list."""
    if mention is None:
        return ()
    joined = (m for t in layer.doc[mention.head].conjuncts for m in layer.by_head.get(t.i, ()))
    return tuple(side for m in joined for side in sides_of(m) if not is_outlet(side))


def _of_pair(pair: JudgedPair, plover: str, scene: Scene) -> Iterator[Option]:
    left = sides_of(pair.left)
    names = {a.name for a in left}
    right = tuple(a for a in sides_of(pair.right) if a.name not in names)
    if plover in JOINT and right:
        yield Option((*left, *right), (), pair)
    elif plover in JOINT and left:
        yield Option(left, (), pair)
        partners = scene.likely_partners(left[0].name, plover, pair.sentence.index, acting=True)
        yield from (Option((*left, other), (), pair, guessed="partner") for other in partners[:_ACTORS])
    elif left and right:
        yield Option(left, right, pair)
    elif left:
        yield Option(left, (), pair)
        partners = scene.likely_partners(left[0].name, plover, pair.sentence.index, acting=True)
        yield from (Option(left, (other,), pair, guessed="recipient") for other in partners[:_RECIPIENTS])
    elif right:
        partners = scene.likely_partners(right[0].name, plover, pair.sentence.index, acting=False)
        yield from (Option((other,), right, pair, guessed="actor") for other in partners[:_ACTORS])
