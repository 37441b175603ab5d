"""What a reader of time expressions knows: the document's date, the tense, and the times already named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dragoman.language.timex.expression import Tense, TimeType
from dragoman.language.timex.lexicon import Lexicon
from dragoman.language.timex.periods import Period

Groups = Mapping[str, str]
Bounds = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one match means.

    Attributes:
        value: the TimeML value.
        type: the TimeML type.
        period: the calendar period named, when known.
        bounds: first and last day, where these are not the whole period.
        mod: the TimeML modifier.
        basis: how the value was found, in words.
    """

    value: str
    type: TimeType = "DATE"
    period: Period | None = None
    bounds: Bounds | None = None
    mod: str | None = None
    basis: str = "as written"


@dataclass(slots=True, kw_only=True)
class Scene:
    """The state of reading one text from its start to its end.

    Attributes:
        lexicon: the words of the language.
        anchor: the document's date, or None.
        ask_tense: answers with the tense of the clause at the current expression, None when unknown; asked only where
            it counts.
        modifier: the function word before the current expression, or None.
        reference: the time last named, from which "the next day" counts.
        named_at: where that was, as a character offset.
        last: the time of the expression just before this one, whatever it was about.
        years: the year in which a month and day were last set, for their next mention without one.
    """

    lexicon: Lexicon
    anchor: date | None
    ask_tense: Callable[[], Tense | None] = lambda: None
    modifier: str | None = None
    reference: Period | None = None
    named_at: int = 0
    last: Period | None = None
    years: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def tense(self) -> Tense | None:
        """The tense of the clause at the current expression."""
        return self.ask_tense()

    @property
    def base(self) -> Period | None:
        """The time that "two weeks earlier" counts from: the last one named, else the document's date."""
        if self.reference is not None:
            return self.reference
        return Period(self.anchor.isoformat(), self.anchor, self.anchor, "day") if self.anchor else None


Reader = Callable[[Groups, Scene], Reading | None]

BY_ANCHOR = "against the document's date"
BY_REFERENCE = "against the time named before"


def named(period: Period, basis: str = "as written", *, mod: str | None = None) -> Reading:
    """A reading of the whole ``period``."""
    return Reading(value=period.value, period=period, basis=basis, mod=mod)


def first_of(groups: Groups, *names: str) -> str | None:
    """The first of the named groups that took part in the match: alternatives of a pattern cannot share a name."""
    return next((groups[name] for name in names if name in groups), None)
