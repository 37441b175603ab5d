"""Splits a name as people type it ("former US President Donald Trump") into title, name and apposition."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors.described import is_description
from dragoman.actors.offices import is_official_body, office_words

if TYPE_CHECKING:
    from dragoman.actors.knowledge import KnowledgeBase

_WORD = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&+/-]+\Z")
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
    head, _, apposition = whole.partition(", ")
    start = _name_start(head, kb)
    name = head[start:]
    label = "ORG" if _ACRONYM.match(name) else "PERSON"
    return SplitName(title=head[:start].strip(), name=name, apposition=apposition, label=label)


def _name_start(text: str, kb: "KnowledgeBase") -> int:
    """Where the title words end: lower-case words, office words and names of states and bodies come before a name."""
    known = {(hit.start, hit.end) for hit in kb.collectives_in(text)}
    reach = 0
    for word in _WORD.finditer(text):
        reach = max([reach, *(end for begin, end in known if begin == word.start())])
        without_s = word.start() + len(_POSSESSIVE.sub("", word[0]))
        if without_s <= reach:
            continue
        if not _is_title_word(word[0]):
            return word.start()
    return 0


def _is_title_word(word: str) -> bool:
    bare = word.strip(',;:()"“”')
    return bare[:1].islower() or bare in office_words() or all(part in office_words() for part in bare.split("-"))
