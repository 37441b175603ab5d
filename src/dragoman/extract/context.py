"""What every extractor is handed: the analysis of one article and the rules, word classes and helpers to read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TypedDict

from spacy.tokens import Token

from dragoman.extract.arguments import actors_of
from dragoman.extract.learned import Reading
from dragoman.extract.lexicon import Lexicon
from dragoman.extract.rules import RuleSet
from dragoman.extract.speakers import speaker_of
from dragoman.language.attribution import Attribution, AttributionLexicon, source_of, voice_of
from dragoman.language.factuality import Judgement
from dragoman.language.pipeline import Analysis, Layer
from dragoman.language.predicates import below
from dragoman.model import Actor, Factuality, TimeInterval, Voice


class Attributed(TypedDict):
    """Who says a clause, in what voice and how certainly: fields that every report takes."""

    source: str
    source_actor: Actor | None
    voice: Voice
    factuality: Factuality
    said_at: TimeInterval | None


_EARLIER = frozenset({"earlier", "previously", "already", "before"})
_RECENT = timedelta(days=60)  # the codebook: the same crisis within about two weeks is news; slack for loose dating


@dataclass(frozen=True, slots=True)
class Context:
    """One article's analysis with what is needed to read it."""

    analysis: Analysis
    rules: RuleSet
    lexicon: Lexicon
    attribution: AttributionLexicon
    reading: Reading | None = None

    def actors(self, tokens: Iterable[Token], layer: Layer) -> tuple[Actor, ...]:
        """The actors that phrases with these head tokens stand for."""
        return actors_of(tokens, layer, self.lexicon)

    def attributed(self, token: Token, layer: Layer) -> Attributed:
        """Who says the clause of a token; the author when nobody else does."""
        judgement = layer.judgements.get(token.i)
        attribution = self.withheld(token, layer) or source_of(layer.doc, token.i, self._speech(layer))
        actor = self.speaker(attribution, layer) if attribution else None
        return Attributed(
            source=actor.name if actor else "author",
            source_actor=actor,
            voice=self._voice(attribution, actor, layer),
            factuality=judgement.factuality if judgement else "CT+",
            said_at=self.said_at(attribution, layer) if attribution else None,
        )

    def _voice(self, attribution: Attribution | None, speaker: Actor | None, layer: Layer) -> Voice:
        """The voice of a source; what nobody can be named for is no speaker's, it stays the author's."""
        voice = voice_of(layer.doc, attribution.source, self.attribution) if attribution else "author"
        return "author" if speaker is None and voice == "speaker" else voice

    def speaker(self, attribution: Attribution, layer: Layer) -> Actor | None:
        """Who speaks: the actor named, else the words of the source as printed; None when nobody is named."""
        return speaker_of(attribution, layer, self.lexicon)

    def withheld(self, token: Token, layer: Layer) -> Attribution | None:
        """The refusal to comment or confirm that a token stands below: "offered no confirmation of his attendance"."""
        above = {t.idx for t in _within_clause(token)}
        for attribution in layer.attributions:
            if attribution.cue_class in ("no_comment", "refuse_confirm"):
                start, end = attribution.cue
                if any(start <= offset < end for offset in above):
                    return attribution
        return None

    def historical(self, token: Token, layer: Layer) -> bool:
        """Whether a past clause is background: its own judgement or a governor's, or only older dates beside it."""
        over = [layer.judgements[t.i] for t in (token, *token.ancestors) if t.i in layer.judgements]
        if any(j.historical for j in over):
            return True
        if over and (over[0].time == "future" or over[0].planned):
            return False
        return self._only_older_dates(token, layer)

    def _only_older_dates(self, token: Token, layer: Layer) -> bool:
        published = self.analysis.article.date.best
        sentence = layer.sentence_at(token)
        times = [t for t in layer.times if sentence.start <= t.start < sentence.end and t.type == "DATE"]
        days = [t.interval.start if t.modifier == "since" else t.interval.end for t in times if t.interval]
        return published is not None and bool(days) and all(d and d < published - _RECENT for d in days)

    def owners(self, tokens: Iterable[Token], layer: Layer) -> tuple[Actor, ...]:
        """Whose the things are: Russia of "Russia's proposals" and of "several of Russia's proposals"."""
        things = [t for token in tokens for t in (token, *below(token, "of"))]
        return self.actors([c for t in things for c in t.children if c.dep_ in ("poss", "amod", "compound")], layer)

    def _speech(self, layer: Layer) -> list[Attribution]:
        """The attributions whose source has spoken: who "decided to skip" or "refused to go" has not."""
        return [a for a in layer.attributions if self.is_speech(a)]

    def is_speech(self, attribution: Attribution) -> bool:
        """Whether an attribution reports something said, rather than a decision, wish or attitude."""
        return attribution.kind != "indirect" or self.lexicon.has("speech", attribution.cue_class)

    def condition(self, judgement: Judgement | None, layer: Layer) -> str | None:
        """The words of the condition that a clause depends on."""
        if judgement is None or judgement.condition is None:
            return None
        start, end = judgement.condition
        return layer.text[start:end].strip()

    def said_at(self, attribution: Attribution, layer: Layer) -> TimeInterval | None:
        """The time expression in the clause of the cue: "the Kremlin confirmed on Wednesday"."""
        start, end = attribution.cue
        contents = attribution.content
        published = self.analysis.article.date.best
        sentence = next((s for s in layer.sentences if s.start <= start < s.end), None)
        near = [
            t
            for t in layer.times
            if t.interval
            and t.type in ("DATE", "TIME")
            and abs(t.start - end) < 40
            and (sentence is None or sentence.start <= t.start < sentence.end)
            and not (published and t.interval.start and t.interval.start > published)
            and not any(a <= t.start < b for a, b in contents)
        ]
        if near:
            return min(near, key=lambda t: abs(t.start - start)).interval
        cue = layer.doc.char_span(start, end, alignment_mode="expand")
        earlier = cue is not None and any(t.lower_ in _EARLIER for c in cue for t in c.children)
        return TimeInterval(end=published, basis="said earlier") if earlier and published else None


def _within_clause(token: Token) -> Iterator[Token]:
    """The token and its governors, not beyond a coordinated, relative or adverbial clause."""
    yield token
    while token.dep_ not in ("conj", "relcl", "advcl", "ROOT") and token.head is not token:
        token = token.head
        yield token
