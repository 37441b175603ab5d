"""Which cue introduces which quotation, by the order of words: parsers are weakest around quotation marks."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Span, Token

from dragoman.language.attribution.cues import cue_span, verb_cues
from dragoman.language.attribution.lexicon import CueEntry
from dragoman.language.attribution.model import Cue, Page, QuoteRange, Range

_TAIL_WORDS = 40
_HEAD_WORDS = 14
_COMMA_LIKE = frozenset({",", "—", "–", "-", "--", "―"})
_ENDS = frozenset({":", ".", "?", "!"})
_INSIDE_NOUN = ("relcl", "acl")


def quote_links(page: Page) -> Mapping[int, tuple[Cue, tuple[Range, ...]]]:
    """For each verb that introduces quotations: its cue and their token ranges, in order.

    A quotation that follows an attributed one with nothing between but the attribution itself continues it, as
    does one that opens the next paragraph while the one before was left open.
    """
    links: dict[int, tuple[Cue, tuple[Range, ...]]] = {}
    previous: tuple[QuoteRange, int] | None = None
    for number, quote in enumerate(page.quotes):
        cue = _cue_of(page, number)
        key = cue.token.i if cue else _continued(page, quote, previous)
        if key is None and (cue := _neighbour(page, number) or _speaker_after(page, number)) is not None:
            key = cue.token.i
        if key is None:
            same = previous is not None and page.sentence(quote.start) == page.sentence(previous[0].start)
            previous = (quote, previous[1]) if previous is not None and same else None
            continue
        pieces = links[key][1] if key in links else ()
        links[key] = (cue or links[key][0], (*pieces, (quote.start, quote.end)))
        previous = (quote, key)
    return links


def quote_cue(token: Token, page: Page) -> Cue | None:
    """The cue of a verb that can introduce a quotation."""
    return next((cue for cue in verb_cues(token, page) if "quote" in cue.entry.frames), None)


def _cue_of(page: Page, number: int) -> Cue | None:
    quote = page.quotes[number]
    if not quote.quotation.whole:
        return None
    return _head_cue(page, number) or _tail_cue(page, number)


def _neighbour(page: Page, number: int) -> Cue | None:
    """The main verb of the sentence before a quotation, when that ends in a colon or its subject is a person.

    "She was blunt. “Nobody wants this war.”" names the speaker though no verb reports.
    """
    quote = page.quotes[number]
    last = _last_word_before(page, quote.start)
    if not quote.quotation.whole or last < 0 or page.quote_of[last] >= 0 or page.doc[last].text not in _ENDS:
        return None
    colon = page.doc[last].text == ":"
    if not colon and "\n" in page.doc[last : quote.start].text:
        return None
    root, subject = _main_clause(page, last)
    if root is None or subject is None or not (colon or _is_person(subject)):
        return None
    return _plain_cue(root)


def _speaker_after(page: Page, number: int) -> Cue | None:
    """The verb of "“…” He was speaking in Geneva", where no other quotation stands between."""
    quote = page.quotes[number]
    if not quote.quotation.whole or quote.end >= len(page.doc) or page.doc[quote.end].is_space:
        return None
    root, subject = _main_clause(page, quote.end)
    if root is None or subject is None or root.lemma_ not in page.lexicon.speaking or root.i < quote.end:
        return None
    return _plain_cue(root) if _is_person(subject) else None


def _main_clause(page: Page, index: int) -> tuple[Token | None, Token | None]:
    """The main verb of a token's sentence and its subject."""
    words = page.doc[slice(*page.sentence(index))]
    root = next((word for word in words if word.dep_ == "ROOT" and word.pos_ in ("VERB", "AUX")), None)
    subject = next((child for child in root.children if child.dep_ == "nsubj"), None) if root is not None else None
    return root, subject


def _is_person(subject: Token) -> bool:
    return subject.lower_ in ("he", "she") or subject.ent_type_ == "PERSON"


def _plain_cue(verb: Token) -> Cue:
    entry = CueEntry(lemma=verb.lemma_, cue_class="say", reports=True, frames=("quote",))
    return Cue(token=verb, entry=entry, span=cue_span(verb, verb), last=verb)


def _last_word_before(page: Page, index: int) -> int:
    last = index - 1
    while last >= 0 and page.doc[last].is_space:
        last -= 1
    return last


