"""Attributions without a reporting verb: "according to", "in his words", a headline's colon, nouns, adjectives, hearsay."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dragoman.language.attribution_cues import negated
from dragoman.language.attribution_lexicon import CueEntry, entries_of
from dragoman.language.attribution_model import Draft, Page, Range
from dragoman.language.attribution_sources import agent_of, noun_phrase

_DASHES = frozenset({"―", "—", "–", "--", "-"})
_WORDY = ("NOUN", "PROPN", "PRON", "VERB", "ADJ", "NUM")
_COPULAS = ("be", "remain", "feel", "seem", "become", "sound", "get", "appear", "look")


def phrase_drafts(token: Token, page: Page) -> Iterator[Draft]:
    """Every attribution without a reporting verb that begins at a token."""
    yield from _prepositional(token, page)
    yield from _possessed(token, page)
    yield from _noun(token, page)
    yield from _adjective(token, page)
    yield from _hearsay_adverb(token, page)
    yield from _hearsay_passive(token, page)
    yield from _raising(token, page)
    yield from _signature(token, page)
    yield from _colon(token, page)
    yield from _nothing_given(token, page)


def _prepositional(token: Token, page: Page) -> Iterator[Draft]:
    """According to X, …; …, according to X."""
    for words, cue_class in page.lexicon.prepositions:
        end = token.i + len(words)
        if all(page.text(token.i + k) == word for k, word in enumerate(words)):
            head = next((t for t in page.doc[end - 1].children if t.dep_ in ("pobj", "pcomp") and t.i >= end), None)
            head = head or _first_noun(page, end)
            if head is not None:
                cue = (token.i, end)
                source = noun_phrase(head, avoid=cue)
                content = _beside(page, (token.i, source[1]))
                yield Draft(source=source, head=head.i, cue=cue, cue_class=cue_class, content=content, pattern="according_to")
            return


def _first_noun(page: Page, start: int) -> Token | None:
    end = page.sentence(start)[1] if start < len(page.doc) else start
    noun = next((t for t in page.doc[start : min(end, start + 6)] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    while noun is not None and noun.dep_ in ("compound", "amod", "poss") and noun.head.i > noun.i:
        noun = noun.head
    return noun


def _beside(page: Page, group: Range) -> tuple[Range, ...]:
    """The sentence without an attributing phrase: what stands before it, or after it when it comes first."""
    start, end = page.sentence(group[0])
    number = page.quote_of[group[0] - 1] if group[0] else -1
    if number < 0 and group[0] > 1 and page.doc[group[0] - 1].is_punct:
        number = page.quote_of[group[0] - 2]
    if number >= 0:
        start = min(start, page.quotes[number].start)
    pieces = [(a, b) for a, b in ((start, group[0]), (group[1], end)) if _has_words(page, a, b)]
    if len(pieces) == 2 and page.text(group[1]) not in (",", "—", "–"):
        return (pieces[0],)
    if len(pieces) == 2 and _side_remark(page, pieces[1]):
        return (pieces[0],)
    return tuple(pieces)


def _side_remark(page: Page, piece: Range) -> bool:
    """What follows is the author's addition: ", which …", ", a …", ", adding …", not the rest of the clause."""
    first = next((t for t in page.doc[piece[0] : piece[1]] if not t.is_punct), None)
    return first is None or first.tag_ in ("WDT", "WP", "WRB", "VBG", "VBN", "DT", "NNP", "CC", "IN")


def _has_words(page: Page, start: int, end: int) -> bool:
    return any(token.pos_ in _WORDY for token in page.doc[start:end])


def _possessed(token: Token, page: Page) -> Iterator[Draft]:
    """In his words, …"""
    cue_class = page.lexicon.possessed.get(token.lower_)
    head = token.head
    if cue_class is None or token.dep_ != "pobj" or head.lower_ not in ("in", "by", "to"):
        return
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    if owner is not None:
        cue = (head.i, token.i + 1)
        content = _beside(page, cue)
        source = (owner.left_edge.i, owner.i + 1)
        yield Draft(source=source, head=owner.i, cue=cue, cue_class=cue_class, content=content, pattern="in_words_of")


def _noun(token: Token, page: Page) -> Iterator[Draft]:
    """X's claim that …; a pledge by X to …; its call for …"""
    if token.pos_ != "NOUN":
        return
    for entry in entries_of(token, page.lexicon.nouns):
        content, last = _complement(token, entry)
        if content is not None:
            head = _noun_source(token)
            cue = (token.i, last + 1)
            source = (head.left_edge.i, _owner_end(head)) if head is not None else None
            yield Draft(
                source=source, head=head.i if head else None, cue=cue, cue_class=entry.cue_class,
                content=(content,), pattern="noun", reports=entry.reports, rank=2,
            )  # fmt: skip
            return


