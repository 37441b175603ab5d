"""The code sheet: the CAMEO code of a PLOVER type, mode and situation."""

import pytest

from dragoman.codes import load_codes
from dragoman.errors import RuleError

CODES = load_codes()


@pytest.mark.parametrize(
    ("plover", "mode", "situation", "cameo"),
    [
        ("AGREE", None, "meet", "036"),
        ("AGREE", None, "settle", "037"),
        ("AGREE", None, "accept_mediation", "038"),
        ("AGREE", None, "offer_mediation", "039"),
        ("CONSULT", None, None, "040"),
        ("CONSULT", "phone", "negotiate", "041"),
        ("CONSULT", "visit", None, "042"),
        ("CONSULT", "visit", "host", "043"),
        ("CONSULT", "third-party", None, "044"),
        ("CONSULT", None, "mediate", "045"),
        ("CONSULT", None, "negotiate", "046"),
        ("REQUEST", "meet", None, "026"),
        ("REQUEST", "meet", "settle", "027"),
        ("REQUEST", "meet", "mediate", "028"),
        ("REQUEST", "meet", "demand", "106"),
        ("REQUEST", "meet", "demand_settle", "107"),
        ("REQUEST", "meet", "demand_mediate", "108"),
        ("REQUEST", "yield", "demand_ceasefire", "1056"),
        ("REJECT", "meet", None, "125"),
        ("REJECT", "meet", "mediate", "126"),
        ("REJECT", None, "plan", "127"),
        ("REJECT", "yield", None, "124"),
        ("THREATEN", "relations", "halt_talks", "134"),
        ("THREATEN", "relations", "halt_mediation", "135"),
        ("THREATEN", "relations", "ultimatum", "139"),
        ("SANCTION", "withdraw", "halt_talks", "164"),
        ("SANCTION", "withdraw", "halt_mediation", "165"),
        ("SANCTION", "discontinue", "sanctions", "163"),
        ("CONCEDE", None, "ceasefire", "0871"),
        ("RETREAT", "ceasefire", None, "0871"),
        ("RETREAT", "release", None, "0841"),
        ("SUPPORT", None, "sign", "057"),
        ("ACCUSE", "disapprove", None, "111"),
        ("ACCUSE", "allege", None, "112"),
        ("ASSAULT", None, None, "190"),
        ("ASSAULT", "heavy-weapons", None, "194"),
        ("ASSAULT", "drone", None, "1952"),
        ("ASSAULT", "abduct", None, "181"),
    ],
)
def test_code_of_a_situation(plover: str, mode: str | None, situation: str | None, cameo: str) -> None:
    assert CODES.cameo_for(plover, mode, situation=situation) == cameo


def test_every_type_and_mode_has_a_code() -> None:
    assert all(CODES.cameo_for(kind) in CODES.cameos for kind in CODES.types)
    assert all((kind, mode, "") in CODES.sheet for kind, mode in CODES.modes)


def test_every_row_leads_to_a_cameo_code_of_its_type() -> None:
    """Giving way is the exception: PLOVER parts words from deeds, CAMEO does not."""
    for (plover, mode, situation), code in CODES.sheet.items():
        assert not mode or (plover, mode) in CODES.modes
        mapped = CODES.cameo(code).plover
        assert mapped in (plover, None) or {mapped, plover} == {"CONCEDE", "RETREAT"}, (plover, mode, situation)


def test_a_situation_of_another_mode_leaves_the_code_of_the_mode() -> None:
    assert CODES.cameo_for("THREATEN", "violence", situation="halt_talks") == CODES.cameo_for("THREATEN", "violence")


def test_an_old_name_has_a_code_too() -> None:
    assert CODES.cameo_for("DEMAND", "meet") == "026"


@pytest.mark.parametrize(("mode", "situation"), [("visit", None), (None, "visit")])
def test_what_the_sheet_does_not_know_is_an_error(mode: str | None, situation: str | None) -> None:
    with pytest.raises(RuleError, match="visit"):
        CODES.cameo_for("REJECT", mode, situation=situation)
