"""From a text to its time expressions."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from dragoman.language.timex.expression import Tense, TimeExpression
from dragoman.language.timex.intervals import LEFT_REACH, Found, finished
from dragoman.language.timex.lexicon import Lexicon, load_lexicon
from dragoman.language.timex.matching import Candidate, candidates
from dragoman.language.timex.readers import READERS
from dragoman.language.timex.rules import Rule, load_rules
from dragoman.language.timex.scene import Reading, Scene
from dragoman.language.timex.tense import surface_tense

TenseAt = Callable[[int], Tense | None]

_MEMORY = 800
"""How far on, in characters, a time is still what "that day" can point to: about two paragraphs of news."""
_MODIFIER_REACH = 24


def find_times(
    text: str, *, anchor: date | None, tense_at: TenseAt | None = None, language: str = "en"
) -> list[TimeExpression]:
    """The time expressions of ``text`` in order of place, none overlapping another.

    Args:
        text: any text; offsets of the result are Unicode code points of it.
        anchor: the document's date, or None: then nothing that counts from it is given days.
        tense_at: the tense of the clause around a character offset, as a grammatical analysis knows it. Where it is
            not given, or answers None, the words around are asked; without a sign there, a weekday is one gone by.
        language: ISO 639-1 code of a language that the package has rules for.

    Raises:
        RuleError: when the language is not known.
    """
    scene = Scene(lexicon=load_lexicon(language), anchor=anchor)
    found = list(_read(text, load_rules(language), scene, tense_at))
    return finished(found, text, scene)


def _read(text: str, rules: Sequence[Rule], scene: Scene, tense_at: TenseAt | None) -> Iterator[Found]:
    """Candidates that make sense, from left to right; one that does not leaves its words to the next."""
    taken = 0
    for candidate in candidates(text, rules):
        if candidate.start < taken:
            continue
        if candidate.rule.reader is None:
            taken = candidate.end
            continue
        _turn_to(candidate, text, scene, tense_at)
        reading = _try_reading(candidate, scene)
        if reading is not None:
            taken = candidate.end
            _remember(reading, candidate.start, text, scene)
            yield Found(candidate.start, candidate.end, candidate.rule, reading, scene.modifier)


def _turn_to(candidate: Candidate, text: str, scene: Scene, tense_at: TenseAt | None) -> None:
    """Set the scene for the words of ``candidate``."""

    def tense() -> Tense | None:
        known = tense_at(candidate.start) if tense_at else None
        return known or surface_tense(text, candidate.start, candidate.end, scene.lexicon)

    scene.ask_tense = tense
    scene.modifier = _modifier(text, candidate.start, scene.lexicon)
    if candidate.start - scene.named_at > _MEMORY:
        scene.reference = None


def _try_reading(candidate: Candidate, scene: Scene) -> Reading | None:
    """The reading, or None when the figures are no date (31 June) or the calendar ends."""
    try:
        return READERS[candidate.rule.reader or ""](candidate.groups, scene)
    except (ValueError, OverflowError):
        return None


def _remember(reading: Reading, start: int, text: str, scene: Scene) -> None:
    """Keep the time for "the next day", unless it only says when somebody spoke."""
    scene.last = reading.period
    spoken = scene.lexicon.context.reporting.search(text[max(0, start - LEFT_REACH) : start])
    if reading.period is not None and reading.value != "PRESENT_REF" and not spoken:
        scene.reference, scene.named_at = reading.period, start


def _modifier(text: str, start: int, lexicon: Lexicon) -> str | None:
    """The function word before an expression, in small letters."""
    match = lexicon.context.modifiers.search(text[max(0, start - _MODIFIER_REACH) : start])
    return " ".join(match[1].casefold().split()) if match else None
