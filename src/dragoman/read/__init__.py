"""Bytes in, articles out: texts, pages, feeds, web archives, tables, folders, listings and addresses.

Importing this package loads no parser and no model; trafilatura and the language identifier are
imported by the first page, or the first text that is not plainly English.
"""

from dragoman.read.columns import Columns, parse_columns
from dragoman.read.html import read_html
from dragoman.read.jsonl import iterate_jsonl, read_jsonl_line
from dragoman.read.limits import PageLimits
from dragoman.read.plain import read_text
from dragoman.read.source import iterate_source, iterate_sources, read_source

__all__ = [
    "Columns", "PageLimits", "iterate_jsonl", "iterate_source", "iterate_sources", "parse_columns", "read_html",
    "read_jsonl_line", "read_source", "read_text",
]  # fmt: skip
