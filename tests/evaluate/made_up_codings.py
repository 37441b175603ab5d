"""Made-up coded articles for the tests: every code, and the odd shapes that coders write."""

import random
from typing import Any, get_args

from dragoman.model import AttendanceStatus, Aux, MeetingStatus, PloverType, PositionKind, StatementKind

PEOPLE = ["Anwar Sadat", "Menachem Begin", "Jimmy Carter", "Carter", "President Sadat", "Cyrus Vance", "Moshe Dayan"]
PARTIES = [
    "EGY",
    "ISR",
    "USA",
    "us",
    "United States",
    "U.S.",
    "UN",
    "U.N.",
    "United Nations",
    "Russia",
    "RUS",
    "Égypte",
]
ODD = [None, "", " ", "USA, EGY", ",", "government", "the president", "埃及", "😀", "US officials", "Egyptian ministry"]
PLACES = [None, "Camp David", "Jerusalem", "Cairo", "cairo", "New York", "York", ""]
DATES = [None, "", "1978", "1978-09", "1978-09-17", "1978-09-05", "1979-03", "1979-03-26"]


def article(rng: random.Random, name: str) -> dict[str, Any]:
    """An article of which only the sentence offsets matter."""
    cuts = sorted(rng.sample(range(0, 400), 2 * rng.randint(1, 5)))
    return {"id": name, "title": "t", "text": "x" * 400, "sentences": list(zip(cuts[::2], cuts[1::2], strict=True))}


def coded(rng: random.Random, of: dict[str, Any], *, spans: bool) -> dict[str, Any]:
    """A coding of the article ``of``, with evidence spans, sentence numbers or both."""
    groups = {
        "meetings": _meeting, "attendance": _attendance, "delegations": _delegation,
        "positions": _position, "statements": _statement, "events": _event,
    }  # fmt: skip
    rows = {
        name: [make(rng) | _support(rng, of, spans) for _ in range(rng.randint(0, 8))]
        for name, make in groups.items()
        if rng.random() < 0.9
    }
    relevance = {"relevance": rng.choice(["talks", "conflict", "other"])} if rng.random() < 0.9 else {}
    return {"id": of["id"]} | relevance | rows


def _support(rng: random.Random, of: dict[str, Any], spans: bool) -> dict[str, Any]:
    numbers = {"s": rng.sample(range(len(of["sentences"]) + 1), rng.randint(0, min(3, len(of["sentences"]))))}
    if not spans:
        return numbers
    evidence = [_span(rng) for _ in range(rng.randint(0, 2))]
    return {"evidence": evidence} | (numbers if rng.random() < 0.3 else {})


def _span(rng: random.Random) -> dict[str, Any]:
    if rng.random() < 0.2:
        return {"field": "title", "start": 0, "end": 1}
    start = rng.randint(0, 380)
    return {"field": "text", "start": start, "end": start + rng.randint(1, 150)}


def _name(rng: random.Random) -> str | None:
    return rng.choice(rng.choice([PEOPLE, PEOPLE, PARTIES, PARTIES, ODD]))


def _party(rng: random.Random) -> str | None:
    return rng.choice(["EGY", "ISR", "USA", "us", _name(rng)])


def _names(rng: random.Random) -> Any:
    return rng.choice([None, [], [_name(rng)], [_name(rng), _name(rng)], _name(rng)])


def _meeting(rng: random.Random) -> dict[str, Any]:
    status = rng.choice(get_args(MeetingStatus)[:3])
    return {"parties": _names(rng), "place": rng.choice(PLACES), "date": rng.choice(DATES), "status": status}


def _attendance(rng: random.Random) -> dict[str, Any]:
    return {"who": _name(rng), "party": _party(rng), "status": rng.choice(get_args(AttendanceStatus)[:3])}


def _delegation(rng: random.Random) -> dict[str, Any]:
    return {"who": _name(rng), "party": _party(rng), "role": rng.choice(["head", "member"])}


def _position(rng: random.Random) -> dict[str, Any]:
    return {"holder": _name(rng), "party": _party(rng), "kind": rng.choice(get_args(PositionKind)[:3])}


def _statement(rng: random.Random) -> dict[str, Any]:
    return {"speaker": _name(rng), "kind": rng.choice(get_args(StatementKind)[:2])}


def _event(rng: random.Random) -> dict[str, Any]:
    kinds = get_args(PloverType)
    return {
        "actor": _names(rng), "recipient": _names(rng),
        "plover": rng.choice([*kinds[:2], "RETREAT"]), "aux": rng.choice(get_args(Aux)[:3]),
    }  # fmt: skip
