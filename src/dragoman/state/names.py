"""The words that name a side or a person, and the part of a sentence that is its condition."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from dragoman.actors.fold import fold
from dragoman.actors.tables import shipped_rows
from dragoman.state.tables import shipped_table

_BESIDE = 40
"""Characters of a clause that are beside a name."""
_END = re.compile(r"[.;!?](?:\s|$)")


def names_of_side(side: str) -> frozenset[str]:
    """The words that mean a side, lower case: a state's name, demonym and capital, an organisation's own name."""
    return _state_names().get(side, frozenset()) | {side.lower()}


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether a text, in lower case, holds one of the names as whole words."""
    return any(_whole(name).search(text) for name in names if name in text)


def condition_in(sentence: str) -> str:
    """What a sentence makes a condition: the words after its "only if" or "unless"; empty where there is none."""
    found = next((hit for words in _condition_words() if (hit := words.search(sentence))), None)
    if found is None:
        return ""
    rest = sentence[found.end() :]
    end = _END.search(rest)
    return rest[: end.start() if end else None].strip()


def asks_for(surname: str, clause: str) -> bool:
    """Whether a condition is that a person comes: beside his name stands a word of coming or meeting."""
    beside = (clause[max(0, hit.start() - _BESIDE) : hit.end() + _BESIDE] for hit in _whole(surname).finditer(clause))
    return any(_presence_words().search(words) for words in beside)


@lru_cache(maxsize=4096)  # more than the names of all states: compiling costs a hundred searches
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}\b")


@cache
def _condition_words() -> tuple[re.Pattern[str], ...]:
    """The words that begin a condition, the plainest first: "after" counts only where nothing better stands."""
    rows = shipped_table("condition_words.csv")
    return tuple(
        re.compile(rf"\b{re.escape(row['words'])}\b", re.IGNORECASE) for row in rows if row["kind"] == "begins"
    )


@cache
def _presence_words() -> re.Pattern[str]:
    words = [row["words"] for row in shipped_table("condition_words.csv") if row["kind"] == "presence"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\w*", re.IGNORECASE)


@cache
def state_words() -> frozenset[str]:
    """Every word in the names, demonyms and capitals of states, as keys."""
    return frozenset(fold(word) for names in _state_names().values() for name in names for word in name.split())


@cache
def _state_names() -> dict[str, frozenset[str]]:
    columns = ("name", "names", "demonyms", "capitals")
    return {
        row["iso3"]: frozenset(name.lower() for column in columns for name in row[column].split("|") if name)
        for row in shipped_rows("states.csv")
    }
