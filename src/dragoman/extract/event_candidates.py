"""Candidates for events: each type that a sentence may tell, with each pair of sides that may have done it.

The sides come from the heads' likeliest pairs, from rules and meetings, from the words that tell of the type, and,
where a pair leaves one side out, from whom the article shows the other to deal with.
"""

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from spacy.tokens import Token

from dragoman.extract.coding import ADDRESSED, sides
from dragoman.extract.context import Context
from dragoman.extract.decisions import Features, log_odds
from dragoman.extract.event_roles import Names, Roles, roles_in
from dragoman.extract.event_scene import Scene, scene_of, sides_of
from dragoman.extract.learned import JudgedPair, Reading
from dragoman.heads import NONE, SentenceScores, best
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer, Sentence
from dragoman.language.predicates import verb_over
from dragoman.model import Actor, Aux, Event, PloverType

_FLOOR = 0.08  # a sentence that the heads give a type less surely than this is asked only for what its words tell
_FAINT = 0.03  # and less surely than this for nothing but what a rule tells
_PAIRS = 6  # likeliest pairs asked in a sentence
_RECIPIENTS, _ACTORS = 3, 2  # how many sides are tried where a pair names none
JOINT = frozenset({"CONSULT", "AGREE"})
"""What parties do together: all stand in ``actor``."""
_TOGETHER = 2.0
_NO_PAIR = 0.01
_GUESSES = 2


@dataclass(frozen=True, slots=True)
class Option:
    """Two sides that may be those of an event.

    Attributes:
        actor: who acts, all parties of a mutual event.
        recipient: whom it is done to.
        pair: the judged pair that comes nearest, None if there is none.
        ruled: the event that a rule or meeting made of them.
        guessed: the side that the sentence does not name: ``actor``, ``recipient``, ``partner`` or nothing.
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

    @property
    def everyone(self) -> Names:
        """The names of all sides."""
        return self.actors | self.recipients

    @property
    def sides(self) -> tuple[Names, Names]:
        """The names of those who act, then of those to whom it is done."""
        return self.actors, self.recipients


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that may be one, with what speaks for and against it."""

    sentence: Sentence
    layer: Layer
    plover: PloverType
    aux: Aux
    option: Option
    features: Features

    @property
    def stable(self) -> bool:
        """Whether a stable rule made it, which no decision overrules."""
        return self.option.ruled is not None and self.option.ruled.reason.stable

    @property
    def handicap(self) -> float:
        """Twice the threshold for what parties do together: the likeliest of many pairs in many sentences flatters.

        What a rule tells has none of its own: "agree" and "ask" tell of much that is no event.
        """
        return _TOGETHER if self.plover in JOINT else 1.0

    @property
    def excludes(self) -> tuple[Hashable, ...]:
        """One of each type in a sentence, and one type for the same actor and recipient (codebook)."""
        index = self.sentence.index
        return (index, self.plover), (index, self.option.sides)

    @property
    def event(self) -> Hashable:
        """What it tells: the type and the sides, whichever its sentence."""
        return self.plover, self.option.sides

    def clause_head(self) -> Token:
        """The word whose clause tells the event: the verb over the actor, else the sentence's."""
        return _clause_head(self.option, self.sentence, self.layer)

    def claim(self) -> dict[str, Any]:
        """What it says in the codebook's form."""
        return {
            "actor": [a.name for a in self.option.actor],
            "recipient": [a.name for a in self.option.recipient],
            "plover": self.plover,
            "aux": self.aux,
            "evidence": [{"field": self.sentence.field, "start": self.sentence.start, "end": self.sentence.end}],
        }


def candidates(context: Context, reading: Reading, ruled: Sequence[Event]) -> Iterator[Candidate]:
    """The candidates of an article, sentence by sentence."""
    scene = scene_of(context.analysis, reading)
    by_start: dict[tuple[str, int], list[Event]] = {}
    for event in ruled:
        by_start.setdefault((event.evidence[0].field, event.evidence[0].start), []).append(event)
    for layer in context.analysis.layers:
        for sentence in layer.sentences:
            told = by_start.get((sentence.field, sentence.start), [])
            yield from _of_sentence(sentence, layer, told, scene, reading)


