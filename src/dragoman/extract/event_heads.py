"""Events on the heads' word: a PLOVER type for each pair of mentions that the heads say one has done to the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.coding import ADDRESSED, counterpart, event_of, sides
from dragoman.extract.context import Context
from dragoman.extract.learned import JudgedPair, Reading, because
from dragoman.model import Actor, Event

_MUTUAL = frozenset({"CONSULT", "AGREE", "RETREAT"})


def events_by_heads(context: Context, reading: Reading, ruled: Sequence[Event]) -> list[Event]:
    """The events of the sentences that the heads say carry one, by their likeliest pair of mentions.

    A sentence's types are judged more surely than a pair's, so the sentence decides whether there is an event and
    the pairs only who does it to whom. Where a rule has read the type in the sentence its arguments stand.
    """
    read = {(e.field, e.start, event.plover) for event in ruled for e in event.evidence}
    found: dict[tuple[int, str, frozenset[str]], Event] = {}
    for pair, plover, probability in _said(reading):
        if (pair.sentence.field, pair.sentence.start, plover) in read:
            continue
        event = _event(pair, plover, probability, context)
        if event is not None:
            key = (pair.sentence.index, plover, frozenset(a.name for a in (*event.actor, *event.recipient)))
            found.setdefault(key, event)
    return _joined(found.values())


def objection(event: Event, reading: Reading) -> str | None:
    """What the heads object to a rule's event: that no sentence of it carries its type; None if they do not."""
    starts = {(e.field, e.start) for e in event.evidence}
    said = [
        reading.sentences[j.sentence.index].events.get(event.plover, 0.0)
        for j in reading.mentions
        if (j.sentence.field, j.sentence.start) in starts
    ]
    if not said or max(said) >= reading.thresholds["events"].objection:
        return None
    return f"heads give {event.plover} in this sentence only {max(said):.2f}"


def _said(reading: Reading) -> Iterator[tuple[JudgedPair, str, float]]:
    """Of each sentence and type that the heads say the likeliest pair, and every other pair that they are sure of."""
    threshold = reading.thresholds["events"]
    by_sentence: dict[int, list[JudgedPair]] = {}
    for pair in reading.pairs:
        by_sentence.setdefault(pair.sentence.index, []).append(pair)
    for index, pairs in by_sentence.items():
        for plover, probability in reading.sentences[index].events.items():
            if probability < threshold.alone:
                continue
            ranked = sorted(pairs, key=lambda p: -p.scores.plover[plover])
            for rank, pair in enumerate(ranked):
                if rank == 0 or pair.scores.plover[plover] >= threshold.correction:
                    yield pair, plover, probability


def _event(pair: JudgedPair, plover: str, probability: float, context: Context) -> Event | None:
    actor, recipient = _sides(pair, plover)
    if not actor or (plover == "CONSULT" and _unrealised(pair)):
        return None
    if not recipient and plover in ADDRESSED:
        recipient = counterpart(context, pair.layer, pair.sentence, actor)
    aux = max(pair.scores.aux, key=lambda name: pair.scores.aux[name])
    reason = because(f"pair.{plover}", probability)
    return event_of(context, pair.layer, _token(pair), actor, recipient, plover, aux, reason)  # type: ignore[arg-type]


def _unrealised(pair: JudgedPair) -> bool:
    """Whether the sentence tells what was to be and is not: "this was to be the first meeting"."""
    judged = (pair.layer.judgements.get(t.i) for t in pair.sentence.span)
    return any(j is not None and j.unrealised for j in judged)


def _sides(pair: JudgedPair, plover: str) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    left = sides(pair.left.actors if pair.left else ())
    right = sides(pair.right.actors if pair.right else ())
    names = {a.name for a in left}
    right = tuple(a for a in right if a.name not in names)
    if plover in ("CONSULT", "AGREE") and right:
        return (*left, *right), ()
    return left, right


def _token(pair: JudgedPair) -> Token:
    """The word whose clause tells the event's mode and context: the verb over the actor, else the sentence's."""
    mention = pair.left or pair.right
    token = pair.layer.doc[mention.head] if mention else pair.sentence.span.root
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), pair.sentence.span.root)


def _joined(found: Iterable[Event]) -> list[Event]:
    """Mutual events of one sentence joined: "A, B and C met" is one event of three, not three of two."""
    groups: dict[tuple[str, int, str], Event] = {}
    rest = []
    for event in found:
        if event.plover not in _MUTUAL or event.recipient:
            rest.append(event)
            continue
        key = (event.evidence[0].field, event.evidence[0].start, event.plover)
        held = groups.get(key)
        groups[key] = replace(held, actor=sides((*held.actor, *event.actor))) if held else event
    return sorted([*groups.values(), *rest], key=lambda e: (e.evidence[0].field == "text", e.evidence[0].start))