def _owner_end(head: Token) -> int:
    end = head.right_edge.i + 1
    return end - 1 if head.doc[end - 1].tag_ == "POS" else end


def _complement(token: Token, entry: CueEntry) -> tuple[Range | None, int]:
    """The content that an entry's word governs, and the last word of the cue."""
    for child in token.children:
        if child.i < token.i:
            continue
        words = [c.lower_ for c in child.children]
        if "clause" in entry.frames and child.dep_ in ("acl", "ccomp", "relcl") and "that" in words and not _is_relative(child):
            return (child.left_edge.i, child.right_edge.i + 1), token.i
        if "clause" in entry.frames and child.dep_ == "ccomp":
            return (child.left_edge.i, child.right_edge.i + 1), token.i
        if "to" in entry.frames and child.dep_ in ("acl", "xcomp") and "to" in words:
            return (child.left_edge.i, child.right_edge.i + 1), token.i
        if child.dep_ == "prep" and child.lower_ in entry.frames:
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                return (child.i + 1, child.right_edge.i + 1), child.i
    return None, token.i


def _is_relative(verb: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ not in ("mark", "det") for child in verb.children)


def _noun_source(token: Token) -> Token | None:
    """The possessor, the "by" phrase, or the subject of the verb that has the noun as its object."""
    for child in token.children:
        if child.dep_ == "poss":
            return child
    agent = agent_of(token)
    if agent is not None:
        return agent
    verb = token.head
    if token.dep_ == "dobj" and verb.pos_ == "VERB":
        return next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return None


def _adjective(token: Token, page: Page) -> Iterator[Draft]:
    """X is confident that …; X was critical of …"""
    if token.dep_ not in ("acomp", "conj", "oprd") or token.head.lemma_ not in _COPULAS:
        return
    for entry in entries_of(token, page.lexicon.adjectives):
        content, last = _complement(token, entry)
        subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
        if content is not None and subject is not None and subject.lower_ not in ("it", "there"):
            cue = (min(token.head.i, *_auxiliaries(token.head)), last + 1)
            yield Draft(
                source=noun_phrase(subject, avoid=cue), head=subject.i, cue=cue, cue_class=entry.cue_class,
                content=(content,), pattern="adjective", reports=False, negated=negated(token, cue), rank=2,
            )  # fmt: skip
            return


def _auxiliaries(verb: Token) -> list[int]:
    return [child.i for child in verb.children if child.dep_ in ("aux", "neg") and child.i < verb.i] or [verb.i]


def _hearsay_adverb(token: Token, page: Page) -> Iterator[Draft]:
    """The envoy reportedly left."""
    cue_class = page.lexicon.hearsay_adverbs.get(token.lower_)
    if cue_class is None or token.dep_ not in ("advmod", "amod", "dep"):
        return
    verb = token.head
    edge = (verb.left_edge.i, verb.right_edge.i + 1)
    pieces = tuple(piece for piece in ((edge[0], token.i), (token.i + 1, edge[1])) if _has_words(page, *piece))
    yield Draft(source=None, head=None, cue=(token.i, token.i + 1), cue_class=cue_class, content=pieces, pattern="adverb", rank=3)


def _hearsay_passive(token: Token, page: Page) -> Iterator[Draft]:
    """X was rumoured to …; X is said to …"""
    cue_class = next((page.lexicon.hearsay_passives[w] for w in (token.lemma_.lower(), token.lower_.removesuffix("ed")) if w in page.lexicon.hearsay_passives), None)
    auxiliary = next((child for child in token.children if child.dep_ == "auxpass"), None)
    if cue_class is None or token.pos_ != "VERB" or (auxiliary is None and token.dep_ not in ("relcl", "acl")):
        return
    clause = next((c for c in token.children if c.dep_ == "xcomp" and c.i > token.i), None)
    if clause is None or agent_of(token) is not None or token.tag_ != "VBN":
        return
    subject = next((child for child in token.children if child.dep_ == "nsubjpass"), None)
    start = min([token.i] + [c.i for c in token.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < token.i])
    ahead = (noun_phrase(subject, avoid=(start, token.i + 1)),) if subject is not None else ()
    content = (*ahead, (clause.left_edge.i, clause.right_edge.i + 1))
    yield Draft(source=None, head=None, cue=(start, token.i + 1), cue_class=cue_class, content=content, pattern="hearsay_passive", rank=1)


