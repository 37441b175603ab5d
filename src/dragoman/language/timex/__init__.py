"""Time expressions: from words such as "on Wednesday" to TimeML values and intervals of days."""

from dragoman.language.timex.expression import Tense, TimeExpression, TimeType
from dragoman.language.timex.find import TenseAt, find_times

__all__ = ["Tense", "TenseAt", "TimeExpression", "TimeType", "find_times"]
