"""The measures on event types, on made-up sentences."""

from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.evaluate.plover import evaluate_plover, macro_f1
from dragoman.model import PloverType

HEADER = "sentence\tsource\ttarget\tgold_root\tgold_penta\n"


def test_scores(tmp_path: Path) -> None:
    path = tmp_path / "sentences.tsv"
    path.write_text(
        HEADER
        + 'Egypt "freed" the sailors .\tEgypt\tsailors\tYIELD\t2\n'
        + "Chad shelled Libya .\tChad\tLibya\tASSAULT\t4\n"
        + "Oman met Iran .\tOman\tIran\tCONSULT\t1\n"
    )
    answers: dict[str, PloverType | None] = {"Egypt": "RETREAT", "Chad": "MOBILIZE", "Oman": None}
    result = evaluate_plover(path, lambda sentence, source, target: answers[source])
    assert (result.sentences, result.answered.right, result.root.right) == (3, 2, 1)
    assert result.root_macro_f1 == pytest.approx(1 / 3)
    assert result.quad_macro_f1 == pytest.approx(2 / 3)
    assert result.binary_macro_f1 == pytest.approx((2 / 3 + 1) / 2)


def test_macro_f1_means_over_the_gold_labels() -> None:
    assert macro_f1("aab", "aaa") == pytest.approx((0.8 + 0) / 2)
    assert macro_f1([], []) == 0.0


@pytest.mark.parametrize("text", ["sentence\tsource\nx\ty\n", HEADER + "x\ty\tz\n"])
def test_missing_columns_are_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "sentences.tsv"
    path.write_text(text)
    with pytest.raises(SourceError, match="gold_root"):
        evaluate_plover(path, lambda *_: None)
