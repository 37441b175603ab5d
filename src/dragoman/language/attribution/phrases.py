"""Attributions by phrases: "according to", "in his words", hearsay ("was rumoured to") and "no comment"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.language.attribution.cues import first_auxiliary
from dragoman.language.attribution.model import Draft, Page, Range
from dragoman.language.attribution.sources import agent_of, noun_phrase, phrase_head

_WORDY = ("NOUN", "PROPN", "PRON", "VERB", "ADJ", "NUM")
_ASIDE_TAGS = ("WDT", "WP", "WRB", "VBG", "VBN", "DT", "NNP", "CC", "IN")
_QUOTING = frozenset({"citing", "quoting"})
_SPEAKING = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_REACH = 6


def phrase_drafts(token: Token, page: Page) -> Iterator[Draft]:
    """Every attribution whose cue is a phrase that begins at, or is headed by, a token."""
    word, lexicon = page.text(token.i), page.lexicon
    if word in lexicon.prepositions:
        yield from _prepositional(token, page)
    if word in lexicon.possessed:
        yield from _possessed(token, page)
    if word in lexicon.hearsay_adverbs:
        yield from _hearsay_adverb(token, page)
    if token.tag_ == "VBN":
        yield from _hearsay_passive(token, page)
    if token.pos_ == "VERB":
        yield from _raising(token, page)
        yield from _nothing_given(token, page)
    if word in lexicon.unreached:
        yield from _not_reached(token, page)
    if word in lexicon.withheld:
        yield from _none_came(token, page)


def _prepositional(token: Token, page: Page) -> Iterator[Draft]:
    """Find "According to X, …" and "…, according to X"."""
    for words, cue_class in page.lexicon.prepositions.get(page.text(token.i), ()):
        cue = (token.i, token.i + len(words))
        if any(page.text(token.i + offset) != word for offset, word in enumerate(words)):
            continue
        head = _object_of(page, cue[1])
        quoting = words[0] in _QUOTING
        if head is not None and not (quoting and not _is_voice(head, page)):
            source = noun_phrase(head, avoid=cue)
            content = _beside(page, (cue[0], source[1]))
            yield Draft(
                source=source,
                head=head.i,
                cue=cue,
                cue_class=cue_class,
                content=content,
                pattern="quoting" if quoting else "according_to",
            )
        return


def _is_voice(noun: Token, page: Page) -> bool:
    """Whether who is quoted can speak: "citing two diplomats", not "citing the cost"."""
    return noun.ent_type_ in _SPEAKING or any(noun.lower_ in voice.words for voice in page.lexicon.voices.values())


def _object_of(page: Page, start: int) -> Token | None:
    """The noun under the preposition that ends before ``start``, or the next noun when the parse gives none."""
    for child in page.doc[start - 1].children:
        if child.dep_ in ("pobj", "pcomp") and child.i >= start:
            return child
    if start >= len(page.doc):
        return None
    bounds = (start, min(page.sentence(start)[1], start + _REACH))
    noun = next((word for word in page.doc[slice(*bounds)] if word.pos_ in ("NOUN", "PROPN", "PRON")), None)
    return phrase_head(noun, bounds) if noun is not None else None


def _beside(page: Page, group: Range) -> tuple[Range, ...]:
    """The sentence without an attributing phrase: what stands before it, or after it when it comes first."""
    start, end = page.sentence(group[0])
    number = _quote_before(page, group[0], start)
    if number >= 0:
        start = min(start, page.quotes[number].start)
    pieces = [(a, b) for a, b in ((start, group[0]), (group[1], end)) if _has_words(page, a, b)]
    if len(pieces) == 2 and (page.text(group[1]) not in (",", "—", "–") or _is_aside(page, pieces[1])):
        return (pieces[0],)
    return tuple(pieces)


def _quote_before(page: Page, index: int, start: int) -> int:
    """The quotation that ends just before a token, a comma apart at most, in the same sentence; -1 if none does."""
    if index > start and page.quote_of[index - 1] >= 0:
        return page.quote_of[index - 1]
    return page.quote_of[index - 2] if index > start + 1 and page.doc[index - 1].is_punct else -1


def _is_aside(page: Page, piece: Range) -> bool:
    """What follows is the author's addition (", which …", ", a …", ", adding …"), not the rest of the clause."""
    first = next((word for word in page.doc[piece[0] : piece[1]] if not word.is_punct), None)
    return first is None or first.tag_ in _ASIDE_TAGS


def _has_words(page: Page, start: int, end: int) -> bool:
    return any(word.pos_ in _WORDY for word in page.doc[start:end])


