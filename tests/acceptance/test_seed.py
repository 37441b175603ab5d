"""The first acceptance case itself, where the reference material lies beside the checkout."""

from datetime import date
from typing import Final

import pytest

from dragoman.api import Reader
from dragoman.read import read_source
from tests.acceptance.demands import Demand, Told, marked
from tests.acceptance.places import shared

# Sentences are found by at most three words, the report itself is not ours to copy.
WORDS: Final = {
    "declined": "the Kremlin confirmed",
    "talks": "the Kremlin confirmed",
    "head": "In place of",
    "members": "Mikhail Galuzin",
    "not named": "Yuri Ushakov",
    "Ankara": "Tayyip Erdo",
    "quote": "In his words",
    "condition": "earlier stated",
    "rumour": "rumored",
    "no confirmation": "offered no confirmation",
    "ruled out": "US officials",
    "first since": "since 2019",
    "round of 2022": "inconclusively",
    "led in 2022": "previously headed",
    "proposals": "inconclusively",
    "channels": "diplomatic channels",
}
OFFICES: Final = {"Fomin": "Deputy Defence Minister", "Galuzin": "Deputy Foreign Minister", "Kostyukov": "head of"}
MISSING: Final[dict[str, str]] = {}


@pytest.fixture(scope="module")
def told(reader: Reader) -> Told:
    """The record of the seed, read as ``dragoman read --date 2025-05-15`` reads it."""
    page = next(shared("seed").glob("*.txt"))
    article = next(read_source(str(page), given_date=date(2025, 5, 15)))
    return Told(record=reader.read(article), words=WORDS, offices=OFFICES)


@pytest.mark.parametrize("demand", marked(MISSING))
def test_record(demand: Demand, told: Told) -> None:
    demand(told)
