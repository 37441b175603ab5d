"""How good the record is: scores against coded articles, and against other people's development sets."""

from dragoman.evaluate.bootstrap import Interval, bootstrap
from dragoman.evaluate.compare import Difference, compare
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.measures import Counts, Ratio
from dragoman.evaluate.score import Run, Scores, TypeScore, judge, score

__all__ = [
    "Counts", "Difference", "Interval", "Ratio", "Run", "Scores", "TypeScore", "bootstrap", "compare", "judge",
    "read_coded", "score",
]  # fmt: skip
