"""The record of one article: all extractors on one analysis, then what follows from their rows together."""

from dataclasses import dataclass

from dragoman.extract.assessments import assessments
from dragoman.extract.attendance import attendance
from dragoman.extract.conditions import with_condition_states
from dragoman.extract.context import Context
from dragoman.extract.delegations import delegations
from dragoman.extract.events import events
from dragoman.extract.flags import flags
from dragoman.extract.issues import IssueWords, load_issues
from dragoman.extract.lexicon import Lexicon, load_lexicon
from dragoman.extract.meetings import cluster, meeting_reports
from dragoman.extract.occasions import occasions
from dragoman.extract.positions import positions
from dragoman.extract.relevance import relevance_of
from dragoman.extract.rules import RuleSet, load_rules
from dragoman.extract.statements import statements
from dragoman.language.pipeline import Analysis, Resources
from dragoman.model import Record


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the extractors need beside an analysis, loaded once."""

    rules: RuleSet
    lexicon: Lexicon
    issues: IssueWords


def load_extraction() -> Extraction:
    """The shipped rules, word classes and issues."""
    return Extraction(rules=load_rules(), lexicon=load_lexicon(), issues=load_issues())


def record_of(analysis: Analysis, resources: Resources, extraction: Extraction) -> Record:
    """The record of one analysed article."""
    context = Context(analysis, extraction.rules, extraction.lexicon, resources.attribution)
    found = [o for layer in analysis.layers for o in occasions(layer, extraction.lexicon)]
    clusters = cluster(found)
    coded = events(context, clusters)
    relevance = relevance_of(analysis, clusters, coded)
    came = attendance(context, clusters)
    return Record(
        article=analysis.article,
        relevance=relevance,
        meetings=tuple(meeting_reports(clusters, analysis, extraction.lexicon)),
        attendance=tuple(came),
        delegations=tuple(delegations(context, clusters)),
        positions=tuple(with_condition_states(positions(context, extraction.issues), came)),
        statements=tuple(statements(context)),
        events=tuple(coded),
        assessments=tuple(assessments(context)),
        flags=tuple(flags(analysis, resources)),
    )
