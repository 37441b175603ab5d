"""From which probability on the heads' word on a mention of a meeting counts, from ``data/extract/thresholds.yml``."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The probabilities that decide on occasions.

    Attributes:
        objection: an occasion that grammar found is left out where the heads give its sentence a lower one.
        correction: from here on the heads' standing outranks that of the words.
        alone: from here on a sentence speaks of an occasion that grammar did not find.
        party: from here on a mention is a party.
        mediator: from here on a mention is a mediator.
    """

    objection: float
    correction: float
    alone: float
    party: float
    mediator: float


@cache
def load_thresholds() -> Thresholds:
    """The shipped thresholds."""
    raw = yaml.safe_load(files("dragoman").joinpath("data/extract/thresholds.yml").read_text(encoding="utf-8"))
    return Thresholds(**raw)
