"""What a page's head, its JSON-LD and its first heading tell of the article."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.model import DateBasis
from dragoman.read.jsonld import article_nodes, names_of, text_of

_SEPARATOR = re.compile(r"\s+(?:[|–—·»-]|::)\s+")
_NOT_A_NAME = re.compile(r"https?://|@|^username$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What a page says about its article; None and empty where it says nothing.

    Attributes:
        title: the headline.
        publisher: the outlet's name.
        byline: the authors, joined by "; ".
        language: the first part of the page's language tag, lower case.
        canonical_url: the page's own address for itself; AMP pages name the full page.
        amp: whether the page is an AMP page.
        published: printed dates of publication, the most trusted first.
        modified: printed dates of the last change.
        body: the article's text as JSON-LD gives it.
    """

    title: str = ""
    publisher: str | None = None
    byline: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    amp: bool = False
    published: tuple[tuple[DateBasis, str], ...] = ()
    modified: tuple[tuple[DateBasis, str], ...] = ()
    body: str | None = None


def read_metadata(tree: Any, json_ld: tuple[str, ...]) -> PageMetadata:
    """The metadata of a parsed page (an lxml element) and of its JSON-LD blocks."""
    nodes = article_nodes(json_ld)
    metas = _metas(tree)
    publisher = _publisher(nodes, metas) or _window_publisher(tree)
    return PageMetadata(
        title=_title(tree, nodes, metas, publisher),
        publisher=publisher,
        byline=_byline(nodes, metas),
        language=_language(tree),
        canonical_url=_canonical(tree, metas),
        amp="amp" in tree.attrib or "⚡" in tree.attrib,
        published=_dates(nodes, metas, tree, "published"),
        modified=_dates(nodes, metas, tree, "modified"),
        body=next((body for node in nodes if isinstance(body := node.get("articleBody"), str)), None),
    )


def _metas(tree: Any) -> dict[str, str]:
    """The page's ``meta`` values by lower-case name, property or itemprop; the first of each counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            if content and (name := element.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    return found


def _publisher(nodes: Iterable[Mapping[str, Any]], metas: Mapping[str, str]) -> str | None:
    named = (text_of(node.get("publisher")) for node in nodes)
    return _first(metas.get("og:site_name"), *named, metas.get("application-name"))


def _window_publisher(tree: Any) -> str | None:
    """The outlet that a window title names after the page's own heading (``Talks resume - Gazette``)."""
    window = _window_title(tree) or ""
    parts = list(_SEPARATOR.finditer(window))
    if not parts or _folded(window[: parts[-1].start()]) not in {_folded(heading) for heading in _headings(tree)}:
        return None
    return window[parts[-1].end() :] or None


def _headings(tree: Any) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.iter("h1")]


def _window_title(tree: Any) -> str | None:
    return next((" ".join(element.text_content().split()) for element in tree.iter("title")), None)


def _byline(nodes: Iterable[Mapping[str, Any]], metas: Mapping[str, str]) -> str | None:
    for node in nodes:
        if names := [name for name in names_of(node.get("author")) if not _NOT_A_NAME.search(name)]:
            return "; ".join(names)
    printed = (metas.get(name) for name in _names("author"))
    return next((name for name in printed if name and not _NOT_A_NAME.search(name)), None)


def _title(tree: Any, nodes: Iterable[Mapping[str, Any]], metas: Mapping[str, str], publisher: str | None) -> str:
    """The headline: the only ``h1`` as printed, else the JSON-LD headline, the share title, the window title."""
    headings = _headings(tree)
    only = headings[0] if len(set(headings)) == 1 and headings[0] != publisher else None
    headlines = (text_of(node.get("headline")) for node in nodes)
    return without_publisher(_first(only, *headlines, metas.get("og:title"), _window_title(tree)) or "", publisher)


def without_publisher(title: str, publisher: str | None) -> str:
    """``title`` without a last part that names the outlet (`` - Gazette``, `` | Gazette News``)."""
    parts = list(_SEPARATOR.finditer(title))
    if not parts or not publisher:
        return title
    tail = title[parts[-1].end() :].lower()
    known = publisher.lower()
    return title[: parts[-1].start()] if tail in known or known in tail or _folded(known) in _folded(tail) else title


def _folded(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _language(tree: Any) -> str | None:
    tag = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    code = re.split(r"[-_]", tag.strip().lower())[0]
    # anything can stand there; only what can be a code is ever shown
    return code if re.fullmatch("[a-z]{2,3}", code) else None


def _canonical(tree: Any, metas: Mapping[str, str]) -> str | None:
    links = (
        element.get("href")
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    )
    return next((url.strip() for url in (*links, metas.get("og:url")) if url and url.strip().startswith("http")), None)


def _dates(
    nodes: Iterable[Mapping[str, Any]], metas: Mapping[str, str], tree: Any, kind: str
) -> tuple[tuple[DateBasis, str], ...]:
    """Printed dates of a kind, from JSON-LD, from ``meta`` in the order of the names' list, from ``time`` elements."""
    key = "datePublished" if kind == "published" else "dateModified"
    json_ld: list[tuple[DateBasis, str]] = [
        ("json_ld", value) for node in nodes if isinstance(value := node.get(key), str)
    ]
    meta: list[tuple[DateBasis, str]] = [("meta", metas[name]) for name in _names(kind) if name in metas]
    marked: list[tuple[DateBasis, str]] = [("meta", value) for value in _marked_times(tree, key)]
    return (*json_ld, *meta, *marked)


def _marked_times(tree: Any, itemprop: str) -> list[str]:
    """The values of ``time`` elements that are marked as this kind of date."""
    marks = {itemprop} | ({"pubdate"} if itemprop == "datePublished" else set())
    return [
        value
        for element in tree.iter("time")
        if marks & {element.get("itemprop"), *element.attrib.keys()} and (value := element.get("datetime"))
    ]


@cache
def _names(kind: str) -> tuple[str, ...]:
    path = files("dragoman") / "data" / "read" / "meta_names.yml"
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8"))[kind])


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)
