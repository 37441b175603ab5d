"""What is told in several sentences is one position, and surer than each sentence makes it."""

from typing import Any

import pytest

from dragoman.extract.position_heads import _is_sure
from dragoman.extract.position_joining import told_once
from dragoman.model import Actor, Evidence, Position, Reason

_TEXT = "Kyiv must stop the shelling. Kyiv must agree. Moscow wants a truce by May."
_IRAN = Actor(name="IRN", kind="state", party="IRN")


def _told(
    start: int, end: int, probability: float | None = 0.2, rule: str = "head.position.demand", **more: Any
) -> Any:
    fields: dict[str, Any] = {"holder": _IRAN, "party": "IRN", "kind": "demand", "issue": "ceasefire", **more}
    evidence = Evidence(field="text", start=start, end=end, text=_TEXT[start:end])
    return Position(evidence=(evidence,), reason=Reason(rule=rule, probability=probability), **fields)


def test_told_in_two_sentences_it_is_one_and_surer() -> None:
    (one,) = told_once([_told(29, 45), _told(0, 28)])
    assert [e.start for e in one.evidence] == [0, 29]
    assert one.reason.probability == pytest.approx(0.36)


def test_a_sentence_counts_once() -> None:
    (one,) = told_once([_told(0, 28), _told(0, 28)])
    assert one.reason.probability == 0.2


def test_two_faint_tellings_are_enough_and_one_is_not() -> None:
    faint = _told(0, 28, 0.15)
    assert not _is_sure(faint, 0.25)
    assert _is_sure(told_once([faint, _told(29, 45, 0.15)])[0], 0.25)


def test_an_open_issue_is_of_the_one_told() -> None:
    (one,) = told_once([_told(0, 28, issue="other"), _told(29, 45)])
    assert one.issue == "ceasefire"


@pytest.mark.parametrize(
    "other", [{"issue": "prisoners"}, {"kind": "offer"}, {"holder": Actor(name="IRQ", kind="state", party="IRQ")}]
)
def test_another_issue_kind_or_holder_is_another(other: dict[str, Any]) -> None:
    assert len(told_once([_told(0, 28), _told(29, 45, **other)])) == 2


def test_a_rules_reason_goes_before_the_heads() -> None:
    (one,) = told_once([_told(0, 28), _told(29, 45, rule="positions.must")])
    assert (one.reason.rule, one.reason.probability) == ("positions.must", pytest.approx(0.36))


def test_without_heads_nothing_is_counted() -> None:
    (one,) = told_once([_told(0, 28, None, "positions.must"), _told(29, 45, None, "positions.must")])
    assert one.reason.probability is None
