"""Attributions by punctuation: a headline's colon, a transcript's label, the dash and name under a quotation."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dragoman.language.attribution.model import Draft, Page, QuoteRange, Range

_DASHES = frozenset({"―", "—", "–", "--"})
MARKS = frozenset({":", "-", "―", "—", "–"})
"""How a word ends that may attribute by itself."""
_OPENING = frozenset({'"', "“", "''", "``"})
_NAME_ENDS = frozenset({".", ",", ";", "“", '"'})
_NAMES = ("PERSON", "ORG", "GPE", "NORP")
_MAX_NAME = 6
_MIN_CLAUSE = 3


def typography_drafts(token: Token, page: Page) -> Iterator[Draft]:
    """The attribution that a colon or a dash makes, if it makes one."""
    if token.text == ":":
        yield from _colon(token, page)
    elif token.text[-1:] in _DASHES or token.text in _DASHES:
        yield from _signature(token, page)


def _colon(token: Token, page: Page) -> Iterator[Draft]:
    """Find "Kremlin: no talks" and "Truce near: sources" in headlines, "ANNAN: We will see" in transcripts."""
    start, end = page.sentence(token.i)
    if not start < token.i < end - 1 or (start and not page.doc[start - 1].is_space):
        return
    start += page.doc[start].text in _OPENING
    left, right = page.doc[start : token.i], page.doc[token.i + 1 : end]
    if left.text.lower() in page.lexicon.labels:
        return
    if len(left) and left.text.isupper() and len(left) <= _MAX_NAME:
        yield _colon_draft(left, token.i, (token.i + 1, _paragraph_end(page, token.i)))
    elif _is_name(left, page) and _is_clause(right):
        yield _colon_draft(left, token.i, (token.i + 1, end))
    elif _is_name(right, page) and _is_clause(left):
        yield _colon_draft(right, token.i, (start, token.i))


def _colon_draft(name: Span, colon: int, content: Range) -> Draft:
    return Draft(
        source=(name.start, name.end), head=name.root.i, cue=(colon, colon + 1), cue_class="say", content=(content,),
        pattern="colon", rank=3,
    )  # fmt: skip


def _paragraph_end(page: Page, index: int) -> int:
    while index < len(page.doc) and "\n" not in page.doc[index].text:
        index += 1
    return index


def _is_name(span: Span, page: Page) -> bool:
    """Whether a side of a colon names a source: a name, or a word like "sources" or "ministry"."""
    words = [word for word in span if not word.is_punct and not word.is_space]
    if not 0 < len(words) <= _MAX_NAME or any(w.pos_ not in ("PROPN", "NOUN", "ADJ", "DET") for w in words):
        return False
    voices = page.lexicon.voices.values()
    known = any(word.ent_type_ in _NAMES or any(word.lower_ in v.words for v in voices) for word in words)
    return known or (len(words) == 1 and words[0].text in _persons(page))


def _persons(page: Page) -> set[str]:
    """The words of persons' names anywhere in the document: a surname alone is often missed in a headline."""
    return {word.text for name in page.doc.ents if name.label_ == "PERSON" for word in name}


def _is_clause(span: Span) -> bool:
    verbal = any(word.pos_ in ("VERB", "AUX") for word in span)
    return verbal and sum(word.is_alpha for word in span) >= _MIN_CLAUSE


def _signature(token: Token, page: Page) -> Iterator[Draft]:
    """Find a quotation, a dash and the name of who said it, up to the end of the line."""
    quote = _signed_quote(token, page)
    name = _name_after(token, page) if quote is not None else None
    if quote is None or name is None or not len(name):
        return
    if name[0].text[:1].isupper() and (name[-1].text[:1].isupper() or name[-1].is_punct):
        content = ((quote.start, min(quote.end, token.i)),)
        yield Draft(
            source=(name.start, name.end), head=name.root.i, cue=(token.i, token.i + 1), cue_class="say",
            content=content, pattern="signature",
        )  # fmt: skip


def _signed_quote(token: Token, page: Page) -> QuoteRange | None:
    """The whole quotation that ends just before a dash, or within its token where no space was set."""
    before = token.i - (token.text in _DASHES)
    while before >= 0 and page.doc[before].is_space:
        before -= 1
    number = page.quote_of[before] if before >= 0 else -1
    if number < 0:
        return None
    quote = page.quotes[number]
    return quote if quote.end - 1 <= before and quote.quotation.whole else None


def _name_after(token: Token, page: Page) -> Span:
    start = token.i + 1
    while start < len(page.doc) and page.doc[start].is_space and "\n" not in page.doc[start].text:
        start += 1
    end, stop = start, min(len(page.doc), start + _MAX_NAME)
    while end < stop and not page.doc[end].is_space and page.doc[end].text not in _NAME_ENDS:
        end += 1
    return page.doc[start:end]
