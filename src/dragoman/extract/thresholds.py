"""From which probability on the heads' word counts, by report type, from ``data/extract/thresholds.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Threshold:
    """The probabilities that decide for one report type.

    Attributes:
        objection: what rules found is rejected where the heads give it a lower probability.
        correction: from here on the heads' class outranks the rules'.
        alone: from here on the heads' word is enough without a rule.
    """

    objection: float
    correction: float
    alone: float


Thresholds = Mapping[str, Threshold]


@cache
def load_thresholds() -> Thresholds:
    """The shipped thresholds by report type."""
    raw = yaml.safe_load(files("dragoman").joinpath("data/extract/thresholds.yml").read_text(encoding="utf-8"))
    return {name: Threshold(**values) for name, values in raw.items()}
