"""What a reporting verb reports, by its grammar: one function per frame of the lexicon."""

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from dragoman.language.attribution.escape import beside
from dragoman.language.attribution.lexicon import entries_of
from dragoman.language.attribution.model import Cue, Page, Range

Frame = Callable[[Cue, Page], tuple[Range, ...]]
_OBJECTS = ("dobj", "attr", "oprd")
_PREDICATES = ("oprd", "xcomp", "ccomp", "advcl")
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "WORK_OF_ART"})
_MAX_BETWEEN = 20
_MAX_DEPTH = 60
_TELLING = frozenset({"tell", "inform", "assure", "remind", "notify"})
_SET_OFF = frozenset({",", "—", "–", "--", "-", "―", "?", "!", "…", "..."})
# Prepositions that continue an object ("criticised him for leaving"); others begin an adjunct ("on Thursday").
_CONTINUES = frozenset({"for", "as", "of", "over", "to", "with", "about", "from", "against", "into", "between", "that"})


def clause(cue: Cue, page: Page) -> tuple[Range, ...]:
    """A finite clause that the verb governs, after it or before it."""
    complements = [child for child in _dependents(cue) if child.dep_ == "ccomp" and not _is_infinitive(child)]
    after = [child for child in complements if child.i > cue.token.i]
    if after:
        return _after(cue, after[0], page)
    before = [child for child in complements if child.left_edge.i < cue.span[0] and _is_set_off(child, page)]
    if before and not _has_own_complement(cue):
        return ((before[0].left_edge.i, min(before[-1].right_edge.i + 1, cue.span[0])),)
    return _hidden_that(cue, page)


def to(cue: Cue, page: Page) -> tuple[Range, ...]:
    """An infinitive of the verb: "to send a delegation"."""
    for child in cue.token.children:
        if child.dep_ in ("xcomp", "ccomp") and child.i > cue.last.i and _is_infinitive(child):
            return ((max(child.left_edge.i, cue.span[1]), child.right_edge.i + 1),)
    return ()


def whom_to(cue: Cue, page: Page) -> tuple[Range, ...]:
    """Someone and what he is to do: "both sides to return"."""
    verb = cue.token
    clauses = [
        child
        for child in verb.children
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > cue.last.i and _is_infinitive(child)
    ]
    if not clauses:
        return ()
    starts = [clauses[0].left_edge.i] + [child.left_edge.i for child in _objects(cue) if child.i < clauses[0].i]
    return ((max(min(starts), cue.span[1]), clauses[0].right_edge.i + 1),)


def as_predicate(cue: Cue, page: Page) -> tuple[Range, ...]:
    """An object with what it is called: "the plan a trap", "the plan as a trap"."""
    verb = cue.token
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    predicates = [
        child
        for child in verb.children
        if child.i > verb.i
        and (child.dep_ in _PREDICATES or (child.dep_ == "prep" and child.lower_ in ("as", "to", "with", "by", "in")))
        and not (child.dep_ == "advcl" and child.lower_ not in ("as",))
        and not _is_infinitive(child)
    ]
    if not predicates:
        return _called_in_quotes(cue, page) if cue.entry.reports and objects else ()
    start = max(cue.span[1], min(child.left_edge.i for child in predicates + [o for o in objects if o.i > verb.i]))
    end = max(child.right_edge.i for child in predicates) + 1
    ahead = tuple((o.left_edge.i, o.right_edge.i + 1) for o in objects if o.i < verb.i)
    return (*ahead, (start, end))


def _called_in_quotes(cue: Cue, page: Page) -> tuple[Range, ...]:
    """What follows up to a quotation's end, where the parser saw no predicate: "called the raid a “trap”"."""
    stop = page.sentence(cue.token.i)[1]
    quoted = max((page.quote_of[i] for i in range(cue.span[1], stop)), default=-1)
    return ((cue.span[1], min(stop, page.quotes[quoted].end)),) if quoted >= 0 else ()


def object_(cue: Cue, page: Page) -> tuple[Range, ...]:
    """A noun phrase or gerund that is talked about, with what continues it."""
    verb = cue.token
    passive = [child for child in verb.children if child.dep_ == "nsubjpass"]
    objects = _objects(cue)
    if _is_quoted_saying(verb):
        return ()
    if passive and not (objects and cue.last.i != verb.i):
        return _passive_object(cue, passive[0])
    if objects:
        start = max(cue.span[1], min(child.left_edge.i for child in objects))
        end = max(child.right_edge.i + 1 for child in objects)
        return ((start, _continued(verb, end)),)
    return _relative_object(cue)


