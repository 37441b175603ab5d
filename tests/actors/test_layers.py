import csv
import io

import pytest

from dragoman.actors import KnowledgeBase
from dragoman.actors.own_layer import COLUMNS, append_row, as_csv, read_layer
from dragoman.actors.tables import shipped_digest, shipped_rows
from dragoman.errors import SourceError


def layer(tmp_path, *rows):
    path = tmp_path / "own.csv"
    path.write_text(as_csv(rows), encoding="utf-8")
    return path


def test_the_built_persons_hold_the_curated_table_as_it_is(kb):
    """Fails after an edit of the curated table: run ``python -m scripts.build_knowledge`` again."""
    built = {row["table"]: row["sha256"] for row in shipped_rows("built_from.csv")}
    assert built["people"] == shipped_digest("curated", "people.csv")


def test_a_users_person_is_found_with_office(tmp_path):
    path = layer(
        tmp_path,
        {
            "name": "Oleg Nikitovsky",
            "country": "UKR",
            "office": "Deputy Foreign Minister",
            "start": "2024-02",
            "last_confirmed": "2026-01-01",
        },
    )
    kb = KnowledgeBase.load(layers=[path])
    (found,) = kb.candidates("Oleg Nikitovskiy")
    assert found.person.tenures[0].office_class == "deputy_minister"


def test_a_users_row_joins_the_person_already_known(tmp_path):
    path = layer(
        tmp_path,
        {
            "name": "Sergey Lavrov",
            "country": "RUS",
            "aliases": "The Minister",
            "office": "Chief negotiator",
            "start": "2026-02-01",
            "last_confirmed": "2026-03-01",
        },
    )
    kb = KnowledgeBase.load(layers=[path])
    lavrov = kb.person("Q58217")
    assert "The Minister" in lavrov.aliases
    assert {"foreign_minister", "negotiator"} <= {t.office_class for t in lavrov.tenures}


def test_a_mistyped_id_does_not_rename_another_person(tmp_path):
    path = layer(tmp_path, {"id": "Q7747", "name": "Oleg Nikitovsky", "country": "UKR"})
    kb = KnowledgeBase.load(layers=[path])
    assert kb.person("Q7747").name == "Vladimir Putin"
    assert [c.person.id for c in kb.candidates("Oleg Nikitovsky")] == ["x:oleg-nikitovsky-ukr"]


def test_merged_entries_are_one(tmp_path):
    path = layer(
        tmp_path,
        {"id": "x:a", "name": "Oleg Nikitovsky", "country": "UKR"},
        {"id": "x:b", "name": "O. Nikitovski-Bondar", "country": "UKR", "office": "Envoy", "start": "2020"},
        {"id": "x:b", "name": "O. Nikitovski-Bondar", "country": "UKR", "same_as": "x:a"},
    )
    kb = KnowledgeBase.load(layers=[path])
    assert kb.person("x:b") is None
    assert [t.office for t in kb.person("x:a").tenures] == ["Envoy"]
    assert "O. Nikitovski-Bondar" in kb.person("x:a").aliases


def test_rows_are_appended_whole(tmp_path):
    path = tmp_path / "new" / "own.csv"
    append_row(path, {"id": "x:a", "name": "A, B"})
    append_row(path, {"id": "x:b", "name": 'C "D"'})
    assert [row["name"] for row in read_layer(path)] == ["A, B", 'C "D"']
    assert tuple(next(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))) == COLUMNS
    assert [p.name for p in path.parent.iterdir()] == ["own.csv"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"x,y\n1,2\n"])
def test_a_file_that_is_no_layer_is_refused(tmp_path, content):
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError):
        read_layer(path)


def test_a_missing_layer_is_told(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        KnowledgeBase.load(layers=[tmp_path / "none.csv"])
