"""What the heads say of occasions: those they do not bear out go, those that grammar missed come in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.arguments import is_outlet
from dragoman.extract.context import Context
from dragoman.extract.learned import Judged, Reading
from dragoman.extract.occasions import Occasion, keeps_away
from dragoman.heads import SentenceScores, best
from dragoman.language.coreference import party_of
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer, Sentence

_IN_WORDS = frozenset({"under_way", "cancelled", "postponed", "collapsed"})
"""Standings that grammar gives only where words tell them: "the talks are under way", "the summit was called off"."""

_TOLD = 0.3  # from which probability of a meeting on a sentence's sides may stand before it
_BACK = 2  # sentences that they may stand before it


def occasions_with_heads(found: Sequence[Occasion], context: Context, reading: Reading) -> list[Occasion]:
    """The occasions as far as the heads bear them out, completed by parties that they name, and those they add."""
    least = reading.thresholds.objection
    kept = [o for o in found if o.outcome or reading.sentences[o.sentence.index].types["meetings"] >= least]
    alone = {o.sentence.index for o in kept if sum(p.sentence.index == o.sentence.index for p in kept) == 1}
    completed = [_completed(o, reading) if o.sentence.index in alone else o for o in kept]
    spoken_of = {o.sentence.index for o in completed}
    added = [o for o in _added(context, reading) if o.sentence.index not in spoken_of]
    sentences = {s.index: s for s in context.analysis.sentences}
    every = [_carried_on(o, sentences, reading) for o in (*completed, *added)]
    return sorted(every, key=lambda o: (o.sentence.index, o.token.i))


def _completed(occasion: Occasion, reading: Reading) -> Occasion:
    if occasion.attendees or occasion.outcome:
        return occasion  # grammar has read what the sentence tells: who comes to it, or how it ended
    scores = reading.sentences[occasion.sentence.index]
    status, probability = best(scores.meetings)
    aside = occasion.background or keeps_away(occasion)  # "decided not to attend the talks" leaves the talks standing
    if probability >= reading.thresholds.correction and not aside and occasion.status not in _IN_WORDS:
        occasion = replace(occasion, status=status, assumed=False)  # type: ignore[arg-type]
    sides = {party_of(a) for m in occasion.participants for a in m.actors}
    refers_back = occasion.definite and not occasion.participants
    if len(sides) < 2 and not refers_back:
        known = (*occasion.participants, *occasion.mediators)
        more = tuple(m for m in _parties(occasion.sentence, reading) if m not in known)
        occasion = replace(occasion, participants=(*occasion.participants, *more))
    return occasion


def _carried_on(occasion: Occasion, sentences: Mapping[int, Sentence], reading: Reading) -> Occasion:
    """The occasion with the sides that a sentence just before has meeting, where its own tells of none.

    So "Nuclear talks went on in Muscat" after "Iran and the United States exchanged drafts". A person of another side
    in its own sentence speaks against it: "Putin hinted at further talks" are not those of the two.
    """
    here = occasion.sentence.index
    told = reading.sentences[here].types["meetings"] >= _TOLD
    if occasion.participants or occasion.attendees or occasion.definite or not told:
        return occasion
    before = (sentences[here - back] for back in range(1, _BACK + 1) if here - back in sentences)
    named = (_parties(s, reading) for s in before if s.field == occasion.sentence.field)
    sides = next((m for m in named if _several(m)), ())
    known = {party_of(a) for m in sides for a in m.actors}
    inside = (a for j in reading.mentions if j.sentence.index == here for a in j.mention.actors)
    others = any(a.kind == "person" and party_of(a) not in known for a in inside)
    return occasion if others else replace(occasion, participants=sides)


def _parties(sentence: Sentence, reading: Reading) -> tuple[Mention, ...]:
    said = [j for j in reading.mentions if j.sentence.index == sentence.index and _meets(j, reading)]
    return tuple(j.mention for j in said)


def _meets(judged: Judged, reading: Reading) -> bool:
    likely = judged.scores.party >= reading.thresholds.party
    told = judged.mention.actors
    return likely and bool(told) and not is_outlet(told[0]) and not judged.only_owner


def _added(context: Context, reading: Reading) -> Iterator[Occasion]:
    for layer in context.analysis.layers:
        for sentence in layer.sentences:
            scores = reading.sentences[sentence.index]
            parties = _parties(sentence, reading)
            if scores.types["meetings"] >= reading.thresholds.alone and _several(parties):
                yield _occasion(sentence, layer, scores, parties, context, reading)


def _several(mentions: Iterable[Mention]) -> bool:
    """Whether more than one side is named; a person of no known side is none beside a side that is."""
    actors = [a for m in mentions for a in m.actors]
    sides = {party_of(a) for a in actors if a.kind != "person" or a.party or a.country}
    return len(sides) > 1 or (not sides and len({party_of(a) for a in actors}) > 1)


def _occasion(
    sentence: Sentence, layer: Layer, scores: SentenceScores, parties: tuple[Mention, ...], context: Context,
    reading: Reading,
) -> Occasion:  # fmt: skip
    token = _named(sentence, context) or sentence.span.root
    mediators = [
        j.mention
        for j in reading.mentions
        if j.sentence.index == sentence.index and j.scores.mediator >= reading.thresholds.mediator
    ]
    return Occasion(
        sentence=sentence,
        layer=layer,
        token=token,
        kind="talks",
        participants=parties,
        mediators=tuple(m for m in mediators if m not in parties),
        status=best(scores.meetings)[0],  # type: ignore[arg-type]
        judgement=layer.judgements.get(token.i),
        governor=token,
    )


def _named(sentence: Sentence, context: Context) -> Token | None:
    """The sentence's first noun that can name an occasion."""
    return next((t for t in sentence.span if context.lexicon.has("occasions", t.lemma_.lower())), None)
