"""Statements: the attributed utterances of an article, the most newsworthy first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.arguments import is_outlet
from dragoman.extract.context import Context
from dragoman.extract.statement_heads import WITHIN, statements_with_heads
from dragoman.extract.turns import speakers_in
from dragoman.language.attribution import Attribution
from dragoman.language.pipeline import Layer, Sentence
from dragoman.model import Actor, Reason, Statement, StatementKind

_DENIAL = frozenset({"deny"})
_NO_COMMENT = frozenset({"no_comment", "refuse_confirm"})
_ASSESSMENT = frozenset({"assess"})


def statements(context: Context) -> list[Statement]:
    """The attributed utterances; what one sentence gives of one speaker and kind is one."""
    told = told_statements(context)
    if context.reading:
        return statements_with_heads(told, context, context.reading)
    return [statement for statement in told if statement.reason.rule != WITHIN]


def told_statements(context: Context) -> list[Statement]:
    """The utterances that grammar finds."""
    return list(_joined([s for layer in context.analysis.layers for s in _of_layer(layer, context)]))


def _of_layer(layer: Layer, context: Context) -> Iterator[Statement]:
    spoken = [attribution for attribution in layer.attributions if context.is_speech(attribution)]
    for attribution, speaker in speakers_in(spoken, layer, context.lexicon):
        record = _statement(attribution, speaker, layer, context)
        if record is not None:
            yield record


def _teller(attribution: Attribution, layer: Layer, context: Context) -> Actor | None:
    """Who says the words that attribute, when somebody else does: "It is harder for Kim to deny it," he said.

    Who only passes on does not count: "Reuters reported that Putin said he was ready" is Putin's, so are "..., the
    agency quoted Putin as saying" and "Putin told Xi, according to the Kremlin".
    """
    first, last = attribution.cue
    around = (
        other
        for other in layer.attributions
        if other.reports
        and other.source != attribution.source
        and not _passes_on(other, layer)
        and any(a <= first and last <= b for a, b in other.content)
    )
    speakers = (context.speaker(other, layer) for other in around)
    return next((speaker for speaker in speakers if speaker is not None and not is_outlet(speaker)), None)


def _passes_on(attribution: Attribution, layer: Layer) -> bool:
    """Whether a source gives another's words: it quotes him, or stands behind "according to"."""
    return attribution.pattern == "according_to" or layer.text[slice(*attribution.cue)].lower().endswith("quoted")


def _statement(attribution: Attribution, speaker: Actor, layer: Layer, context: Context) -> Statement | None:
    sentences = _sentences(attribution, layer)
    if not sentences:
        return None
    cue = layer.doc.char_span(*attribution.cue, alignment_mode="expand")
    judgement = layer.judgements.get(cue.root.i) if cue is not None else None
    if judgement is not None and judgement.negated and attribution.cue_class not in _NO_COMMENT:
        return None
    teller = _teller(attribution, layer, context)
    if teller is not None and (teller.name == speaker.name or (cue is not None and cue.root.tag_ == "VB")):
        return None  # "we are ready," he said; "it is harder for Kim to deny it," he said
    attributed = context.attributed(cue.root, layer) if cue is not None else None
    words = " ".join(layer.text[a:b] for a, b in attribution.content)
    return Statement(
        evidence=tuple(context.analysis.evidence(s) for s in sentences),
        speaker=speaker,
        kind=kind_of(attribution),
        words=" ".join(words.split()),
        verbatim=attribution.kind != "indirect",
        conditional=_conditional(attribution, layer),
        source=attributed["source"] if attributed else "author",
        voice="speaker",
        said_at=context.said_at(attribution, layer),
        reason=Reason(rule=WITHIN if teller else f"statements.{attribution.pattern}", note=attribution.cue_class),
    )


def kind_of(attribution: Attribution) -> StatementKind:
    """The codebook's kind of an attributed utterance."""
    if attribution.cue_class in _DENIAL:
        return "denial"
    if attribution.cue_class in _NO_COMMENT:
        return "non_confirmation"
    if attribution.kind != "indirect":
        return "quote"
    return "assessment" if attribution.cue_class in _ASSESSMENT else "indirect"


def _sentences(attribution: Attribution, layer: Layer) -> list[Sentence]:
    spans = [*attribution.content, attribution.cue]
    return [s for s in layer.sentences if any(s.start < b and a < s.end for a, b in spans)]


def _conditional(attribution: Attribution, layer: Layer) -> bool:
    for start, end in attribution.content:
        span = layer.doc.char_span(start, end, alignment_mode="contract")
        if span is not None and any(t.lower_ in ("if", "unless") for t in span):
            return True
    return False


def _joined(found: Sequence[Statement]) -> Iterator[Statement]:
    """One record for a speaker's utterances of one kind that share a sentence, none counted twice."""
    runs: list[list[Statement]] = []
    last_run: dict[str, int] = {}
    for statement in found:
        number = last_run.get(statement.speaker.name)
        if number is not None and _continues(runs[number][-1], statement):
            runs[number].append(statement)
        else:
            last_run[statement.speaker.name] = len(runs)
            runs.append([statement])
    yield from map(_one_of, runs)


def _continues(before: Statement, after: Statement) -> bool:
    """Whether an utterance goes on in the sentence in which the same speaker's last one of its kind ended."""
    return before.kind == after.kind and before.evidence[-1] == after.evidence[0]


def _one_of(run: Sequence[Statement]) -> Statement:
    """The run as one statement."""
    evidence = {(e.field, e.start): e for s in run for e in s.evidence}
    words = " … ".join(dict.fromkeys(s.words for s in run))
    first = next((s for s in run if s.reason.rule != WITHIN), run[0])
    return replace(first, evidence=tuple(evidence[key] for key in sorted(evidence)), words=words)
