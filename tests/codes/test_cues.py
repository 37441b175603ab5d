"""Modes, situations and contexts from the words of a clause."""

from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codes import codes_for, contexts_for, load_codes, mode_for, situation_for
from dragoman.codes.cues import read_cues
from dragoman.errors import RuleError

CODES = load_codes()
FOLDER = files("dragoman") / "data" / "codes"
NAMES = ("modes", "situations", "contexts")

# Clauses as lemmas, written for these tests about public events.
MODES = [
    ("CONSULT", "Biden speak with Xi by phone", "phone"),
    ("CONSULT", "Nixon visit Beijing in 1972", "visit"),
    ("CONSULT", "Qatar host talk between the Taliban and the United States", "third-party"),
    ("CONSULT", "Norway host the prime minister of Sweden", None),
    ("CONSULT", "leader meet at the NATO summit in Vilnius", "multilateral"),
    ("RETREAT", "Iran release the American hostage in 1981", "release"),
    ("RETREAT", "the archive release the document", None),
    ("RETREAT", "Soviet troop withdraw from Afghanistan", "withdraw"),
    ("RETREAT", "Mexico withdraw its tariff", None),
    ("RETREAT", "the cease - fire take hold in Korea", "ceasefire"),
    ("RETREAT", "hostage be free under a truce", "release"),
    ("REQUEST", "the U.N. call for a ceasefire in Yemen", "yield"),
    ("REQUEST", "Pakistan urge India to resume talk", "meet"),
    ("REQUEST", "Kyiv ask for more ammunition", "assist"),
    ("REQUEST", "he mention the talk and ask for patience", None),
    ("ACCUSE", "Seoul accuse Pyongyang of sink the Cheonan", "allege"),
    ("ACCUSE", "France condemn the coup in Niger", "disapprove"),
    ("ACCUSE", "Oslo summon the Russian charge d'affaires", "disapprove"),
    ("REJECT", "Arafat refuse to meet the envoy", "meet"),
    ("REJECT", "Trump cancel the Camp David meeting with the Taliban", "meet"),
    ("REJECT", "Syria reject the plan put forward at the talk", None),
    ("THREATEN", "Khartoum threaten to suspend talk", "relations"),
    ("THREATEN", "the EU threaten new sanction", "restrict"),
    ("THREATEN", "Tehran vow to answer the attack", None),
    ("SANCTION", "Britain withdraw from the European Union", "withdraw"),
    ("SANCTION", "Poland expel forty - five Russian diplomat", "expel"),
    ("SANCTION", "the United States impose sanction on Iran", "discontinue"),
    ("MOBILIZE", "North Korea test a ballistic missile", "weapons"),
    ("MOBILIZE", "Russia send troop to the border", "troops"),
    ("COERCE", "Iran detain two French citizen", "arrest"),
    ("ASSAULT", "jet carry out air strike on Belgrade", "aerial"),
    ("ASSAULT", "Iraqi force use sarin in Halabja", "unconventional"),
    ("ASSAULT", "fighter take hostage at the embassy", "abduct"),
    ("ASSAULT", "six hostage be kill", None),
    ("AGREE", "Biden agree to speak by phone", None),
]


@pytest.mark.parametrize(("plover", "clause", "mode"), MODES)
def test_mode_of_a_clause(plover: str, clause: str, mode: str | None) -> None:
    assert mode_for(plover, clause.split()) == mode


@pytest.mark.parametrize(
    ("plover", "clause", "situation"),
    [
        ("AGREE", "Norway offer to mediate in Sri Lanka", "offer_mediation"),
        ("AGREE", "Gorbachev agree to meet Reagan in Reykjavik", "meet"),
        ("AGREE", "the side reach an agreement in Dayton", "settle"),
        ("AGREE", "Israel agree to free prisoner", "release"),
        ("CONSULT", "Egypt mediate in Gaza", "mediate"),
        ("CONSULT", "the delegation hold talk in Oslo", "negotiate"),
        ("SUPPORT", "Begin and Sadat sign the accord", "sign"),
        ("SUPPORT", "a sign of support", None),
        ("REQUEST", "Colombia demand the release of all hostage", "demand_release"),
        ("REQUEST", "Colombia ask for the release of all hostage", "release"),
        ("REJECT", "Syria reject the plan", "plan"),
        ("REJECT", "Obama cancel the summit on the deal", None),
        ("SANCTION", "the rebel walk out of the talk", "halt_talks"),
        ("ACCUSE", "Oslo summon the ambassador", "summon"),
    ],
)
def test_situation_of_a_clause(plover: str, clause: str, situation: str | None) -> None:
    assert situation_for(plover, clause.split()) == situation


