"""Candidates for events: each type that a sentence may tell, with each pair of sides that may have done it."""

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from spacy.tokens import Token

from dragoman.extract.context import Context
from dragoman.extract.decisions import Features, log_odds
from dragoman.extract.event_options import JOINT, Option, options_of
from dragoman.extract.event_roles import Names, Roles, roles_in
from dragoman.extract.event_scene import Scene, names_of, scene_of
from dragoman.extract.learned import Reading
from dragoman.heads import NONE, SentenceScores, best
from dragoman.language.pipeline import Layer, Sentence
from dragoman.language.predicates import verb_over
from dragoman.model import Actor, Aux, Event, PloverType

_FLOOR = 0.08  # a sentence that the heads give a type less surely than this is asked only for what its words tell
_FAINT = 0.03  # and less surely than this for nothing but what a rule tells
_TOGETHER = 2.0
_NO_PAIR = 0.01


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
        if plover == "SANCTION" and roles.lifts and not here:
            continue  # "Washington lifted its sanctions" imposes none
        heard = not (plover == "CONSULT" and _unrealised(sentence, layer))
        options = options_of(sentence, plover, here, scene, roles, heard=heard)
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
    acts = max((j.scores.actor for j in here if option.actors & names_of(j.mention)), default=0.02)
    suffers = max((j.scores.recipient for j in here if option.recipients & names_of(j.mention)), default=0.02)
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


def _log_share(names: Names, scene: Scene) -> float:
    return math.log(0.01 + max((scene.share.get(name, 0.0) for name in names), default=0.0))