def _has_own_complement(cue: Cue) -> bool:
    """Whether an infinitive after the verb is what it is about: "a deal was near, a step they vowed to prevent"."""
    return any(child.dep_ == "xcomp" and child.i > cue.last.i and _is_infinitive(child) for child in cue.token.children)


def _is_set_off(complement: Token, page: Page) -> bool:
    """Whether a clause before its verb ends at a comma, a dash or a quotation mark."""
    end = complement.right_edge.i + 1
    if page.text(end) in _SET_OFF or page.text(end - 1) in _SET_OFF:
        return True
    return page.quote_of[end - 1] >= 0 or (end < len(page.doc) and page.quote_of[end] >= 0)


def _dependents(cue: Cue) -> list[Token]:
    """What hangs on the verb or its last word ("made it clear that"), the cue's own words left out."""
    last = list(cue.last.children) if cue.last.i != cue.token.i else []
    return [child for child in (*cue.token.children, *last) if not cue.span[0] <= child.i < cue.span[1]]


def _after(cue: Cue, complement: Token, page: Page) -> tuple[Range, ...]:
    start, end = complement.left_edge.i, _end_of(complement, cue.token, page)
    if start >= cue.span[0]:
        return ((max(start, cue.span[1]), end),)
    return ((start, cue.span[0]), (cue.span[1], end))


def _end_of(complement: Token, reporter: Token, page: Page) -> int:
    """The end of a complement, before any reporting verb that stands beside it."""
    stop = min(complement.right_edge.i + 1, page.sentence(complement.i)[1])
    for token in page.doc[complement.i + 1 : stop]:
        outer = beside(token, page)
        if outer is not None and outer.i == reporter.i:
            return token.left_edge.i - (1 if page.text(token.left_edge.i - 1) in (",", "and", "but") else 0)
    return _past_misparse(complement.right_edge.i + 1, reporter, page)


def _past_misparse(end: int, reporter: Token, page: Page) -> int:
    """The end of the sentence where the words after a complement hang neither on it nor on the reporter."""
    stop = page.sentence(reporter.i)[1]
    if end >= stop or page.doc[end].is_punct or page.doc[end].is_space or page.doc[end].dep_ in ("cc", "mark"):
        return end
    return end if _hangs_on(page.doc[end], reporter) else stop


def _hangs_on(word: Token, verb: Token) -> bool:
    for _ in range(_MAX_DEPTH):
        if word.i == verb.i or word.head.i == word.i:
            break
        word = word.head
    return word.i == verb.i


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _hidden_that(cue: Cue, page: Page) -> tuple[Range, ...]:
    """A clause which the parser hung on the hearer ("told reporters that"), as an adverbial, or nowhere."""
    stop = page.sentence(cue.token.i)[1]
    if cue.token.lemma_ in _TELLING:
        return _told_that(cue, page, stop)
    if not all(_is_hearer(child, page) for child in cue.token.children if child.dep_ == "dobj"):
        return ()
    for token in page.doc[cue.span[1] : min(stop, cue.span[1] + _MAX_BETWEEN)]:
        if token.dep_ == "nsubj":
            break
        if token.lower_ == "that" and token.dep_ == "mark" and _hangs_on(token, cue.token):
            return ((token.i, max(token.head.right_edge.i + 1, token.i + 1)),)
    for child in cue.token.children:
        if child.dep_ == "advcl" and child.i > cue.token.i and _is_bare_clause(child):
            return ((child.left_edge.i, child.right_edge.i + 1),)
    if page.text(cue.span[1]) == "that" and page.doc[cue.span[1]].dep_ == "mark":
        return ((cue.span[1], stop),)
    return ()


def _told_that(cue: Cue, page: Page, stop: int) -> tuple[Range, ...]:
    """What somebody is told: "told The Times last fall that ...", "told an open session that, after ..."."""
    hearers = [child for child in cue.token.children if child.dep_ in ("dobj", "dative") and child.i > cue.token.i]
    for token in page.doc[hearers[0].i + 1 : min(stop, cue.span[1] + _MAX_BETWEEN)] if hearers else ():
        if token.lower_ == "that" and page.quote_of[token.i] < 0:
            return ((token.i, stop),)
    return ()


def _is_hearer(noun: Token, page: Page) -> bool:
    return noun.ent_type_ in _NAMES or noun.pos_ in ("PRON", "PROPN") or noun.lemma_.lower() in page.lexicon.hearers


