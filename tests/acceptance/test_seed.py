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
MISSING: Final = {
    "the_condition_was_set_earlier": '"earlier" sets no bound on when it was said',
    "the_quote_is_an_accusation_and_no_threat": "a quotation that accuses makes no event",
    "trump_was_rumoured": "the summit that Trump was to attend is not joined to the Istanbul talks",
    "trumps_team_did_not_confirm": '"offered no confirmation" makes no row',
    "us_officials_ruled_trump_out": '"would not participate" by officials makes no row',
    "the_three_rows_on_trump_have_three_sources": "the rows by his team and by officials are missing",
    "the_istanbul_talks_are_still_scheduled": '"first since 2019" is taken for the date of the talks to come',
    "leaders_were_sought": "the lower level that follows from a leader's refusal is not derived",
    "zelenskyy_is_to_meet_erdogan_in_ankara": 'the city in "en route to" is not taken for the place of the meeting',
    "the_round_of_2022_was_held_and_led_nowhere": '"had ended inconclusively" is taken for a collapse',
    "medinsky_led_the_round_of_2022": '"previously headed" makes no row',
    "russia_proposed_and_ukraine_rejected": "a rejected proposal gives no row for the side that made it",
    "first_since_is_history": '"was to be the first" is read as having been',
    "no_meeting_of_putin_and_zelenskyy_took_place": '"was to be the first" is read as having been',
}


@pytest.fixture(scope="module")
def told(reader: Reader) -> Told:
    """The record of the seed, read as ``dragoman read --date 2025-05-15`` reads it."""
    page = next(shared("seed").glob("*.txt"))
    article = next(read_source(str(page), given_date=date(2025, 5, 15)))
    return Told(record=reader.read(article), words=WORDS, offices=OFFICES)


@pytest.mark.parametrize("demand", marked(MISSING))
def test_record(demand: Demand, told: Told) -> None:
    demand(told)