def _of_sentence(
    sentence: Sentence, layer: Layer, ruled: Sequence[Event], scene: Scene, reading: Reading
) -> Iterator[Candidate]:
    scores = reading.sentences[sentence.index]
    roles: Roles | None = None
    for plover in get_args(PloverType):
        here = [e for e in ruled if e.plover == plover]
        if scores.events[plover] < _FAINT and not here:
            continue
        roles = roles or roles_in(sentence, layer, (j.mention for j in scene.judged.get(sentence.index, ())))
        heard = not (plover == "CONSULT" and _unrealised(sentence, layer))
        options = list(_options(sentence, plover, here, scene, roles, heard=heard).values())
        asked = scores.events[plover] >= _FLOOR or bool(here)
        for option, ahead in zip(options, _ahead(options, plover), strict=True):
            if asked or roles.tells(plover, option.actors, option.recipients):
                features = _features(option, plover, sentence, layer, here, scene, roles, scores, reading)
                yield Candidate(sentence, layer, plover, _aux(option), option, {**features, "pair ahead": ahead})


def _clause_head(option: Option, sentence: Sentence, layer: Layer) -> Token:
    pair, root = option.pair, sentence.span.root
    mention = (pair.left or pair.right) if pair else None
    token = layer.doc[mention.head] if mention else root
    return verb_over(token) or root


def _options(
    sentence: Sentence, plover: str, ruled: Sequence[Event], scene: Scene, roles: Roles, *, heard: bool
) -> Mapping[tuple[Names, Names], Option]:
    """The pairs of sides to be weighed, each once: a rule's own, then the heads' by probability, then the words'."""
    pairs = sorted(scene.pairs.get(sentence.index, ()), key=lambda p: -p.scores.plover[plover]) if heard else []
    found: dict[tuple[Names, Names], Option] = {}
    for event in ruled:
        option = Option(event.actor, event.recipient, _nearest(event, pairs), event)
        found.setdefault(option.sides, option)
    for pair in pairs[:_PAIRS]:
        for option in _of_pair(pair, plover, scene):
            found.setdefault(option.sides, option)
    if plover in JOINT and len(pairs) > 1:
        together = sides(a for p in pairs[:3] if p.scores.plover[plover] > 0.1 for a in _both(p))
        option = Option(together, (), pairs[0])
        if len(together) > 2:
            found.setdefault(option.sides, option)
    for option in _of_words(plover, pairs, scene, roles) if heard else ():
        found.setdefault(option.sides, option)
    for option in _of_article(plover, pairs, scene) if heard else ():
        found.setdefault(option.sides, option)
    return found


def _of_words(plover: str, pairs: Sequence[JudgedPair], scene: Scene, roles: Roles) -> Iterator[Option]:
    """The sides that a word of the type joins: ISR and LBN of "Israel shelled villages in Lebanon"."""
    for doer, done_to in sorted(roles.of(plover).pairs):
        first, second, pair = scene.sides[doer], scene.sides[done_to], _between(doer, done_to, pairs)
        yield Option((first, second), (), pair) if plover in JOINT else Option((first,), (second,), pair)


def _of_article(plover: str, pairs: Sequence[JudgedPair], scene: Scene) -> Iterator[Option]:
    """Those who do it to each other most in the article, where a sentence names neither of them."""
    for doer, done_to in scene.mostly(plover, joint=plover in JOINT)[:_GUESSES]:
        first, second = scene.sides[doer], scene.sides[done_to]
        yield Option((first, second), (), guessed="both") if plover in JOINT else Option((first,), (second,), guessed="both")


def _between(doer: str, done_to: str, pairs: Sequence[JudgedPair]) -> JudgedPair | None:
    """The likeliest pair of two sides, else the likeliest of one of them with nobody."""
    named = [(pair, _names_of(pair.left), _names_of(pair.right)) for pair in pairs]
    both = (pair for pair, left, right in named if doer in left and done_to in right)
    half = (p for p, left, right in named if (doer in left and not right) or (done_to in right and not left))
    return next(both, None) or next(half, None)


def _ahead(options: Sequence[Option], plover: str) -> list[float]:
    """By how much log-odds the pair of each option is likelier than the likeliest of the others."""
    odds = [log_odds(_pair_scores(option, plover)[plover]) for option in options]
    first, second = sorted([*odds, log_odds(0.0), log_odds(0.0)], reverse=True)[:2]
    return [own - (second if own == first else first) for own in odds]


def _unrealised(sentence: Sentence, layer: Layer) -> bool:
    """Whether the sentence tells what was to be and is not: "this was to be the first meeting"."""
    judged = (layer.judgements.get(t.i) for t in sentence.span)
    return any(j is not None and j.unrealised for j in judged)


def _aux(option: Option) -> Aux:
    if option.ruled is not None:
        return option.ruled.aux
    return best(option.pair.scores.aux)[0] if option.pair else "actual"  # type: ignore[return-value]


