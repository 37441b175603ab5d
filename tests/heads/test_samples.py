import gzip
import json
from pathlib import Path

from scripts.heads.samples import read_jsonl, read_more

CODINGS = Path(__file__).resolve().parents[2] / "scripts" / "heads" / "codings" / "pool.jsonl"
FIELDS = {
    "meetings": {"parties", "mediators", "status", "s"},
    "attendance": {"who", "status", "s"},
    "delegations": {"who", "role", "s"},
    "positions": {"holder", "party", "kind", "issue", "s"},
    "statements": {"speaker", "kind", "s"},
    "events": {"actor", "recipient", "plover", "aux", "s"},
}


def test_of_the_pool_only_what_is_coded_is_read_with_the_coders_sentences(tmp_path):
    pool, codings = tmp_path / "pool.jsonl.gz", tmp_path / "codings.jsonl"
    articles = [{"id": "a", "title": None, "text": "They met. He left."}, {"id": "b", "title": "B", "text": "No."}]
    with gzip.open(pool, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(article) + "\n" for article in articles)
    codings.write_text(json.dumps({"id": "a", "relevance": "talks", "sentences": [[0, 9], [10, 18]]}) + "\n")
    found, coded = read_more(pool, codings)
    assert list(found) == list(coded) == ["a"]
    assert found["a"]["sentences"] == [[0, 9], [10, 18]]
    assert found["a"]["title"] == ""


def test_the_codings_hold_names_codes_and_numbers_but_no_text():
    for coding in read_jsonl(CODINGS).values():
        assert coding.keys() == {"id", "relevance", "sentences", *FIELDS}
        for kind, fields in FIELDS.items():
            for record in coding[kind]:
                assert record.keys() == fields
                assert all(1 <= len(name.split()) <= 7 for name in _names(record))


def _names(record):
    values = [value for key, value in record.items() if key != "s"]
    return [name for value in values for name in (value if isinstance(value, list) else [value]) if name]
