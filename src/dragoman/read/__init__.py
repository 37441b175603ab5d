"""Bytes in, articles out: plain text, HTML and AMP pages, and JSON lines.

Importing this package loads no parser and no model; trafilatura and the language identifier are
imported by the first page, or the first text that is not plainly English.
"""

from dragoman.read.html import read_html
from dragoman.read.jsonl import iterate_jsonl, read_jsonl_line
from dragoman.read.limits import PageLimits
from dragoman.read.plain import read_text
from dragoman.read.source import iterate_source, read_source

__all__ = ["PageLimits", "iterate_jsonl", "iterate_source", "read_html", "read_jsonl_line", "read_source", "read_text"]
