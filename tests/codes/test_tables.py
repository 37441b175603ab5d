"""The code tables: complete, joined without loose ends, and mended where their sources slip."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from dragoman.codes import load_codes
from dragoman.errors import RuleError
from dragoman.model import PloverType

CODES = load_codes()
FOLDER = files("dragoman") / "data" / "codes"
REPOSITORY = Path(__file__).parents[2]
ONTOLOGY = REPOSITORY.parent / "shared" / "ontology"


def mends() -> Iterator[dict[str, str]]:
    return csv.DictReader((FOLDER / "mends.csv").read_text("utf-8").splitlines())


def test_every_plover_type_of_the_model_has_a_row() -> None:
    assert set(CODES.types) == set(get_args(PloverType))


def test_sizes() -> None:
    assert (len(CODES.modes), len(CODES.contexts), len(CODES.sectors), len(CODES.cameos)) == (67, 37, 25, 318)


def test_accuse_is_conflict_in_type_and_modes() -> None:
    """The manual prints +3, the only conflict type above zero."""
    assert CODES.plover("ACCUSE").score == -3
    assert CODES.mode("ACCUSE", "disapprove").score == -2
    assert CODES.mode("ACCUSE", "allege").score == -3.5


def test_scores_have_the_sign_of_their_quad() -> None:
    for one in CODES.types.values():
        assert one.score >= 0 if "COOPERATION" in one.quad else one.score <= 0
    for mode in CODES.modes.values():
        known_mild = mode.type == "REQUEST"  # asking for help is mildly friendly, though filed under conflict
        assert known_mild or (mode.score > 0) == ("COOPERATION" in CODES.plover(mode.type).quad)


def test_sanction_is_material() -> None:
    assert CODES.plover("SANCTION").quad == "MATERIAL CONFLICT"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("DEMAND", ("REQUEST",)),
        ("DISAPPROVE", ("ACCUSE",)),
        ("INVESTIGATE", ("ACCUSE",)),
        ("YIELD", ("CONCEDE", "RETREAT")),
        ("AGREE", ("AGREE",)),
    ],
)
def test_names_of_older_schemes(old: str, new: tuple[str, ...]) -> None:
    assert CODES.candidates(old) == new
    assert CODES.plover(old).type == new[0]


def test_cameo_codes_are_text() -> None:
    assert CODES.cameo("036").label == "Express intent to meet or negotiate"
    assert CODES.cameo("036").goldstein == 4.0
    with pytest.raises(RuleError, match="leading zero"):
        CODES.cameo("36")


def test_statements_and_appeals_have_no_plover_type() -> None:
    """PLOVER dropped CAMEO's roots 01 and 02."""
    assert not [one.code for one in CODES.cameos.values() if one.code[:2] in ("01", "02") and one.plover]


def test_all_other_codes_have_one() -> None:
    rest = [one for one in CODES.cameos.values() if one.code[:2] not in ("01", "02") and len(one.code) > 2]
    assert [one.code for one in rest if one.plover is None] == []


def test_modes_and_contexts_of_cameo_codes_exist() -> None:
    for one in CODES.cameos.values():
        assert one.mode is None or (one.plover, one.mode) in CODES.modes, one.code
        assert set(one.contexts) <= set(CODES.contexts), one.code


def test_goldstein_scores_are_in_range_and_follow_the_parent() -> None:
    assert all(-10 <= one.goldstein <= 10 for one in CODES.cameos.values())
    assert CODES.cameo("1952").goldstein == CODES.cameo("195").goldstein


def test_every_mend_holds_and_says_why() -> None:
    tables = {
        name: (FOLDER / f"{name}.csv").read_text("utf-8").splitlines()[1:] for name in ("types", "modes", "cameo")
    }
    keys = {"types": ("type",), "modes": ("type", "mode"), "cameo": ("code",)}
    for mend in mends():
        rows = csv.DictReader(tables[mend["table"]])
        row = next(row for row in rows if " ".join(row[key] for key in keys[mend["table"]]) == mend["key"])
        assert row[mend["column"]] == mend["now"]
        assert mend["why"]


@pytest.mark.parametrize("ask", [lambda: CODES.plover("TALK"), lambda: CODES.mode("AGREE", "phone")])
def test_unknown_names_are_named(ask: object) -> None:
    with pytest.raises(RuleError, match=r"TALK|phone"):
        ask()  # type: ignore[operator]


@pytest.mark.skipif(not ONTOLOGY.exists(), reason=f"the raw ontology files are not at {ONTOLOGY}")
def test_tables_are_what_the_script_builds(tmp_path: Path) -> None:
    (tmp_path / "mends.csv").write_bytes((FOLDER / "mends.csv").read_bytes())
    script = REPOSITORY / "scripts" / "build_codes.py"
    subprocess.run([sys.executable, script, "--ontology", ONTOLOGY, "--out", tmp_path], check=True)
    for built in tmp_path.iterdir():
        assert built.read_bytes() == (FOLDER / built.name).read_bytes(), built.name


@pytest.mark.skipif(not ONTOLOGY.exists(), reason=f"the raw ontology files are not at {ONTOLOGY}")
def test_a_mend_that_no_longer_fits_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "mends.csv").write_text("table,key,column,was,now,why\ntypes,ACCUSE,score,-3,3,made up\n")
    script = REPOSITORY / "scripts" / "build_codes.py"
    run = subprocess.run(
        [sys.executable, script, "--ontology", ONTOLOGY, "--out", tmp_path], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "types ACCUSE: score is '3', not '-3'" in run.stderr
