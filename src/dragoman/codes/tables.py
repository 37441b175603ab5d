"""PLOVER 0.8 and CAMEO 1.1b3 as typed tables, and the sheet that joins them.

The tables are built by ``scripts/build_codes.py``; what was mended in them is listed in ``mends.csv`` beside them.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, cast

from dragoman.errors import RuleError
from dragoman.model import PloverType

Quad = Literal["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"]
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverCode:
    """A PLOVER event type.

    Attributes:
        type: its name in 0.8.
        quad: its quad class.
        score: its score from -10 (conflict) to 10 (cooperation) when no mode is known.
        requires_recipient: an event of this type without a recipient is no event.
    """

    type: PloverType
    quad: Quad
    score: float
    requires_recipient: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeCode:
    """A mode of a PLOVER event type, with its score from -10 to 10."""

    type: PloverType
    mode: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code.

    Attributes:
        code: the code as text; leading zeros count.
        label: the codebook's label.
        goldstein: Goldstein's score from -10 to 10.
        quad: quad class of the root: 0 neutral, 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
        plover: the PLOVER type it maps to; None for roots 01 and 02, which PLOVER dropped, and for two-digit roots.
        mode: the PLOVER mode it maps to, or None.
        contexts: the PLOVER contexts it implies.
    """

    code: str
    label: str
    goldstein: float
    quad: int
    plover: PloverType | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """All code tables; look up by the methods."""

    types: Mapping[str, PloverCode]
    modes: Mapping[tuple[str, str], ModeCode]
    cameos: Mapping[str, CameoCode]
    contexts: tuple[str, ...]
    sectors: tuple[str, ...]
    aliases: Mapping[str, tuple[PloverType, ...]]
    sheet: Mapping[tuple[str, str, str], str]

    def plover(self, name: str) -> PloverCode:
        """The PLOVER type of that name; an older scheme's name stands for the type it became.

        The old YIELD was split; it stands for CONCEDE here, and `candidates` names both.

        Raises:
            RuleError: if no scheme has the name.
        """
        return self.types[self.candidates(name)[0]]

    def candidates(self, name: str) -> tuple[PloverType, ...]:
        """The 0.8 types that a name may stand for: itself, or what an older scheme's type became.

        Raises:
            RuleError: if no scheme has the name.
        """
        known = self.types.get(name)
        found = (known.type,) if known else self.aliases.get(name, ())
        if not found:
            raise RuleError(f"no PLOVER type is called {name!r}; the types are {', '.join(self.types)}")
        return found

    def mode(self, plover: str, mode: str) -> ModeCode:
        """The mode of a PLOVER type.

        Raises:
            RuleError: if the type has no such mode.
        """
        found = self.modes.get((plover, mode))
        if found is None:
            known = ", ".join(name for kind, name in self.modes if kind == plover)
            raise RuleError(f"{plover} has no mode {mode!r}; its modes are {known or 'none'}")
        return found

    def score(self, plover: str, mode: str | None = None) -> float:
        """The PLOVER score of a mode, or of the type when no mode is known."""
        return self.plover(plover).score if mode is None else self.mode(plover, mode).score

    def cameo(self, code: str) -> CameoCode:
        """The CAMEO code of that text.

        Raises:
            RuleError: if CAMEO 1.1b3 has no such code.
        """
        found = self.cameos.get(code)
        if found is None:
            raise RuleError(f"no CAMEO code {code!r}; codes are text, with their leading zero")
        return found

    def cameo_for(self, plover: str, mode: str | None = None, *, situation: str | None = None) -> str:
        """The CAMEO code for a PLOVER type, mode and situation: the most exact row of the code sheet.

        A situation decides before a mode: CAMEO tells apart more talks than PLOVER has modes for.

        Raises:
            RuleError: if the type has no such mode, or the sheet no such situation of the type.
        """
        kind = self.plover(plover).type
        mode = self.mode(kind, mode).mode if mode else ""
        situation = self._situation(kind, situation) if situation else ""
        keys = (kind, mode, situation), (kind, "", situation), (kind, mode, ""), (kind, "", "")
        return next(self.sheet[key] for key in keys if key in self.sheet)

    def _situation(self, plover: str, situation: str) -> str:
        known = self.situations(plover)
        if situation not in known:
            raise RuleError(f"no situation {situation!r} of {plover}; known: {', '.join(known)}")
        return situation

    def situations(self, plover: str) -> tuple[str, ...]:
        """The situations that the code sheet tells apart for a PLOVER type.

        Raises:
            RuleError: if no scheme has the type.
        """
        name = self.plover(plover).type
        return tuple(dict.fromkeys(situation for kind, _, situation in self.sheet if kind == name and situation))


@cache
def load_codes() -> Codes:
    """The package's code tables, read once."""
    return read_codes(files("dragoman") / "data" / "codes")


def read_codes(folder: Traversable) -> Codes:
    """The code tables of a folder in the form of the package's own."""
    return Codes(
        types={row["type"]: _plover(row) for row in _rows(folder / "types.csv")},
        modes={(row["type"], row["mode"]): _mode(row) for row in _rows(folder / "modes.csv")},
        cameos={row["code"]: _cameo(row) for row in _rows(folder / "cameo.csv")},
        contexts=tuple(row["context"] for row in _rows(folder / "contexts.csv")),
        sectors=tuple(row["sector"] for row in _rows(folder / "sectors.csv")),
        aliases=_aliases(folder / "aliases.csv"),
        sheet={(r["plover"], r["mode"], r["situation"]): r["cameo"] for r in _rows(folder / "sheet.csv")},
    )


def _rows(table: Traversable) -> Iterator[Row]:
    """The rows of a table below its header; a first line ``# …`` says where it comes from."""
    lines = table.read_text(encoding="utf-8").splitlines()
    return iter(csv.DictReader(line for line in lines if not line.startswith("#")))


def _plover(row: Row) -> PloverCode:
    return PloverCode(
        type=cast(PloverType, row["type"]),
        quad=cast(Quad, row["quad"]),
        score=float(row["score"]),
        requires_recipient=row["requires_recipient"] == "Yes",
    )


def _mode(row: Row) -> ModeCode:
    return ModeCode(type=cast(PloverType, row["type"]), mode=row["mode"], score=float(row["score"]))


def _cameo(row: Row) -> CameoCode:
    return CameoCode(
        code=row["code"],
        label=row["label"],
        goldstein=float(row["goldstein"]),
        quad=int(row["quad"]),
        plover=cast(PloverType, row["plover"]) if row["plover"] else None,
        mode=row["mode"] or None,
        contexts=tuple(part.strip() for part in row["context"].split(";") if part.strip()),
    )


def _aliases(table: Traversable) -> dict[str, tuple[PloverType, ...]]:
    found: dict[str, tuple[PloverType, ...]] = {}
    for row in _rows(table):
        found[row["old"]] = (*found.get(row["old"], ()), cast(PloverType, row["plover"]))
    return found
