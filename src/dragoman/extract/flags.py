"""Flags: what not to trust in a report, with the facts that prove it and the sentence."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from dragoman.actors import Finding, KnowledgeBase, check_office
from dragoman.extract.context import Context
from dragoman.extract.meetings import Cluster
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Analysis, Layer
from dragoman.model import Attendance, Flag, Reason, Statement

_SAME_QUOTE = (60, 97)  # rapidfuzz token-sort ratio: below are other words, above is the same quotation again
_SETTLED = frozenset({"declined", "withdrew", "absent", "attended"})


def flags(
    context: Context, knowledge: KnowledgeBase, clusters: Sequence[Cluster], attendance: Sequence[Attendance],
    statements: Sequence[Statement],
) -> list[Flag]:  # fmt: skip
    """The doubts about one article, each with its basis."""
    return [
        *_missing_date(context.analysis),
        *_offices(context, knowledge),
        *_first_since(context.analysis, clusters),
        *_quote_variants(statements),
        *_overtaken_quotes(statements, attendance),
    ]


def _missing_date(analysis: Analysis) -> Iterator[Flag]:
    article = analysis.article
    if article.date.best is None and analysis.sentences:
        yield Flag(
            evidence=(analysis.evidence(analysis.sentences[0]),),
            kind="missing_date",
            problem="the article has no publication date: weekdays and offices cannot be checked",
            basis="no date in the page, its address, a dateline or the first lines",
            reason=Reason(rule="flags.missing-date"),
        )


def _offices(context: Context, knowledge: KnowledgeBase) -> Iterator[Flag]:
    """Offices printed wrongly, each person and problem once, at its first sentence."""
    found = (
        (mention, finding, layer)
        for layer in context.analysis.layers
        for mention in layer.mentions
        for finding in _findings(mention, layer, context, knowledge)
    )
    first = {(m.actor.name if m.actor else m.text, f.kind): (m, f, layer) for m, f, layer in reversed(list(found))}
    for mention, finding, layer in reversed(first.values()):
        yield Flag(
            evidence=(context.analysis.evidence(layer.sentence_at(layer.doc[mention.head])),),
            kind=finding.kind,
            problem=finding.problem,
            basis=finding.basis,
            reason=Reason(rule=f"flags.{finding.kind.replace('_', '-')}"),
        )


def _findings(mention: Mention, layer: Layer, context: Context, knowledge: KnowledgeBase) -> tuple[Finding, ...]:
    """What is wrong with the office printed; a sentence about the past may give the office of then."""
    if mention.link is None:
        return ()
    found = check_office(mention.link, kb=knowledge, on=context.analysis.article.date.best)
    if found and context.historical(layer.doc[mention.head], layer):
        return tuple(f for f in found if f.kind == "wrong_former")
    return found


def _first_since(analysis: Analysis, clusters: Sequence[Cluster]) -> Iterator[Flag]:
    """A "first since 2019" where the same article tells of one held later between the same people."""
    told = [c for c in clusters if any(o.time and o.time.basis == "since" for o in c.occasions)]
    for claim, other in ((c, o) for c in told for o in clusters if o is not c and o.historical):
        since, later = _year(claim), _year(other)
        same = len(_names(claim) & _names(other)) >= 2
        if since and later and later > since and same:
            occasion = other.occasions[0]
            yield Flag(
                evidence=tuple(analysis.evidence(c.occasions[0].sentence) for c in (claim, other)),
                kind="imprecise_first",
                problem=f"called the first since {since}, but {occasion.label!r} of {later} is told too",
                basis="the article itself",
                reason=Reason(rule="flags.imprecise-first"),
            )


def _names(cluster: Cluster) -> set[str]:
    """Those who meet by name: delegations that met say nothing of a first meeting of leaders."""
    return {a.name for o in cluster.occasions for m in o.participants for a in m.actors}


def _year(cluster: Cluster) -> int | None:
    starts = [o.time.start for o in cluster.occasions if o.time and o.time.start]
    return starts[0].year if starts else None


def _quote_variants(statements: Iterable[Statement]) -> Iterator[Flag]:
    """One speaker's words printed twice, between quotation marks and not alike."""
    quoted = [s for s in statements if s.verbatim and len(s.words.split()) >= 5]
    for one, other in combinations(quoted, 2):
        likeness = fuzz.token_sort_ratio(one.words, other.words)
        if one.speaker.name == other.speaker.name and _SAME_QUOTE[0] <= likeness < _SAME_QUOTE[1]:
            yield Flag(
                evidence=(*one.evidence, *other.evidence),
                kind="quote_variant",
                problem=f"{one.speaker.name} is quoted twice in different words",
                basis=f"the two quotations agree to {likeness:.0f} %",
                reason=Reason(rule="flags.quote-variant"),
            )


def _overtaken_quotes(statements: Iterable[Statement], attendance: Sequence[Attendance]) -> Iterator[Flag]:
    """A quoted "if Putin does not arrive" in a report that tells that he will not: said earlier, or misplaced."""
    persons = [r for r in attendance if r.who.kind == "person" and not r.historical]
    settled = {r.who.name: r for r in persons if r.status in _SETTLED}
    for statement in statements:
        for name, row in settled.items():
            if statement.conditional and statement.verbatim and name.split()[-1] in statement.words:
                yield Flag(
                    evidence=(*statement.evidence, row.evidence[0]),
                    kind="misplaced_quote",
                    problem=f"the quotation leaves open what the report tells as settled: {name} {row.status}",
                    basis=f"{name} {row.status} by {row.source}",
                    reason=Reason(rule="flags.misplaced-quote"),
                )
