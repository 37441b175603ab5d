"""Attributions set off by commas: "…, the Kremlin confirmed on Wednesday", "the talks, he said, were over".

The parser often takes the clause before for the main one, so these are read from the order of words.
"""

from dragoman.language.attribution.model import Cue, Page, Range

_SET_OFF = frozenset({",", "—", "–", "--", "-", "―"})
_ADJUNCTS = ("prep", "npadvmod", "advmod", "dobj", "dative", "advcl", "agent", "prt")
_COLON_REACH = 10
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_GOES_ON = ("WDT", "WP", "WRB", "VBG", "VBN", "CC")


def around(cue: Cue, source: Range | None, page: Page) -> tuple[Range, ...]:
    """What stands around a source and its verb that are set off by commas; empty when they are not."""
    if source is None or page.quote_of[cue.token.i] >= 0 or not _adjacent(source, cue.span):
        return ()
    group = (min(source[0], cue.span[0]), max(source[1], cue.span[1]))
    if page.text(group[0] - 1) == "as":
        group = (group[0] - 1, group[1])
    start, end = page.sentence(cue.token.i)
    if page.text(group[0]) == "as" and group[0] == start:
        return _opening(cue, group, end, page)
    if not _set_off(page, group[0], start):
        return ()
    start = _quote_start(page, group[0], start)
    before = (start, group[0])
    stop = _group_end(cue, group[1], end, page)
    if any(token.tag_ in _FINITE for token in page.doc[group[1] : stop]):
        return ()  # "he wept, as the envoy warned more would die": what follows the verb is its own clause
    after = (stop + 1, end)
    if stop < end and page.text(stop) in _SET_OFF and _resumes(page, before, after):
        return before, after
    return (before,) if _is_said(page, before) else ()


def _opening(cue: Cue, group: Range, end: int, page: Page) -> tuple[Range, ...]:
    """As X has said, …: what follows the comma."""
    stop = _group_end(cue, group[1], end, page)
    return ((stop + 1, end),) if stop + 1 < end and page.text(stop) in _SET_OFF else ()


def _adjacent(source: Range, cue: Range) -> bool:
    return source[1] == cue[0] or cue[1] == source[0]


def _set_off(page: Page, index: int, start: int) -> bool:
    if index <= start:
        return False
    mark = page.text(index - 1)
    return mark in _SET_OFF or page.quote_of[index - 1] >= 0


def _quote_start(page: Page, index: int, start: int) -> int:
    """The start of the sentence, or of a quotation that began in an earlier one."""
    for position in (index - 1, index - 2):
        if position >= 0 and page.quote_of[position] >= 0:
            return min(start, page.quotes[page.quote_of[position]].start)
    return start


def _is_said(page: Page, before: Range) -> bool:
    words = [token for token in page.doc[before[0] : before[1]] if token.is_alpha]
    if not words or words[0].tag_ in ("WDT", "WP"):
        return False
    # An adverbial alone ("On Monday, he said ...") is not what was said.
    return len(words) > 1 and not (words[0].pos_ == "ADP" and not any(t.pos_ in ("VERB", "AUX") for t in words))


def _group_end(cue: Cue, group_end: int, end: int, page: Page) -> int:
    """Where the attributing clause ends: after its adjuncts, at a comma or the end of the sentence."""
    stop = group_end
    for child in sorted(cue.token.children, key=lambda item: item.i):
        if child.i >= group_end and child.dep_ in _ADJUNCTS and child.left_edge.i <= stop:
            stop = max(stop, min(child.right_edge.i + 1, end))
    while stop < end and page.text(stop) not in _SET_OFF and not page.doc[stop].is_punct:
        stop += 1
    return stop


def _resumes(page: Page, before: Range, after: Range) -> bool:
    """Whether the words after the parenthesis go on with the clause before it."""
    words = [token for token in page.doc[after[0] : after[1]] if not token.is_punct and not token.is_space]
    if not words or words[0].tag_ in _GOES_ON or words[0].lower_ in ("adding", "but", "and", "while", "although"):
        return False
    finite = any(
        token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "TO") for token in page.doc[before[0] : before[1]]
    )
    return not finite or words[0].pos_ in ("VERB", "AUX", "PRON", "ADP", "DET", "NOUN", "PROPN", "PART", "ADV", "SCONJ")


def following_block(cue: Cue, page: Page) -> tuple[Range, ...]:
    """The paragraph after a sentence that ends in a colon at the end of its own: "The minister added:"."""
    end = page.sentence(cue.token.i)[1]
    last = end - 1
    while last > cue.token.i and page.doc[last].is_space:
        last -= 1
    if page.text(last) != ":" or last == end - 1 or last - cue.token.i > _COLON_REACH or end >= len(page.doc):
        return ()
    stop = end
    while stop < len(page.doc) and "\n" not in page.doc[stop].text:
        stop += 1
    return ((end, stop),)
