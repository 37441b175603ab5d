"""From token ranges to the character spans of an attribution: quotations completed, final punctuation dropped."""

from dragoman.language.attribution.model import Attribution, Draft, Kind, Page, Range

# Patterns whose content is another paragraph than the cue's sentence.
_ACROSS = ("block", "colon", "signature", "quote")


def finished(draft: Draft, page: Page) -> Attribution | None:
    """The attribution of a draft, or None when nothing of its content is left."""
    cue = _characters(draft.cue, page)
    pieces = _pieces(draft, page)
    spans = tuple(span for piece in pieces if (span := _characters(piece, page)) is not None)
    if cue is None or (draft.content and not spans):
        return None
    source = _characters(draft.source, page) if draft.source else None
    return Attribution(
        source=source,
        source_head=draft.head if source else None,
        cue=cue,
        cue_class=draft.cue_class,
        content=spans,
        kind=_kind(pieces, page),
        pattern=draft.pattern,
        reports=draft.reports,
        negated=draft.negated,
    )


def _pieces(draft: Draft, page: Page) -> list[Range]:
    """The content's pieces without cue and source, merged where they touch."""
    merged: list[Range] = []
    for piece in sorted(_completed(piece, draft, page) for piece in draft.content):
        if merged and piece[0] <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(piece[1], merged[-1][1]))
        else:
            merged.append(piece)
    blocks = [block for block in (draft.cue, draft.source) if block]
    return [part for piece in merged for part in _without(piece, blocks)]


def _completed(piece: Range, draft: Draft, page: Page) -> Range:
    """A piece that ends or begins inside a quotation takes all of it; a quoted cue's piece ends with the quotation."""
    start, end = piece
    own = page.quote_of[draft.cue[0]]
    if own >= 0:
        return max(start, page.quotes[own].start), min(end, page.quotes[own].end)
    start, end = _within_sentence(start, end, draft, page)
    for index in (start, end - 1):
        number = page.quote_of[index] if 0 <= index < len(page.quote_of) else -1
        if number >= 0:
            start, end = min(start, page.quotes[number].start), max(end, page.quotes[number].end)
    return start, end


def _within_sentence(start: int, end: int, draft: Draft, page: Page) -> Range:
    """What is not quoted stays within the cue's sentence, though a parse may run over an empty line."""
    first, last = page.sentence(draft.cue[0])
    if draft.pattern in _ACROSS or page.quote_of[start] >= 0:
        return start, end
    return (max(start, first), min(end, last)) if start < last and end > first else (start, end)


def _without(piece: Range, blocks: list[Range]) -> list[Range]:
    parts = [piece]
    for block in blocks:
        parts = [part for a, b in parts for part in ((a, min(b, block[0])), (max(a, block[1]), b)) if part[0] < part[1]]
    return sorted(set(parts))


def _characters(tokens: Range, page: Page) -> tuple[int, int] | None:
    """The character span of a token range without white space and punctuation at its ends, closing marks kept."""
    start, end = tokens
    while start < end and _trims(page, start, opening=True):
        start += 1
    while start < end and _trims(page, end - 1, opening=False):
        end -= 1
    if start == end:
        return _characters_of_mark(tokens, page)
    last = page.doc[end - 1]
    return page.doc[start].idx, last.idx + len(last)


def _characters_of_mark(tokens: Range, page: Page) -> tuple[int, int] | None:
    """A cue that is itself a mark: the colon of a headline, the dash of a signature."""
    if tokens[1] - tokens[0] != 1 or page.doc[tokens[0]].is_space:
        return None
    token = page.doc[tokens[0]]
    return token.idx, token.idx + len(token)


def _trims(page: Page, index: int, *, opening: bool) -> bool:
    token = page.doc[index]
    if token.is_space:
        return True
    if page.quote_of[index] >= 0:
        return False
    if not token.is_punct:
        return not opening and token.dep_ == "cc" and token.pos_ == "CCONJ"
    return token.text not in (("(", "[", "$", "#") if opening else (")", "]", "%"))


def _kind(pieces: list[Range], page: Page) -> Kind:
    words = [t.i for start, end in pieces for t in page.doc[start:end] if not t.is_punct and not t.is_space]
    quoted = sum(page.quote_of[index] >= 0 for index in words)
    if words and quoted == len(words):
        return "direct"
    return "partial" if quoted else "indirect"
