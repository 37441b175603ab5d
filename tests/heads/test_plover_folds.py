import itertools
from collections import Counter

import numpy as np
import pytest

from dragoman.errors import SourceError
from dragoman.evaluate.plover_folds import Pair, evaluate_file, folds_of, head_input, read_pairs
from dragoman.evaluate.softmax import fit_softmax

HEADER = "sentence\tsource\ttarget\tgold_root\n"
ACTS = {
    "ASSAULT": "{a} shelled positions of {b} and killed soldiers.",
    "AID": "{a} sent food and medicine to {b} after the flood.",
    "ACCUSE": "{a} accused {b} of breaking the truce.",
}
STATES = ["Russia", "Ukraine", "Egypt", "Sudan", "Turkey", "Greece", "India", "Pakistan", "Chad", "Libya", "Peru"]


def made_up(path):
    rows = [
        f"{act.format(a=a, b=b)}\t{a}\t{b}\t{name}\n"
        for name, act in ACTS.items()
        for a, b in itertools.pairwise(STATES)
    ]
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def test_source_and_target_are_marked_where_they_stand():
    item = head_input(Pair(sentence="Chad freed the Libyan men", source="Chad", target="the Libyan men", root="YIELD"))
    assert [item.text[a:b] for a, b, _ in item.mentions] == ["Chad", "the Libyan men"]


def test_a_target_that_holds_the_source_is_looked_for_after_it():
    item = head_input(Pair(sentence="Iran met Iran and Oman", source="Iran", target="Iran and Oman", root="CONSULT"))
    assert [(a, item.text[a:b]) for a, b, _ in item.mentions] == [(0, "Iran"), (9, "Iran and Oman")]


def test_sides_that_are_not_printed_are_put_behind():
    item = head_input(Pair(sentence="Shots fell", source="a rebel", target="a recipient", root="ASSAULT"))
    assert item.text == "Shots fell a rebel a recipient"
    assert [item.text[a:b] for a, b, _ in item.mentions] == ["a rebel", "a recipient"]


def test_folds_hold_every_type_evenly():
    truth = ["AID"] * 10 + ["ACCUSE"] * 15
    folds = folds_of(truth, 5)
    assert Counter(zip(truth, folds, strict=True)) == {
        **{("AID", f): 2 for f in range(5)}, **{("ACCUSE", f): 3 for f in range(5)}
    }  # fmt: skip
    assert folds == folds_of(truth, 5)


def test_clear_acts_are_told_apart(tmp_path, heads):
    result = evaluate_file(made_up(tmp_path / "pairs.tsv"), heads=heads)
    assert result.pairs == 30
    assert result.macro_f1 > 0.9
    assert result.types["AID"].gold == 10


def test_another_file_may_be_trained_on(tmp_path, heads):
    path = tmp_path / "one.tsv"
    path.write_text(HEADER + "Kenya accused Somalia of lying.\tKenya\tSomalia\tACCUSE\n", encoding="utf-8")
    assert evaluate_file(path, heads=heads, train=made_up(tmp_path / "pairs.tsv")).accuracy == 1.0


@pytest.mark.parametrize("text", ["", "sentence\tsource\nx\ty\n", HEADER + "only a sentence\n"])
def test_files_without_the_columns_are_refused(tmp_path, text):
    path = tmp_path / "bad.tsv"
    path.write_text(text)
    with pytest.raises(SourceError, match="gold_root"):
        read_pairs(path)


def test_softmax_separates_what_a_line_separates():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(90, 2)) + np.repeat([[4, 0], [0, 4], [-4, -4]], 30, axis=0)
    classes = np.repeat([0, 1, 2], 30)
    assert (fit_softmax(x, classes, 3, penalty=1e-3).predict(x) == classes).mean() > 0.97
