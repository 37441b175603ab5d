"""The first acceptance case told in our own words: ``istanbul-2025`` of ``evaluation/cases``."""

from typing import Final

import pytest

from dragoman.api import Reader
from tests.acceptance.demands import Demand, Told, marked
from tests.acceptance.places import own_cases

WORDS: Final = {
    "declined": "will not travel to Istanbul",
    "talks": "will not travel to Istanbul",
    "head": "will head the Russian delegation",
    "members": "The group travelling with him",
    "not named": "missing from the list",
    "Ankara": "in Ankara on Thursday",
    "quote": "stays away once again",
    "condition": "Earlier in the week",
    "rumour": "There had been speculation",
    "no confirmation": "would not confirm",
    "ruled out": "later ruled out",
    "first since": "first direct negotiation",
    "round of 2022": "broke up without a result",
    "led in 2022": "who also led Moscow's team",
    "proposals": "rejected Russian proposals",
    "channels": "Channels between",
}
OFFICES: Final = {
    "Galuzin": "Deputy Foreign Minister",
    "Fomin": "Deputy Defence Minister",
    "Kostyukov": "chief of the military intelligence",
}
MISSING: Final = {
    "three_members_with_offices_as_printed": "an office after the last name of a list is not read",
    "zelenskyy_comes_on_condition_that_putin_does": '"would come only if" in reported speech of a described speaker makes no row',
    "the_condition_was_set_earlier": "there is no row for the condition",
    "the_condition_has_failed": "there is no row for the condition",
    "the_quote_is_an_accusation_and_no_threat": "a quotation that accuses makes no event",
    "trump_was_rumoured": '"speculation that" makes no row',
    "trumps_team_did_not_confirm": '"would not confirm that he was coming" makes no row',
    "us_officials_ruled_trump_out": '"ruled out his attendance" makes no row',
    "the_three_rows_on_trump_have_three_sources": "the rows on Trump are missing",
    "the_round_of_2022_was_held_and_led_nowhere": '"that round" is not joined to the round of 2022 and "broke up without a result" gives no outcome',
    "medinsky_led_the_round_of_2022": '"also led the team in the 2022 round" makes no row',
    "russia_proposed_and_ukraine_rejected": "a rejected proposal gives no row for the side that made it",
}


@pytest.fixture(scope="module")
def told(reader: Reader) -> Told:
    """The record of our own report, with the places of its sentences."""
    article = next(one for one in own_cases() if one.id == "istanbul-2025")
    return Told(record=reader.read(article), words=WORDS, offices=OFFICES)


@pytest.mark.parametrize("demand", marked(MISSING))
def test_record(demand: Demand, told: Told) -> None:
    demand(told)
