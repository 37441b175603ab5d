"""The record of one article: all extractors on one analysis, then what follows from their rows together."""

from dataclasses import dataclass

from dragoman.config import Config
from dragoman.extract.assessments import assessments
from dragoman.extract.attendance import attendance
from dragoman.extract.conditions import with_condition_states
from dragoman.extract.context import Context
from dragoman.extract.delegations import delegations
from dragoman.extract.events import events
from dragoman.extract.flags import flags
from dragoman.extract.issues import IssueWords, load_issues
from dragoman.extract.learned import read_by_heads
from dragoman.extract.lexicon import Lexicon, load_lexicon
from dragoman.extract.meeting_heads import occasions_with_heads
from dragoman.extract.meetings import cluster, meeting_reports
from dragoman.extract.occasions import occasions
from dragoman.extract.positions import positions
from dragoman.extract.relevance import relevance_of
from dragoman.extract.rules import RuleSet, index_rules, load_rules
from dragoman.extract.statements import statements
from dragoman.heads import Heads, load_heads
from dragoman.language.pipeline import Analysis, Resources
from dragoman.model import Record


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the extractors need beside an analysis, loaded once."""

    rules: RuleSet
    lexicon: Lexicon
    issues: IssueWords
    heads: Heads | None


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
    )


def record_of(analysis: Analysis, resources: Resources, extraction: Extraction) -> Record:
    """The record of one analysed article."""
    reading = read_by_heads(analysis, extraction.heads) if extraction.heads else None
    context = Context(analysis, extraction.rules, extraction.lexicon, resources.attribution, reading)
    found = [o for layer in analysis.layers for o in occasions(layer, extraction.lexicon)]
    if reading is not None:
        found = occasions_with_heads(found, context, reading)
    clusters = cluster(found)
    coded = events(context, clusters)
    relevance = relevance_of(context, clusters, coded.kept)
    came = attendance(context, clusters)
    said = statements(context)
    held = positions(context, extraction.issues)
    return Record(
        article=analysis.article,
        relevance=relevance,
        meetings=tuple(meeting_reports(clusters, analysis, extraction.lexicon)),
        attendance=came.kept,
        delegations=tuple(delegations(context, clusters)),
        positions=tuple(with_condition_states(held.kept, came.kept)),
        statements=tuple(said),
        events=coded.kept,
        assessments=tuple(assessments(context)),
        flags=tuple(flags(context, resources.knowledge, clusters, came.kept, said)),
        rejected=(*came.rejected, *held.rejected, *coded.rejected),
    )
