"""Who a source is: the noun phrase that a cue's grammar gives, and what kind of voice speaks through it."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dragoman.language.attribution.lexicon import AttributionLexicon
from dragoman.language.attribution.model import Range
from dragoman.model import Voice

_SUBJECTS = ("nsubj", "csubj", "expl")
_SHARES_SUBJECT = ("conj", "xcomp", "advcl", "dep", "parataxis")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
_STOPS = ("PUNCT", "SPACE")
_MAX_CLIMB = 8
_MAX_PHRASE = 120


def source_token(verb: Token) -> Token | None:
    """The head of the source of a reporting verb: its subject, the agent of its passive, or a shared subject."""
    return agent_of(verb) if is_passive(verb) else _subject(verb, 0)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, as a participle too."""
    marks = {child.dep_ for child in verb.children}
    if marks & {"nsubjpass", "auxpass"}:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not (marks & {"aux", "nsubj"} or _tells_that(verb))


def _tells_that(participle: Token) -> bool:
    """Whether a seeming participle is the main verb behind a name: "NAME, proposed that the talks be moved"."""
    named = participle.dep_ == "acl" and participle.head.ent_type_ == "PERSON"
    return named and any(child.dep_ == "ccomp" and child.i > participle.i for child in participle.children)


def agent_of(verb: Token) -> Token | None:
    """The noun under "by" of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def _subject(verb: Token, climbed: int) -> Token | None:
    own = [child for child in verb.children if child.dep_ in _SUBJECTS and child.lower_ not in ("it", "there")]
    own = own or [child for child in verb.children if child.dep_ == "nsubj" or is_the_name_may(child)]
    own = [child for child in own if child.i < verb.i or _is_inverted(child, verb)]
    if own:
        return min(own, key=lambda child: (abs(child.i - verb.i), child.i))
    if climbed > _MAX_CLIMB or verb.head.i == verb.i:
        return None
    return _shared_subject(verb, climbed)


def is_the_name_may(token: Token) -> bool:
    """Whether the parser took a name for a verb: no modal stands with a past tense ("in Salzburg, May said")."""
    return token.text == "May" and token.dep_ == "aux" and token.head.tag_ in ("VBD", "VBZ")


def _is_inverted(subject: Token, verb: Token) -> bool:
    """Whether a noun after a verb is its subject ("said the envoy"), not that of its complement ("saying he would")."""
    if verb.tag_ == "VBG" or subject.lower_ in ("it", "there"):
        return False
    return all(word.dep_ != "mark" for word in verb.doc[verb.i + 1 : subject.left_edge.i])


def _shared_subject(verb: Token, climbed: int) -> Token | None:
    """A subject by coordination, control, participle ("he left, saying") or the noun a participle modifies."""
    modifies = verb.dep_ == "acl" and (verb.tag_ != "VBN" or _tells_that(verb))
    if modifies or (verb.dep_ == "relcl" and verb.tag_ == "VB"):
        return verb.head if verb.head.pos_ in _NOMINAL else None
    if verb.dep_ in _SHARES_SUBJECT:
        if any(child.dep_ == "nsubjpass" for child in verb.head.children) and verb.dep_ != "conj":
            return next(child for child in verb.head.children if child.dep_ == "nsubjpass")
        return _subject(verb.head, climbed + 1)
    if verb.dep_ == "pcomp":
        governor = verb.head.head
        if verb.head.lower_ == "as":
            return _object(governor)
        return _subject(governor, climbed + 1) if governor.pos_ in ("VERB", "AUX") else _possessor(governor)
    return None


def _object(verb: Token) -> Token | None:
    """Who is quoted or described in "quoted X as saying" and "X was quoted as saying"."""
    return next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)


def _possessor(noun: Token) -> Token | None:
    return next((child for child in noun.children if child.dep_ == "poss"), None)


def noun_phrase(head: Token, *, avoid: Range) -> Range:
    """The full noun phrase of a head as a token range that touches nothing in ``avoid``."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    if head.i < avoid[0]:
        end = min(end, avoid[0])
    elif head.i >= avoid[1]:
        start = max(start, avoid[1])
    return _without_clauses(head, start, end)


