"""The record of one article: all extractors on one analysis, then what follows from their rows together."""

from dataclasses import dataclass
from typing import get_args

from dragoman.actors import KnowledgeBase
from dragoman.config import Config
from dragoman.extract.asking import Asking, load_asking
from dragoman.extract.assessments import assessments
from dragoman.extract.attendance import attendance, with_delegates
from dragoman.extract.conditions import with_condition_states
from dragoman.extract.context import Context
from dragoman.extract.decisions import Decisions, load_decisions
from dragoman.extract.delegations import delegations
from dragoman.extract.events import events
from dragoman.extract.flags import flags
from dragoman.extract.frames import turned_away
from dragoman.extract.issues import IssueWords, load_issues
from dragoman.extract.learned import read_by_heads
from dragoman.extract.levels import with_levels
from dragoman.extract.lexicon import Lexicon, load_lexicon
from dragoman.extract.meeting_candidates import decided_on
from dragoman.extract.meeting_heads import occasions_with_heads
from dragoman.extract.meetings import Cluster, cluster, meeting_reports
from dragoman.extract.occasions import Occasion, kept_by, occasions
from dragoman.extract.positions import positions
from dragoman.extract.relevance import relevance_of
from dragoman.extract.rules import ReportType, RuleSet, index_rules, load_rules
from dragoman.extract.statements import statements
from dragoman.extract.thresholds import Thresholds, load_thresholds
from dragoman.heads import Heads, load_heads
from dragoman.language.pipeline import Analysis, Resources
from dragoman.model import Record, Rejection


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the extractors need beside an analysis, loaded once."""

    rules: RuleSet
    lexicon: Lexicon
    issues: IssueWords
    heads: Heads | None
    thresholds: Thresholds
    decisions: Decisions
    asking: Asking | None = None


def load_extraction(config: Config) -> Extraction:
    """The shipped rules, word classes and issues, and the heads unless the configuration leaves them out.

    Raises:
        ModelError: if a head's file is missing or altered.
        RuleError: if a rule breaks the form.
    """
    return Extraction(
        rules=load_rules() if config.rules else index_rules([]),
        lexicon=load_lexicon(),
        issues=load_issues(),
        heads=load_heads() if config.heads else None,
        thresholds=load_thresholds(),
        decisions=load_decisions(),
        asking=load_asking() if config.heads and not config.every_sentence else None,
    )


def record_of(analysis: Analysis, resources: Resources, extraction: Extraction) -> Record:
    """The record of one analysed article."""
    heads = extraction.heads
    reading = (
        read_by_heads(analysis, heads, extraction.thresholds, extraction.decisions, extraction.asking)
        if heads
        else None
    )
    context = Context(analysis, extraction.rules, extraction.lexicon, resources.attribution, reading)
    return record_in(context, resources.knowledge, extraction.issues)


def turned_away_in(analysis: Analysis, extraction: Extraction) -> tuple[Rejection, ...]:
    """What rules were tried on an article and did not hold, with what was wanting; `record_of` does not keep it."""
    return tuple(
        rejected
        for layer in analysis.layers
        for report in get_args(ReportType)
        for rejected in turned_away(layer, report, extraction.rules, extraction.lexicon)
    )


def record_in(context: Context, knowledge: KnowledgeBase, issues: IssueWords) -> Record:
    """The record that the extractors read in a context."""
    clusters = clusters_in(context)
    coded = events(context, clusters)
    came = attendance(context, clusters)
    said = statements(context)
    sent = delegations(context, clusters)
    comings = with_delegates(came.kept, sent, clusters)
    meetings = meeting_reports(clusters, context.analysis, context.lexicon)
    held = positions(context, issues)
    return Record(
        article=context.analysis.article,
        relevance=relevance_of(context, clusters, coded.kept),
        meetings=tuple(with_levels(meetings, came.kept, sent, context.lexicon)),
        attendance=comings,
        delegations=tuple(sent),
        positions=tuple(with_condition_states(held.kept, came.kept)),
        statements=tuple(said),
        events=coded.kept,
        assessments=tuple(assessments(context)),
        flags=tuple(flags(context, knowledge, clusters, came.kept, said)),
        rejected=(*came.rejected, *held.rejected, *coded.rejected),
    )


def clusters_in(context: Context) -> list[Cluster]:
    """The meetings that an article speaks of, each with its mentions."""
    clusters = cluster(occasions_in(context))
    reading = context.reading
    return decided_on(clusters, context, reading.decisions["meetings"], reading) if reading else clusters


def occasions_in(context: Context) -> list[Occasion]:
    """All mentions of an occasion."""
    published = context.analysis.article.date.best
    found = [kept_by(published, o) for layer in context.analysis.layers for o in occasions(layer, context.lexicon)]
    return occasions_with_heads(found, context, context.reading) if context.reading else found
