"""The spans of a text that may name somebody: from the recogniser and the knowledge base, trimmed to the name alone."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from dragoman.actors import KnowledgeBase, NameHit
from dragoman.actors.offices import office_class
from dragoman.language.grammar import load_grammar

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
_OBJECT_OF_OFFICE = frozenset({"of", "to", "for", "on", "in"})
_ARTICLES = frozenset({"the", "a", "an"})
_HYPHENS = frozenset({"-", "–"})
_APART = frozenset({"anti", "non", "pro"})
_AGENCIES = frozenset(
    {"afp", "ap", "reuters", "getty", "epa", "anadolu", "bloomberg", "nurphoto", "sipa", "upi", "shutterstock"}
)


def surnames_in(docs: Iterable[Doc]) -> frozenset[str]:
    """Last names of the people whom the documents name by two words or more: "Zelenskyy" of "Volodymyr Zelenskyy"."""
    people = (entity for doc in docs for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1)
    trimmed = (span for span in map(_trimmed, people) if span is not None and len(span) > 1)
    return frozenset(span[-1].text for span in trimmed if span[-1].text[:1].isupper() and len(span[-1].text) > 2)


def names_in(doc: Doc, hits: Sequence[NameHit], surnames: Collection[str], knowledge: KnowledgeBase) -> list[Span]:
    """The spans that name somebody, in order and without overlaps, found by recogniser or knowledge base.

    Args:
        doc: the parsed text.
        hits: the known names in it.
        surnames: last names of people, found wherever they stand alone.
        knowledge: tells the cities that a report is sent from.
    """
    found = [span for span in _candidates(doc, hits, surnames, knowledge) if not _tells_apart(span, hits)]
    return list(_without_overlaps(sorted(found, key=lambda s: (s.start, -len(s)))))


def _candidates(
    doc: Doc, hits: Sequence[NameHit], surnames: Collection[str], knowledge: KnowledgeBase
) -> Iterator[Span]:
    for token in doc:
        if token.text in surnames:
            yield Span(doc, token.i, token.i + 1, label="PERSON")
    for hit in hits:
        label = "PERSON" if hit.kind == "person" else "KB"
        span = doc.char_span(hit.start, hit.end, label=label, alignment_mode="expand")
        if span is not None:
            yield span
    for entity in doc.ents:
        if entity.label_ in _NAMED and not _runs_together(entity, hits):
            for part in _parts(entity, surnames):
                trimmed = _trimmed(part, knowledge)
                if trimmed is not None:
                    yield trimmed


def _tells_apart(span: Span, hits: Sequence[NameHit]) -> bool:
    """Whether a name only tells whom others are for, against or none of: "the anti-Houthi coalition", "non-EU states".

    What is known so as a whole ("pro-Russian rebels") is a name; so is what holds no name: "Anti-Defamation League".
    """
    doc, first = span.doc, span.start
    if first > 1 and doc[first - 1].text in _HYPHENS and doc[first - 2].lower_ in _APART:
        return True
    if len(span) < 3 or span.label_ == "KB" or span[0].lower_ not in _APART or span[1].text not in _HYPHENS:
        return False
    return any(hit.start == span[2].idx for hit in hits)


def _runs_together(entity: Span, hits: Iterable[NameHit]) -> bool:
    """Whether a body and the person named after it were taken for one name: "envoy to Syria Staffan de Mistura"."""
    within = [hit for hit in hits if entity.start_char <= hit.start and hit.end <= entity.end_char]
    ends = any(hit.kind == "person" and hit.end == entity.end_char for hit in within)
    inside = (hit for hit in within if hit.kind in ("state", "organisation"))
    return ends and any(entity.text[: hit.start - entity.start_char].lower().strip() in ("", "the") for hit in inside)


def _parts(entity: Span, surnames: Collection[str]) -> tuple[Span, ...]:
    """The two people of "the Trump-Kim summit", which the recogniser takes for one name; else the entity itself."""
    marks = [token.i for token in entity if token.text in _HYPHENS]
    if len(marks) != 1:
        return (entity,)
    parts = entity.doc[entity.start : marks[0]], entity.doc[marks[0] + 1 : entity.end]
    if not all(part.text in surnames for part in parts):
        return (entity,)
    return tuple(Span(entity.doc, part.start, part.end, label="PERSON") for part in parts)


def _trimmed(entity: Span, knowledge: KnowledgeBase | None = None) -> Span | None:
    """The entity without articles, honorifics, possessive endings and line breaks; None when nothing is left."""
    start, end = _past_credit(entity), entity.end
    doc = entity.doc
    if knowledge is not None and len(entity) > 1 and _is_dateline(entity, knowledge):
        start += 1
    before = _ARTICLES | load_grammar().honorifics
    while start < end and (doc[start].lower_ in before or _is_edge(doc[start])):
        start += 1
    while end > start and (doc[end - 1].text in _POSSESSIVES or _is_edge(doc[end - 1])):
        end -= 1
    if entity.label_ == "PERSON" and end - start > 2 and _ends_office(doc[start]):
        start += 1
    has_name = any(token.text[:1].isupper() or token.text[:1].isdigit() for token in doc[start:end])
    return Span(doc, start, end, label=entity.label_) if start < end and has_name else None


def _past_credit(entity: Span) -> int:
    """Where a name begins behind a picture's credit: Zelensky of "Ann Lee/AFP/Getty Images Zelensky"."""
    words = entity.text.lower().replace("/", " / ").split()
    if "/" not in words or not _AGENCIES & set(words):
        return entity.start
    credit = [t.i for t in entity if "/" in t.text or t.lower_ in (*_AGENCIES, "images")]
    return credit[-1] + 1


def _ends_office(token: Token) -> bool:
    """Whether a word ends an office, and begins no name: "State" of "Secretary of State Rex Tillerson"."""
    before = token.doc[max(0, token.i - 2) : token.i]
    return len(before) == 2 and before[1].lower_ in _OBJECT_OF_OFFICE and office_class(before[0].text) is not None


def _is_dateline(entity: Span, knowledge: KnowledgeBase) -> bool:
    """Whether the first word is the city that a report is sent from: "BERLIN France's foreign minister called"."""
    first, second = entity[0], entity[1]
    if entity.start != entity.sent.start or not first.is_upper or second.is_upper:
        return False
    return knowledge.city_country(first.text.title()) is not None


def _is_edge(token: Token) -> bool:
    return token.is_punct or not token.text.strip()


def _without_overlaps(spans: Iterable[Span]) -> Iterator[Span]:
    """The longest of overlapping spans; at equal length a person's name by the recogniser, else the knowledge base."""
    chosen: list[Span] = []
    for span in spans:
        if chosen and span.start < chosen[-1].end:
            if _rank(span) > _rank(chosen[-1]):
                chosen[-1] = span
            continue
        chosen.append(span)
    yield from chosen


def _rank(span: Span) -> tuple[int, int]:
    return (len(span), {"PERSON": 1, "KB": 2}.get(span.label_, 0))
