"""What an attribution is, and the page on which attributions are looked for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc, Token

from dragoman.language.attribution.lexicon import AttributionLexicon, CueEntry
from dragoman.language.quotations import Quotation, marked_span, outermost, quotations_in

Kind = Literal["direct", "partial", "indirect"]
_MAX_SENTENCE = 400
Range = tuple[int, int]
"""Half-open range of token indices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says or thinks what, by which words. All spans are half-open offsets (code points) in ``doc.text``.

    Attributes:
        source: span of the source's noun phrase, or None when the text names none ("was rumoured").
        source_head: index of the token that heads the source, or None.
        cue: span of the words that attribute: "said", "according to", "in his words", a headline's colon.
        cue_class: the lexicon's class of the cue: say, deny, confirm, demand, rumour, no_comment ...
        content: what is attributed, in one or several pieces; empty when nothing was given ("no comment").
        kind: direct when all of the content is quoted, partial when some of it is, else indirect.
        pattern: the pattern that found it.
        reports: the cue reports speech; False for thoughts, wishes and attitudes, whose holder need not have spoken.
        negated: the cue is denied ("did not say").
    """

    source: tuple[int, int] | None
    source_head: int | None
    cue: tuple[int, int]
    cue_class: str
    content: tuple[tuple[int, int], ...]
    kind: Kind
    pattern: str
    reports: bool = True
    negated: bool = False

    def over(self, token: Token) -> Iterator[tuple[int, int]]:
        """The pieces of the content in which a token stands as a whole."""
        return ((start, end) for start, end in self.content if start <= token.idx and token.idx + len(token) <= end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A reporting word in a text.

    Attributes:
        token: the verb, noun or adjective.
        entry: its entry in the lexicon.
        span: token range of the cue with auxiliaries, negation and particles.
        last: its particle or preposition, or the token itself.
        negated: a negation stands with it.
    """

    token: Token
    entry: CueEntry
    span: Range
    last: Token
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution in tokens, before its spans are trimmed.

    Attributes:
        rank: which of two drafts for one cue is kept; the lower wins.
    """

    source: Range | None
    head: int | None
    cue: Range
    cue_class: str
    content: tuple[Range, ...]
    pattern: str
    reports: bool = True
    negated: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRange:
    """A quotation in tokens, its marks included."""

    quotation: Quotation
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document with what every pattern asks of it.

    Attributes:
        doc: the analysed text.
        lexicon: the reporting words.
        quotes: outermost quotations in order.
        quote_of: for each token the index of its quotation in ``quotes``, or -1.
        sentences: for each token its sentence, which never crosses a line and is never longer than 400 tokens.
        words: the document's text.
        starts: the first character of each token.
        lowered: each token in small letters.
    """

    doc: Doc
    lexicon: AttributionLexicon
    quotes: tuple[QuoteRange, ...]
    quote_of: tuple[int, ...] = field(repr=False)
    sentences: tuple[Range, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    lowered: tuple[str, ...] = field(repr=False)
    words: str = field(repr=False)

    def sentence(self, index: int) -> Range:
        """The sentence of a token."""
        return self.sentences[index]

    def text(self, index: int) -> str:
        """The lower-cased token at an index, empty outside the document."""
        return self.lowered[index] if 0 <= index < len(self.lowered) else ""


def page_of(doc: Doc, lexicon: AttributionLexicon) -> Page:
    """The page of a document: its outermost quotations and sentences by token."""
    tokens, words = tuple(doc), doc.text
    starts = tuple(token.idx for token in tokens)
    quotes = tuple(_quote_ranges(words, starts))
    quote_of = [-1] * len(doc)
    for number, quote in enumerate(quotes):
        quote_of[quote.start : quote.end] = [number] * (quote.end - quote.start)
    return Page(
        doc=doc,
        lexicon=lexicon,
        quotes=quotes,
        quote_of=tuple(quote_of),
        sentences=tuple(_sentences(tokens)),
        starts=starts,
        lowered=tuple(token.lower_ for token in tokens),
        words=words,
    )


def _quote_ranges(text: str, starts: Sequence[int]) -> list[QuoteRange]:
    ranges = []
    for quotation in outermost(quotations_in(text)):
        start, end = marked_span(text, quotation)
        first, last = _token_at(starts, start), _token_at(starts, end - 1)
        if 0 <= first <= last:
            ranges.append(QuoteRange(quotation=quotation, start=first, end=last + 1))
    return [quote for number, quote in enumerate(ranges) if not number or quote.start >= ranges[number - 1].end]


def _token_at(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _sentences(tokens: Sequence[Token]) -> list[Range]:
    """The parser's sentences, cut at line ends, which it does not always respect, and where they have no end."""
    cuts = [0]
    for before, token in pairwise(tokens):
        if token.is_sent_start or "\n" in before.text or token.i - cuts[-1] >= _MAX_SENTENCE:
            cuts.append(token.i)
    cuts.append(len(tokens))
    return [span for span in pairwise(cuts) for _ in range(*span)]