def _without_clauses(head: Token, start: int, end: int) -> Range:
    """Drop parts that the parser hung on a name by mistake: a new line, or a main clause after a semicolon."""
    doc = head.doc
    start, end = max(start, head.i - _MAX_PHRASE), min(end, head.i + _MAX_PHRASE)
    for index in range(head.i - 1, start - 1, -1):
        if "\n" in doc[index].text:
            start = index + 1
            break
    for index in range(head.i + 1, end):
        ends = "\n" in doc[index].text or doc[index].text in (";", ":")
        if ends or (doc[index].lower_ == "as" and doc[index].head.i == head.i):
            return start, index
    return start, end


def adjacent_noun(doc: Doc, cue: Range, bounds: Range) -> Token | None:
    """The nearest noun head beside a cue when the parse gives none: after it first, then before it."""
    for index in range(cue[1], min(cue[1] + 3, bounds[1])):
        if doc[index].dep_ == "mark":
            break
        if doc[index].pos_ in ("PROPN", "PRON", "NOUN"):
            return phrase_head(doc[index], bounds)
    last = _before_aside(doc, cue[0] - 1, bounds)
    for index in range(last, max(last - 2, bounds[0] - 1), -1):
        if doc[index].pos_ in ("PROPN", "PRON", "NOUN"):
            return phrase_head(doc[index], bounds)
        if doc[index].pos_ in _STOPS:
            break
    return None


def _before_aside(doc: Doc, last: int, bounds: Range) -> int:
    """The word before what is set off: China of "China, long neutral, has said", Forces of "the Forces (IDF) said"."""
    opening = {",": ",", ")": "("}.get(doc[last].text) if last > bounds[0] else None
    if opening is None:
        return last
    first = next((i for i in range(last - 1, bounds[0], -1) if doc[i].text == opening), last)
    subject = opening == "(" or doc[first - 1].dep_ == "nsubj"
    return first - 1 if first < last and subject else last


def phrase_head(token: Token, bounds: Range) -> Token:
    """The head of the noun phrase in which a token stands, within bounds."""
    while token.dep_ in ("compound", "amod", "poss", "nmod", "det") and bounds[0] <= token.head.i < bounds[1]:
        token = token.head
    return token


def voice_of(doc: Doc, source: tuple[int, int] | None, lexicon: AttributionLexicon) -> Voice:
    """What kind of voice a source is.

    Args:
        doc: the document.
        source: character span of the source's noun phrase, or None for the author.
        lexicon: its ``voices`` list the words that tell.

    Returns:
        ``author`` without a source; ``speaker`` for a name, a pronoun or anyone not told apart.
    """
    if source is None:
        return "author"
    span = doc.char_span(*source, alignment_mode="expand")
    text = f" {' '.join(span.text.lower().split())} " if span is not None else ""
    if _says(lexicon, "anonymous", text):
        return "anonymous"
    named = _names_person(doc, source)
    if not named and _says(lexicon, "anonymous_when_unnamed", text):
        return "anonymous"
    if _says(lexicon, "observers", text):
        return "observers"
    return "official" if _says(lexicon, "official", text) else "speaker"


def _says(lexicon: AttributionLexicon, kind: str, text: str) -> bool:
    words = lexicon.voices[kind]
    return any(phrase in text for phrase in words.phrases) or not words.words.isdisjoint(_words(text))


def _words(text: str) -> Iterator[str]:
    for word in text.split():
        bare = word.strip("'’\"“”,.()")
        yield bare.removesuffix("'s").removesuffix("’s")


def _names_person(doc: Doc, source: tuple[int, int]) -> bool:
    span = doc.char_span(*source, alignment_mode="expand")
    return span is not None and any(token.ent_type_ == "PERSON" for token in span)
