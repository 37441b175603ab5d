"""Markdown as one HTML page without scripts or outside requests."""

from html import escape
from importlib.resources import files

from dragoman.brief.markup import parser, title_of


def html_page(text: str) -> str:
    """The page; raw HTML in the text is shown as text."""
    style = (files("dragoman") / "data" / "brief" / "brief.css").read_text(encoding="utf-8")
    body = parser().render(text)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title_of(text))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
