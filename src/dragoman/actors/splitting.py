"""Splits a name as people type it ("former US President Donald Trump") into title, name and apposition."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors.described import is_description
from dragoman.actors.fold import fold
from dragoman.actors.offices import is_official_body, office_class, title_words

if TYPE_CHECKING:
    from dragoman.actors.knowledge import KnowledgeBase

_WORD = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&+/-]+\Z")
_GIVEN_NAMES = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}\Z")
_PARTICLED = re.compile(r"(?:al|el|as|ash|an|ar|at|ad|az|ul|bin|de|van|von|ben)[-'’]?[A-Z]")
_CAPITALS = re.compile(r"[^\W\d_]+")
_RULER = re.compile(r"(?:King|Queen|Crown|Prince|Princess|Emir|Sultan) ")
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitName:
    """The parts of a typed name: words before it, the name alone, words after a comma, and its likely label."""

    title: str
    name: str
    apposition: str
    label: str


def split_name(text: str, kb: "KnowledgeBase") -> SplitName:
    """Title, name and apposition of a typed mention; a name that is known whole, or a description, stays whole."""
    whole = " ".join(text[:_LONGEST].split())
    if kb.bearers(whole) is not None or is_description(whole) or is_official_body(whole):
        return SplitName(title="", name=whole, apposition="", label="")
    whole = _in_small_letters(whole, kb)
    head, _, apposition = whole.partition(", ")
    if _is_given_name(head, apposition, kb):
        head, apposition = f"{apposition} {head}", ""
    start = 0 if _is_known_whole(head, kb) else _name_start(head, kb)
    name = head[start:]
    return SplitName(title=head[:start].strip(), name=name, apposition=apposition, label=_label(name, start, kb))


def _label(name: str, start: int, kb: "KnowledgeBase") -> str:
    """A word alone that a city bears is a place unless everyone knows a person of that name (Hamm)."""
    if _ACRONYM.match(name):
        return "ORG"
    return "GPE" if not start and " " not in name and kb.city_country(name) else "PERSON"


def _in_small_letters(text: str, kb: "KnowledgeBase") -> str:
    """A line in capitals as a name is printed; the names of states and bodies stay ("US PRESIDENT DONALD TRUMP")."""
    words = text.split(" ")
    if text != text.upper() or (len(words) == 1 and not kb.people.count_bearing(fold(text))):
        return text
    return " ".join(word if kb.bearers(word.strip(",")) else _CAPITALS.sub(_capitalised, word) for word in words)


def _capitalised(word: re.Match[str]) -> str:
    return word[0].capitalize()


def _is_given_name(family: str, given: str, kb: "KnowledgeBase") -> bool:
    """Whether what follows the comma is the given name ("Lavrov, Sergei"), no office, state or place."""
    if not given or len(family.split()) > 2 or not _GIVEN_NAMES.match(given) or given != given.title():
        return False
    return office_class(given) is None and not kb.collectives_in(given) and kb.bearers(family) is None


def _is_known_whole(name: str, kb: "KnowledgeBase") -> bool:
    """Whether a known person is called so with the title ("Mullah Omar"); kings of one name are several."""
    return not _RULER.match(name) and next(iter(kb.people.called(name)), None) is not None


def _name_start(text: str, kb: "KnowledgeBase") -> int:
    """Where the title words end: lower-case words, office words and names of states and bodies come before a name.

    The last word is always of the name.
    """
    known = {(hit.start, hit.end) for hit in kb.collectives_in(text)}
    reach = last = 0
    for word in _WORD.finditer(text):
        last = word.start()
        reach = max([reach, *(end for begin, end in known if begin == word.start())])
        without_s = word.start() + len(_POSSESSIVE.sub("", word[0]))
        if without_s > reach and not _is_title_word(word[0]):
            return last
    return last if _is_title_word(text[last:]) and text[last:][:1].isupper() else 0


def _is_title_word(word: str) -> bool:
    bare = word.strip(',;:()"“”')
    if _PARTICLED.match(bare):
        return False
    known = title_words()
    return bare[:1].islower() or bare in known or all(part in known or part.islower() for part in bare.split("-"))