def _is_bare_clause(verb: Token) -> bool:
    """A clause with its own subject and no conjunction before it: "said after the vote he would resign"."""
    marks = {child.dep_ for child in verb.children if child.i < verb.i}
    return "nsubj" in marks and "mark" not in marks and verb.left_edge.tag_ not in ("WRB", "WDT", "WP", "IN")


def _objects(cue: Cue) -> list[Token]:
    """The verb's objects, or those of its preposition."""
    if cue.last.i != cue.token.i and cue.last.dep_ != "prt":
        found = [child for child in cue.last.children if child.dep_ in ("pobj", "pcomp")]
        if found or cue.last.dep_ != "mark":
            return found
        return [cue.last.head]
    return [
        child for child in cue.token.children if child.i > cue.last.i and (child.dep_ in _OBJECTS or _is_gerund(child))
    ]


def _is_gerund(child: Token) -> bool:
    return child.dep_ in ("xcomp", "ccomp") and not _is_infinitive(child)


def _continued(verb: Token, end: int) -> int:
    for child in sorted(verb.children, key=lambda item: item.i):
        continues = child.dep_ in ("prep", "dative") and (child.lower_ in _CONTINUES or _is_topic(child))
        if child.left_edge.i == end and (continues or child.dep_ in ("xcomp", "oprd")):
            end = child.right_edge.i + 1
    return end


def _is_quoted_saying(verb: Token) -> bool:
    """Whether it is "was quoted as saying", where the participle reports."""
    passive = any(child.dep_ == "nsubjpass" for child in verb.children)
    return passive and any(
        word.dep_ == "pcomp" for child in verb.children if child.lower_ == "as" for word in child.children
    )


def _is_topic(preposition: Token) -> bool:
    """Whether "on" names a subject ("findings on the truce") and not a day or place."""
    times = any(child.ent_type_ in ("DATE", "TIME", "GPE") for child in preposition.children)
    return preposition.lower_ == "on" and not times


def _passive_object(cue: Cue, subject: Token) -> tuple[Range, ...]:
    first = (subject.left_edge.i, min(subject.right_edge.i + 1, cue.span[0]))
    rest = [
        child
        for child in cue.token.children
        if child.i > cue.token.i
        and child.dep_ in ("prep", "xcomp", "oprd")
        and child.lower_ in _CONTINUES | {subject.lower_}
    ]
    if rest:
        return first, (rest[0].left_edge.i, rest[-1].right_edge.i + 1)
    return (first,)


def _relative_object(cue: Cue) -> tuple[Range, ...]:
    """The noun before a relative clause without its own object: "the plan (that) the mediators proposed"."""
    verb = cue.token
    if verb.dep_ not in ("relcl", "acl") or verb.head.i > verb.i:
        return ()
    clause_start = verb.left_edge.i
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and not any(child.dep_ == "agent" for child in verb.children):
        return ()
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if verb.tag_ == "VBG" or (subject is not None and subject.lower_ in ("who", "which", "that")):
        return ()
    return ((verb.head.left_edge.i, min(clause_start, cue.span[0])),)


def rest(cue: Cue, page: Page) -> tuple[Range, ...]:
    """The rest of the sentence after a verb of saying that got no complement, when it holds a clause."""
    start, stop = cue.span[1], page.sentence(cue.token.i)[1]
    marks = {child.dep_ for child in cue.token.children}
    words = page.doc[start:stop]
    objects = {"xcomp", "oprd", "acomp"} | (set() if _only_clauses(cue, page) else {"dobj"})
    if "nsubj" not in marks or marks & objects or not len(words) or words[0].is_punct or words[0].dep_ == "cc":
        return ()
    verbs = [word for word in words if word.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    clause = verbs and any(word.dep_ in ("nsubj", "nsubjpass", "expl") for word in words)
    return ((start, stop),) if clause and words[0].pos_ not in ("ADP", "SCONJ", "ADV") else ()


def _only_clauses(cue: Cue, page: Page) -> bool:
    """Whether the verb takes no object, so that one is a misread clause: "has said handing over arms is out"."""
    return all("object" not in entry.frames for entry in entries_of(cue.token, page.lexicon.verbs))


FRAMES: Mapping[str, Frame] = {
    "clause": clause,
    "to": to,
    "whom_to": whom_to,
    "as": as_predicate,
    "object": object_,
}