def _tail_cue(page: Page, number: int) -> Cue | None:
    """The verb of "…," X said or "…," said X."""
    quote = page.quotes[number]
    if not _runs_on(page, quote):
        return None
    for token in _tail(page, number):
        if token.pos_ == "VERB" and not _is_inside_noun(token):
            cue = quote_cue(token, page)
            if cue is not None:
                return cue
    return None


def _is_inside_noun(verb: Token) -> bool:
    """Whether a verb, or the one it is joined to, says more of a noun: "NAME, who led it and had to shout, said"."""
    return verb.dep_ in _INSIDE_NOUN or (verb.dep_ == "conj" and verb.head.dep_ in _INSIDE_NOUN)


def _runs_on(page: Page, quote: QuoteRange) -> bool:
    """Whether the sentence goes on after the closing mark."""
    if not quote.quotation.closed or quote.end >= len(page.doc):
        return False
    inside = page.words[quote.quotation.start : quote.quotation.end].rstrip()
    following = page.doc[quote.end]
    if following.text in _COMMA_LIKE:
        return True
    if inside[-1:] in ",?!—–-…":
        return not following.is_space
    return following.text[:1].islower()


def _tail(page: Page, number: int) -> Iterator[Token]:
    quote = page.quotes[number]
    end = page.sentence(quote.end)[1]
    if number + 1 < len(page.quotes):
        end = min(end, page.quotes[number + 1].start)
    yield from page.doc[quote.end : min(end, quote.end + _TAIL_WORDS)]


def _head_cue(page: Page, number: int) -> Cue | None:
    """The verb of: X said, "…"; X said: "…"; X told reporters "…"; also across an empty line after a colon."""
    quote = page.quotes[number]
    last = _last_word_before(page, quote.start)
    if last < 0 or (last != quote.start - 1 and page.doc[last].text[-1:] != ":"):
        return None
    return _nearest_before(page, last, _sentence_start(page, last, number))


def _sentence_start(page: Page, last: int, number: int) -> int:
    start = page.sentence(last)[0]
    return max(start, page.quotes[number - 1].end) if number else start


def _nearest_before(page: Page, last: int, start: int) -> Cue | None:
    mark = page.doc[last].text
    announced = mark in _COMMA_LIKE or mark[-1:] == ":"
    reach = _HEAD_WORDS * 3 if mark[-1:] == ":" else _HEAD_WORDS
    for index in range(last, max(start, last - reach) - 1, -1):
        token = page.doc[index]
        if token.pos_ not in ("VERB", "AUX"):
            continue
        cue = quote_cue(token, page) if token.dep_ not in _INSIDE_NOUN or token.tag_ in ("VBG", "VB") else None
        if cue is not None and (announced or _only_hearer(page, cue.span[1], last + 1)):
            return cue
        if not announced:
            return None
    return None


def _only_hearer(page: Page, start: int, end: int) -> bool:
    """Between verb and quotation stand at most the hearer, a time or "that"."""
    return end - start <= 7 and all(token.pos_ not in ("VERB", "PUNCT") for token in page.doc[start:end])


def _continued(page: Page, quote: QuoteRange, previous: tuple[QuoteRange, int] | None) -> int | None:
    """The cue of the quotation before, if this one continues it."""
    if previous is None or not quote.quotation.whole:
        return None
    before, key = previous
    between = page.doc[before.end : quote.start]
    if not before.quotation.closed:
        return key if all(token.is_space for token in between) else None
    if any("\n" in token.text for token in between):
        return key if _fills_paragraph(page, quote) and _only_attributes(between, page) else None
    words = [token for token in between if not token.is_space]
    stops = [token for token in words if token.text in (".", "?", "!")]
    ends = stops == words[-len(stops) :] if stops else all(token.is_punct for token in words)
    return key if ends and len(stops) <= 1 else None


def _fills_paragraph(page: Page, quote: QuoteRange) -> bool:
    """Whether a paragraph is this quotation and no more, so that only the one before can tell who speaks."""
    ends = quote.end >= len(page.doc) or "\n" in page.doc[quote.end].text
    return ends and quote.start > 0 and "\n" in page.doc[quote.start - 1].text


def _only_attributes(between: Span, page: Page) -> bool:
    """Whether between two quotations stand one empty line and the first one's attribution alone, one sentence."""
    words = [token for token in between if not token.is_space]
    lines = sum("\n" in token.text for token in between)
    sentences = {page.sentence(token.i) for token in words}
    return lines == 1 and len(words) <= _TAIL_WORDS and len(sentences) <= 1
