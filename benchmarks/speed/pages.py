"""HTML pages to articles, against bare trafilatura on the same pages."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import trafilatura
from benchmarks.speed.turns import by_turns

from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read.page import Page, read_page

_LINKS = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(40))
_ASIDE = "".join(f'<div class="teaser"><a href="/story/{n}"><h3>Story number {n}</h3></a></div>' for n in range(30))


def measured(articles: Sequence[Article]) -> dict[str, Any]:
    """Pages a second of reading (with date, publisher, language and furniture) and of extraction alone."""
    pages = [page_of(article) for article in articles]
    ways: dict[str, Callable[[Sequence[bytes]], Any]] = {
        "trafilatura": lambda some: [trafilatura.extract(data.decode()) for data in some],
        "read": lambda some: [_read(data) for data in some],
    }
    for work in ways.values():
        work(pages[: len(pages) // 4])
    spent = by_turns(ways, pages)
    return {
        "pages": len(pages),
        "bytes a page": sum(map(len, pages)) // len(pages),
        **{f"{name} pages/s": round(len(pages) / one.wall, 1) for name, one in spent.items()},
        "read over trafilatura": spent["read"].over(spent["trafilatura"]),
    }


def _read(data: bytes) -> Article | SourceError:
    try:
        return read_page(Page(data=data, source="page"))
    except SourceError as problem:  # a page of too few words, which costs as much to find out
        return problem


def page_of(article: Article) -> bytes:
    """A page with the article in it, between menus and teasers as news sites have them."""
    day = article.date.best.isoformat() if article.date.best else "2024-01-01"
    body = "".join(f"<p>{escape(line)}</p>" for line in article.text.splitlines() if line.strip())
    title = escape(article.title or "Untitled")
    return (
        f'<!doctype html><html lang="en"><head><title>{title} - The Gazette</title>'
        f'<meta property="article:published_time" content="{day}T08:00:00Z">'
        f'<meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="The Gazette"></head><body><nav><ul>{_LINKS}</ul></nav>'
        f"<main><article><h1>{title}</h1>{body}</article></main><aside>{_ASIDE}</aside>"
        f"<footer><ul>{_LINKS}</ul><p>All rights reserved.</p></footer></body></html>"
    ).encode()