def _raising(token: Token, page: Page) -> Iterator[Draft]:
    """X seems to …"""
    cue_class = page.lexicon.raising.get(token.lemma_.lower())
    clause = next((c for c in token.children if c.dep_ in ("xcomp", "oprd", "acomp") and c.i > token.i), None)
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if cue_class is None or token.pos_ != "VERB" or clause is None or subject is None:
        return
    content = (noun_phrase(subject, avoid=(token.i, token.i + 1)), (clause.left_edge.i, clause.right_edge.i + 1))
    yield Draft(source=None, head=None, cue=(min(token.i, *_auxiliaries(token)), token.i + 1), cue_class=cue_class, content=content, pattern="raising", reports=False, rank=4)


def _signature(token: Token, page: Page) -> Iterator[Draft]:
    """A quotation, a dash and the name of who wrote it."""
    before = token.i - 1
    while before >= 0 and page.doc[before].is_space:
        before -= 1
    mark = token.text.strip("”\"’'")
    joined = token.text != mark
    if mark not in _DASHES or before < 0 or not (joined or page.quote_of[before] >= 0):
        return
    number = page.quote_of[token.i] if joined else page.quote_of[before]
    end = token.i + 1
    while end < len(page.doc) and page.doc[end].pos_ in ("PROPN", "NOUN", "ADJ", "PUNCT") and not page.doc[end].is_space and page.doc[end].text not in (".", ",", "“", '"'):
        end += 1
    name = page.doc[token.i + 1 : end]
    if number >= 0 and len(name) and name[0].text[:1].isupper() and page.quotes[number].quotation.whole:
        quote = page.quotes[number]
        yield Draft(
            source=(token.i + 1, end), head=name.root.i, cue=(token.i, token.i + 1), cue_class="say",
            content=((quote.start, min(quote.end, token.i) if joined else quote.end),), pattern="signature",
        )  # fmt: skip


def _colon(token: Token, page: Page) -> Iterator[Draft]:
    """A headline's colon: "Kremlin: no talks this week", "Truce near: sources"."""
    start, end = page.sentence(token.i)
    if start and not page.doc[start - 1].is_space:
        return
    if token.text != ":" or not (start < token.i < end - 1):
        return
    left, right = page.doc[start : token.i], page.doc[token.i + 1 : end]
    if _is_name(left, page) and _is_clause(right):
        yield _colon_draft(left.start, left.end, left.root.i, token.i, (token.i + 1, end))
    elif _is_name(right, page) and len(right) <= 5 and _is_clause(left):
        yield _colon_draft(right.start, right.end, right.root.i, token.i, (start, token.i))


def _colon_draft(start: int, end: int, head: int, colon: int, content: Range) -> Draft:
    return Draft(
        source=(start, end), head=head, cue=(colon, colon + 1), cue_class="say", content=(content,),
        pattern="headline_colon", rank=3,
    )  # fmt: skip


def _is_name(span: Span, page: Page) -> bool:
    words = [token for token in span if not token.is_punct and not token.is_space]
    named = any(t.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") for t in words) or _is_voice(words, page)
    return named and 0 < len(words) <= 6 and all(t.pos_ in ("PROPN", "NOUN", "ADJ", "DET") for t in words)


def _is_voice(words: list[Token], page: Page) -> bool:
    return any(t.lower_ in voice.words for t in words for voice in page.lexicon.voices.values())


def _is_clause(span: Span) -> bool:
    return sum(token.is_alpha for token in span) >= 3 and any(t.pos_ in ("VERB", "AUX") for t in span)


def _nothing_given(token: Token, page: Page) -> Iterator[Draft]:
    """X had no comment; X offered no confirmation; X did not respond."""
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if token.pos_ != "VERB" or subject is None:
        return
    last = _missing_object(token)
    silent = token.lemma_.lower() in page.lexicon.silence and any(c.dep_ == "neg" for c in token.children)
    if last is None and not silent:
        return
    start = min([token.i] + [c.i for c in token.children if c.dep_ in ("aux", "neg") and c.i < token.i])
    cue = (start, (last.i if last is not None else token.i) + 1)
    confirms = "confirm" in (last.lower_ if last is not None else token.lemma_)
    yield Draft(
        source=noun_phrase(subject, avoid=cue), head=subject.i, cue=cue,
        cue_class="refuse_confirm" if confirms else "no_comment", content=(), pattern="nothing_given", negated=True, rank=5,
    )  # fmt: skip


def _missing_object(verb: Token) -> Token | None:
    """The noun of "no comment", "no confirmation", "no details"."""
    if verb.lemma_ not in ("have", "offer", "give", "provide", "make"):
        return None
    for child in verb.children:
        if child.dep_ == "dobj" and child.lemma_ in ("comment", "confirmation", "detail", "response", "reply", "explanation"):
            return child if any(c.lower_ == "no" for c in child.children) else None
    return None
