"""Who says or thinks what in a document, by grammar, quotation marks and a lexicon of reporting words."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from dragoman.language.attribution.cues import verb_cues
from dragoman.language.attribution.escape import beside
from dragoman.language.attribution.frames import FRAMES, rest
from dragoman.language.attribution.lexicon import AttributionLexicon, default_lexicon
from dragoman.language.attribution.model import Attribution, Cue, Draft, Page, Range, page_of
from dragoman.language.attribution.nominals import PREDICATIVE, nominal_drafts
from dragoman.language.attribution.parenthesis import around, following_block
from dragoman.language.attribution.phrases import phrase_drafts
from dragoman.language.attribution.quotes import quote_links
from dragoman.language.attribution.sources import adjacent_noun, is_passive, noun_phrase, source_token, voice_of
from dragoman.language.attribution.spans import finished
from dragoman.language.attribution.typography import MARKS, typography_drafts

__all__ = ["Attribution", "AttributionLexicon", "default_lexicon", "find_attributions", "source_of", "voice_of"]

# These stand within or against the marks of the quotation that they attribute.
_SELF_QUOTING = ("colon", "signature")
Links = Mapping[int, tuple[Cue, tuple[Range, ...]]]


def find_attributions(doc: Doc, lexicon: AttributionLexicon) -> list[Attribution]:
    """All attributions of a document in order of their cues, nested ones included.

    Args:
        doc: a document with sentences, tags, dependencies and names.
        lexicon: the reporting words, e.g. :func:`default_lexicon`.
    """
    if not len(doc):
        return []
    page = page_of(doc, lexicon)
    links = quote_links(page)
    drafts = [draft for token in doc for draft in _drafts(token, page, links)]
    found = [item for draft in _best(drafts) if (item := finished(draft, page)) is not None]
    return sorted(_heard(found, page), key=lambda item: (item.cue, item.pattern))


def source_of(doc: Doc, token_index: int, attributions: Sequence[Attribution]) -> Attribution | None:
    """The innermost attribution of speech whose content covers a token, or None in the author's own voice."""
    token = doc[token_index]
    covering = [
        (end - start, attribution)
        for attribution in attributions
        if attribution.reports
        for start, end in attribution.over(token)
    ]
    return min(covering, key=lambda pair: pair[0])[1] if covering else None


def _heard(found: list[Attribution], page: Page) -> Iterator[Attribution]:
    """Without those inside a quotation that nobody is found to have said: their outer source is unknown."""
    contents = sorted(span for item in found for span in item.content)
    for item in found:
        index = bisect_right(page.starts, item.cue[0]) - 1
        quoted = page.quote_of[index] >= 0 and item.pattern not in _SELF_QUOTING
        if not quoted or any(a <= item.cue[0] and item.cue[1] <= b for a, b in contents if (a, b) not in item.content):
            yield item


def _drafts(token: Token, page: Page, links: Links) -> Iterator[Draft]:
    """The attributions whose cue begins at a word or is headed by it; most words can be none, so that is seen first."""
    word, pos = page.lowered[token.i], token.pos_
    if pos == "VERB" or word in page.lexicon.phrase_words or token.tag_ == "VBN":
        yield from phrase_drafts(token, page)
    if pos == "NOUN" or token.dep_ in PREDICATIVE:
        yield from nominal_drafts(token, page)
    if word[-1:] in MARKS:
        yield from typography_drafts(token, page)
    if token.i in links:
        yield _with_quotes(*links[token.i], page)
    elif pos == "VERB":
        draft = _by_grammar(token, page)
        if draft is not None:
            yield draft


def _with_quotes(cue: Cue, quotes: tuple[Range, ...], page: Page) -> Draft:
    """A verb that introduces quotations, together with what it reports in indirect speech."""
    spoken = tuple(piece for piece in FRAMES["clause"](cue, page) if not any(_touch(piece, quote) for quote in quotes))
    lead = around(cue, _source(cue, page)[0], page) if not spoken and quotes[0][0] > cue.span[0] else ()
    lead = tuple(piece for piece in lead if piece[1] <= cue.span[0] and _is_clause(piece, page, quotes))
    return _draft(cue, tuple(sorted((*spoken, *lead, *quotes))), "quote", page)


def _is_clause(piece: Range, page: Page, quotes: tuple[Range, ...]) -> bool:
    """Whether what stands before a quotation's cue is itself reported, not an adverbial ("In a statement, X said")."""
    words = page.doc[piece[0] : piece[1]]
    if (
        any(_touch(piece, quote) for quote in quotes)
        or words[0].pos_ in ("ADP", "SCONJ")
        or words[0].tag_ in ("VBG", "VBN")
    ):
        return False
    return any(word.dep_ in ("nsubj", "nsubjpass", "expl") for word in words)


def _by_grammar(token: Token, page: Page) -> Draft | None:
    cues = verb_cues(token, page)
    for cue in cues:
        for frame in cue.entry.frames:
            if frame in FRAMES:
                content = FRAMES[frame](cue, page)
                draft = _draft(cue, content, frame, page) if content else None
                # A wish or thought that is nobody's in particular ("to see", "is considered") attributes nothing.
                if draft is not None and (draft.reports or draft.source is not None):
                    return draft
    for cue in cues:
        if {"clause", "quote"} <= set(cue.entry.frames):
            content = around(cue, _source(cue, page)[0], page)
            if content:
                return _draft(cue, content, "parenthesis", page)
            content = following_block(cue, page)
            if content:
                return _draft(cue, content, "block", page)
            if cue.entry.reports and (content := rest(cue, page)):
                return _draft(cue, content, "rest", page)
    return None


def _draft(cue: Cue, content: tuple[Range, ...], pattern: str, page: Page) -> Draft:
    source, head = _source(cue, page)
    return Draft(
        source=source,
        head=head,
        cue=cue.span,
        cue_class=_class_of(cue, page),
        content=content,
        pattern=pattern,
        reports=cue.entry.reports,
        negated=cue.negated,
    )


def _source(cue: Cue, page: Page) -> tuple[Range | None, int | None]:
    head = source_token(beside(cue.token, page) or cue.token)
    if head is None and not is_passive(cue.token) and cue.token.dep_ not in ("acl", "relcl", "pcomp", "xcomp", "csubj"):
        head = adjacent_noun(page.doc, cue.span, page.sentence(cue.token.i))
    if head is None or cue.span[0] <= head.i < cue.span[1]:
        return None, None
    return noun_phrase(head, avoid=cue.span), head.i


def _class_of(cue: Cue, page: Page) -> str:
    """The entry's class; refusals and denials of saying anything have classes of their own."""
    if cue.entry.cue_class == "refuse":
        spoken = {child.lemma_ for child in cue.token.children if child.dep_ == "xcomp"}
        if spoken & {"confirm", "verify"}:
            return "refuse_confirm"
        return "no_comment" if spoken & page.lexicon.silence else "refuse"
    if cue.negated and cue.entry.cue_class == "confirm":
        return "refuse_confirm"
    return (
        "no_comment"
        if cue.negated and cue.token.lemma_ in page.lexicon.silence - {"say", "deny"}
        else cue.entry.cue_class
    )


def _touch(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _best(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """One draft for each cue: the first of the best rank among those whose cues share a word."""
    taken: set[int] = set()
    for draft in sorted(drafts, key=lambda item: item.rank):
        words = set(range(*draft.cue))
        if not words & taken:
            taken |= words
            yield draft
