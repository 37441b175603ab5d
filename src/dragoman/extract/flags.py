"""Flags: what not to trust in a report, with the facts that prove it."""

from collections.abc import Iterator

from dragoman.language.pipeline import Analysis, Resources
from dragoman.model import Flag, Reason


def flags(analysis: Analysis, resources: Resources) -> list[Flag]:
    """The doubts about one article."""
    return list(_missing_date(analysis))


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
