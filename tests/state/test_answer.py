"""Answers taken elsewhere: JSON values, flat records, Arrow tables and data frames."""

import json

import pytest

from dragoman.ledger.rows import Row
from dragoman.state.who import who
from tests.state.build import KREMLIN, MEDINSKY, PUTIN, RUSSIA, TALKS, UKRAINE, ZELENSKYY, Reports, case
from tests.state.memory import ledger
from tests.state.test_properties import QUESTIONS
from tests.state.test_quotes import ONE, TWO


def rows() -> list[Row]:
    one, other = Reports("Gazette", "2025-05-14"), Reports("Record", "2025-05-15")
    m1, m2 = one.meeting(words="the first talks since 2019"), other.meeting(on="2025-05-15")
    return [
        m1, m2, one.coming(PUTIN, "confirmed", m1), other.coming(PUTIN, "declined", m2, by=KREMLIN),
        one.coming(ZELENSKYY, "conditional", m1, by=ZELENSKYY, condition="Putin comes"), other.sent(MEDINSKY, "head", m2),
        one.position(RUSSIA, "demand", "territory", "four regions"), one.position(UKRAINE, "rejection", "ceasefire", "a truce"),
        one.quote(ZELENSKYY, ONE), other.quote(ZELENSKYY, TWO), one.reading("a sign"), one.flag("missing_date", "no date"),
    ]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_as_json_table_and_frame(question: str) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    answer = QUESTIONS[question](ledger(rows(), TALKS))
    assert json.loads(json.dumps(answer.to_dict()))["process"]["id"] == "rus-ukr"
    records = answer.records()
    assert len(records) == len(answer.lines)
    assert answer.to_arrow().num_rows == len(answer.to_pandas()) == len(records)
    assert all(record["sentence"] and record["outlet"] and record["date"] for record in records)


def test_a_record_is_flat_and_names_its_first_sentence() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    (record,) = who(case([m, one.coming(PUTIN, "declined", m, by=KREMLIN)])).records()
    wanted = {"who": "Vladimir Putin", "party": "RUS", "status": "declined", "source": "Kremlin", "rows": 1}
    assert wanted.items() <= record.items()
    assert (record["sentence"], record["outlet"], record["date"]) == (
        "Vladimir Putin declined",
        "Gazette",
        "2025-05-14",
    )


def test_json_shows_each_row_with_sentences_outlet_and_date() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    (line,) = who(case([m, one.coming(PUTIN, "declined", m, by=KREMLIN)])).to_dict()["lines"]
    (row,) = line["rows"]
    assert (row["sentences"], row["outlet"], row["date"]) == (["Vladimir Putin declined"], "Gazette", "2025-05-14")
