"""A brief of one to three pages from the answers of a ledger, as Markdown, HTML, Word or PDF."""

from dragoman.brief.content import Brief, brief_of
from dragoman.brief.writing import SUFFIXES, markdown, write_brief

__all__ = ["SUFFIXES", "Brief", "brief_of", "markdown", "write_brief"]