@pytest.mark.parametrize(
    ("clause", "contexts"),
    [
        ("Iran enrich uranium beyond the nuclear deal", ("diplomatic", "cbrn")),
        ("shelling near the nuclear power plant", ("military",)),
        ("a think tank accord to its website", ()),
        ("Morocco claim sovereignty over Western Sahara", ("territory",)),
        ("the minister meet the president", ()),
        ("UNIFIL report that the peacekeeper be safe", ("peacekeeping",)),
    ],
)
def test_contexts_of_a_clause(clause: str, contexts: tuple[str, ...]) -> None:
    assert contexts_for(clause.split()) == contexts


def test_capitals_plurals_dots_and_hyphens_make_no_difference() -> None:
    """Title-cased headlines keep their plurals, and cease-fire comes in one token, in three or in two."""
    assert contexts_for(["Sanctions", "Relief", "Troops"]) == contexts_for(["sanction", "relief", "troop"])
    assert mode_for("REQUEST", ["cease-fire"]) == mode_for("REQUEST", ["cease", "-", "fire"]) == "yield"
    assert mode_for("CONSULT", ["U.N.", "meeting"]) == mode_for("CONSULT", ["UN", "meeting"]) == "multilateral"


def test_codes_of_an_event() -> None:
    codes = codes_for("REJECT", ["Putin", "refuse", "to", "attend", "the", "talk", "in", "Istanbul"])
    assert (codes.mode, codes.cameo, codes.goldstein, codes.plover_score) == ("meet", "125", -5.0, -2.0)
    assert codes.quad == "VERBAL CONFLICT"


def test_a_caller_may_know_the_situation_better() -> None:
    assert codes_for("AGREE", ["come"], situation="meet").cameo == "036"


@pytest.mark.parametrize("name", NAMES)
def test_every_group_leads_to_a_code(name: str) -> None:
    for section, cues in read_cues(FOLDER / f"{name}.yml").sections.items():
        for cue in cues:
            if name == "modes":
                assert (section, cue.code) in CODES.modes
            elif name == "situations":
                assert cue.code in CODES.situations(section)
            else:
                assert cue.code in CODES.contexts


def test_every_context_has_words() -> None:
    assert {cue.code for cue in read_cues(FOLDER / "contexts.yml").sections["contexts"]} == set(CODES.contexts)


@pytest.mark.parametrize("name", NAMES)
def test_every_phrase_is_found_where_it_stands_alone(name: str) -> None:
    """A phrase in another form than the reader's (a dot, a capital, a hyphen) would never be found."""
    table = read_cues(FOLDER / f"{name}.yml")
    for groups in yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8")).values():
        for phrase in (phrase for group in groups for phrase in group["any"]):
            assert tuple(phrase.split()) in table._phrases([phrase]), phrase


@given(st.lists(st.text()), st.sampled_from(sorted(CODES.types)))
def test_no_words_are_too_odd(words: list[str], plover: str) -> None:
    assert mode_for(plover, words) is None or (plover, mode_for(plover, words)) in CODES.modes
    assert set(contexts_for(words)) <= set(CODES.contexts)


@pytest.mark.parametrize("words", [["a" * 100_000], ["-" * 100_000], ["talk"] * 50_000, ["\ud800", "😀", ""]])
def test_hostile_words_end_in_an_answer(words: list[str]) -> None:
    assert codes_for("CONSULT", words).cameo in CODES.cameos


@pytest.mark.parametrize(
    "group", ["{code: meet, any: [x]}", "{code: meet, why: x}", "{code: a, any: [x], why: x, wiht: [y]}"]
)
def test_a_broken_group_is_named(group: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.yml"
    path.write_text(f"REJECT:\n  - {group}\n")
    with pytest.raises(RuleError, match=r"broken\.yml, REJECT"):
        read_cues(path)