def _possessed(token: Token, page: Page) -> Iterator[Draft]:
    """Find "In his words, …"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("in", "by", "to"):
        return
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    if owner is not None:
        cue, cue_class = (token.head.i, token.i + 1), page.lexicon.possessed[token.lower_]
        source = (owner.left_edge.i, owner.i + 1)
        content = _beside(page, cue)
        yield Draft(source=source, head=owner.i, cue=cue, cue_class=cue_class, content=content, pattern="in_words_of")


def _hearsay_adverb(token: Token, page: Page) -> Iterator[Draft]:
    """Find "The envoy reportedly left"."""
    if token.dep_ not in ("advmod", "amod", "dep"):
        return
    start, end = token.head.left_edge.i, token.head.right_edge.i + 1
    content = tuple(piece for piece in ((start, token.i), (token.i + 1, end)) if _has_words(page, *piece))
    cue, cue_class = (token.i, token.i + 1), page.lexicon.hearsay_adverbs[token.lower_]
    yield Draft(source=None, head=None, cue=cue, cue_class=cue_class, content=content, pattern="adverb", rank=3)


def _hearsay_passive(token: Token, page: Page) -> Iterator[Draft]:
    """Find "X was rumoured to …" and "X is said to …", which name nobody."""
    cue_class = _hearsay_class(token, page)
    if cue_class is None:
        return
    clause = next((child for child in token.children if child.dep_ == "xcomp" and child.i > token.i), None)
    if clause is None or agent_of(token) is not None:
        return
    cue = (first_auxiliary(token), token.i + 1)
    subject = next((child for child in token.children if child.dep_ == "nsubjpass"), None)
    ahead = (noun_phrase(subject, avoid=cue),) if subject is not None else ()
    content = (*ahead, (clause.left_edge.i, clause.right_edge.i + 1))
    yield Draft(
        source=None, head=None, cue=cue, cue_class=cue_class, content=content, pattern="hearsay_passive", rank=-1
    )


def _hearsay_class(token: Token, page: Page) -> str | None:
    """The class of a participle that is passive and reports hearsay."""
    table = page.lexicon.hearsay_passives
    found = table.get(token.lemma_.lower()) or table.get(token.lower_.removesuffix("ed"))
    passive = token.dep_ in ("relcl", "acl") or any(child.dep_ == "auxpass" for child in token.children)
    return found if passive else None


def _raising(token: Token, page: Page) -> Iterator[Draft]:
    """Find "X seems to …": somebody's reading, as a rule the author's."""
    cue_class = page.lexicon.raising.get(token.lemma_.lower())
    if cue_class is None:
        return
    clause = next((c for c in token.children if c.dep_ in ("xcomp", "oprd", "acomp") and c.i > token.i), None)
    subject = next((c for c in token.children if c.dep_ == "nsubj" and c.lower_ != "it"), None)
    if clause is None or subject is None:
        return
    cue = (first_auxiliary(token), token.i + 1)
    content = (noun_phrase(subject, avoid=cue), (clause.left_edge.i, clause.right_edge.i + 1))
    yield Draft(
        source=None, head=None, cue=cue, cue_class=cue_class, content=content, pattern="raising", reports=False, rank=4
    )


def _nothing_given(token: Token, page: Page) -> Iterator[Draft]:
    """Find "X had no comment", "X offered no confirmation" and "X did not respond"."""
    last = _withheld(token, page)
    if last is None:
        return
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return
    cue = (first_auxiliary(token), last.i + 1)
    cue_class = "refuse_confirm" if last.lemma_.lower().startswith("confirm") else "no_comment"
    source = noun_phrase(subject, avoid=cue)
    yield Draft(
        source=source, head=subject.i, cue=cue, cue_class=cue_class, content=(), pattern="nothing_given",
        negated=True, rank=5 if last.i == token.i else -1,
    )  # fmt: skip


def _not_reached(word: Token, page: Page) -> Iterator[Draft]:
    """Find "X was not immediately available for comment" and "X could not be reached"."""
    verb = word if word.pos_ in ("VERB", "AUX") else word.head
    children = list(verb.children)
    subject = next((c for c in children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
    denied = any(c.dep_ == "neg" for c in children) or word.lower_.startswith("un")
    possible = word.pos_ == "ADJ" or any(c.lower_ in ("could", "can") for c in children)
    if subject is None or not denied or not possible:
        return
    cue = (first_auxiliary(verb), word.i + 1)
    yield Draft(
        source=noun_phrase(subject, avoid=cue), head=subject.i, cue=cue, cue_class="no_comment", content=(),
        pattern="nothing_given", negated=True, rank=-1,
    )  # fmt: skip


def _none_came(noun: Token, page: Page) -> Iterator[Draft]:
    """Find "There was no immediate comment from X"."""
    whose = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("from", "by")), None)
    source = next((c for c in whose.children if c.dep_ == "pobj"), None) if whose is not None else None
    if source is None or whose is None or not any(c.lower_ == "no" for c in noun.children):
        return
    cue = (noun.left_edge.i, whose.i + 1)
    yield Draft(
        source=noun_phrase(source, avoid=cue), head=source.i, cue=cue, cue_class="no_comment", content=(),
        pattern="nothing_given", negated=True, rank=-1,
    )  # fmt: skip


def _withheld(verb: Token, page: Page) -> Token | None:
    """The noun of "no comment", or a verb of answering that is denied."""
    if verb.lemma_.lower() in page.lexicon.silence and any(child.dep_ == "neg" for child in verb.children):
        return verb
    if verb.lemma_.lower() not in page.lexicon.giving:
        return None
    given = (c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in page.lexicon.withheld)
    return next((noun for noun in given if any(word.lower_ == "no" for word in noun.children)), None)