def _nearest(event: Event, pairs: Sequence[JudgedPair]) -> JudgedPair | None:
    """The likeliest pair among an event's own sides."""
    names = {a.name for a in (*event.actor, *event.recipient)}
    return next((p for p in pairs if {a.name for a in _both(p)} <= names), None)


def _both(pair: JudgedPair) -> tuple[Actor, ...]:
    return (*sides_of(pair.left), *sides_of(pair.right))


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


def _features(
    option: Option, plover: str, sentence: Sentence, layer: Layer, ruled: Sequence[Event], scene: Scene, roles: Roles,
    scores: SentenceScores, reading: Reading,
) -> Features:  # fmt: skip
    """What speaks for a candidate, by name; log-odds of the heads, logarithms of shares, else 0 or 1."""
    own = log_odds(scores.events[plover])
    other = max(p for name, p in scores.events.items() if name != plover)
    return {
        plover: 1.0,
        f"sentence {plover}": own,
        "sentence": own,
        "other type": log_odds(other),
        "any event": log_odds(scores.types["events"]),
        "position": log_odds(scores.types["positions"]),
        "future": scores.aux["future"],
        "historical": scores.aux["historical"],
        "likelier sentences": math.log1p(scene.likeliest[plover].index(scores.events[plover])),
        "headline": float(sentence.index == 0),
        "talks": log_odds(reading.relevance.get("talks", 0.0)),
        "conflict": log_odds(reading.relevance.get("conflict", 0.0)),
        "rule": float(bool(ruled)),
        "rule's actor": float(any(option.actors & {a.name for a in e.actor} for e in ruled)),
        "rule's own": float(option.ruled is not None),
        **_pair_features(option, plover),
        **_side_features(option, plover, sentence, scene, roles),
        **roles.features(plover, option.actors, option.recipients, _clause_head(option, sentence, layer)),
    }


def _pair_features(option: Option, plover: str) -> Features:
    scores = _pair_scores(option, plover)
    own = log_odds(scores[plover])
    return {
        "pair": own,
        f"pair {plover}": own,
        "pair any": log_odds(1 - scores[NONE]),
        "guessed actor": float(option.guessed == "actor"),
        "guessed recipient": float(option.guessed == "recipient"),
        "guessed partner": float(option.guessed == "partner"),
        "guessed both": float(option.guessed == "both"),
        "alone": float(plover in JOINT and len(option.actor) == 1),
        "no recipient": float(not option.recipient),
    }


def _pair_scores(option: Option, plover: str) -> Mapping[str, float]:
    return option.pair.scores.plover if option.pair else {plover: _NO_PAIR, NONE: 1 - 2 * _NO_PAIR}


def _side_features(option: Option, plover: str, sentence: Sentence, scene: Scene, roles: Roles) -> Features:
    here = scene.judged.get(sentence.index, ())
    acts = max((j.scores.actor for j in here if option.actors & _names_of(j.mention)), default=0.02)
    suffers = max((j.scores.recipient for j in here if option.recipients & _names_of(j.mention)), default=0.02)
    ordered = [(a, b) for a in option.actors for b in option.recipients]
    return {
        "actor": log_odds(acts),
        "recipient": log_odds(suffers),
        "elsewhere": log_odds(max((scene.elsewhere(plover, p, sentence.index) for p in ordered), default=0.005)),
        "dealings": math.log(0.05 + max((scene.dealings.get(p, 0.0) for p in ordered), default=0.0)),
        "actor's share": _log_share(option.actors, scene),
        "recipient's share": _log_share(option.recipients, scene),
        "grammar": float(any(p in roles.every.pairs for p in ordered)),
        "object": float(bool(option.recipients & roles.every.done_to)),
        "armed actor": float(any(a.kind in ("state", "armed_group") for a in option.actor)),
        "armed recipient": float(any(a.kind in ("state", "armed_group") for a in option.recipient)),
        "unknown actor": float(any(map(_of_no_side, option.actor))),
        "unknown recipient": float(any(map(_of_no_side, option.recipient))),
    }


def _of_no_side(actor: Actor) -> bool:
    """Whether an actor is a man of whom nothing but the name is known: coders have states and groups."""
    return actor.kind == "person" and not actor.country


def _names_of(mention: Mention | None) -> Names:
    return frozenset(a.name for a in sides_of(mention))


def _log_share(names: Names, scene: Scene) -> float:
    return math.log(0.01 + max((scene.share.get(name, 0.0) for name in names), default=0.0))
