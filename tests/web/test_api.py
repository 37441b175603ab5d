"""The HTTP API: typed, in parts, tagged; schemathesis finds no fault."""

from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis.specs.openapi.checks import positive_data_acceptance

from dragoman.web.site import site


def test_lists_come_in_parts(client: TestClient) -> None:
    whole = client.get("/api/v1/processes/rus-ukr/sources").json()
    assert whole["total"] == len(whole["lines"]) > 2
    assert whole["next"] is None
    lines, offset = [], 0
    while offset is not None:
        part = client.get("/api/v1/processes/rus-ukr/sources", params={"offset": offset, "limit": 2}).json()
        lines += part["lines"]
        offset = part["next"]
    assert lines == whole["lines"]
    assert client.get("/api/v1/processes", params={"limit": 1}).json()["total"] >= 1


def test_a_search_comes_in_parts(client: TestClient) -> None:
    whole = client.get("/api/v1/search", params={"q": "Istanbul"}).json()["items"]
    first = client.get("/api/v1/search", params={"q": "Istanbul", "limit": 3}).json()
    assert len(whole) > 3
    assert (first["items"], first["next"]) == (whole[:3], 3)
    assert client.get("/api/v1/search", params={"q": "Istanbul", "limit": 3, "offset": 3}).json()["items"] == whole[3:6]


@pytest.mark.parametrize("words", ["", "\0", '"', "a OR b NEAR(", "'; DROP TABLE document; --", "*", "%"])
def test_no_words_are_operators(client: TestClient, words: str) -> None:
    answer = client.get("/api/v1/search", params={"q": words})
    assert answer.status_code == 200
    assert client.get("/api/v1/search", params={"q": "Istanbul"}).json()["items"]


@pytest.mark.parametrize("path", ["/api/v1/processes/rus-ukr/who", "/p/rus-ukr", "/api/v1/search?q=Istanbul"])
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_an_article_tells_its_rows_with_offsets(client: TestClient) -> None:
    id_ = client.get("/api/v1/search", params={"q": "Istanbul"}).json()["items"][0]["id"]
    told = client.get(f"/api/v1/articles/{id_}").json()
    assert told["rows"]
    for row in told["rows"]:
        for evidence in row["evidence"]:
            field = told["title"] if evidence["field"] == "title" else told["text"]
            assert field[evidence["start"] : evidence["end"]] == evidence["text"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/processes/nobody/who", 404),
        ("/api/v1/articles/0", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/processes/rus-ukr/whither", 422),
        ("/api/v1/processes/rus-ukr/who?limit=0", 422),
        ("/api/v1/processes/rus-ukr/who?meeting=nowhere", 422),
        ("/api/v1/processes?offset=-1", 422),
        ("/api/v1/search?q=" + "a" * 500, 422),
    ],
)
def test_what_is_wrong_is_told_as_json(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_ledger_that_went_away_is_told(tmp_path: Path) -> None:
    gone = TestClient(site(str(tmp_path / "none.db")), base_url="http://127.0.0.1")
    assert gone.get("/api/v1/processes").status_code == 503
    assert "no such ledger" in gone.get("/").text


def test_the_api_describes_itself(client: TestClient) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert set(schema["paths"]) == {
        "/api/v1/processes", "/api/v1/processes/{process}/{question}", "/api/v1/articles/{id}", "/api/v1/search",
    }  # fmt: skip
    assert all(set(operations) == {"get"} for operations in schema["paths"].values())


def test_schemathesis_finds_no_fault(hostile_ledger: Path) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", site(str(hostile_ledger), hosts=("*",)))
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 4
    for operation in operations:
        _put_to_the_test(operation.as_strategy())


def _put_to_the_test(cases: SearchStrategy[schemathesis.Case]) -> None:
    @given(case=cases)
    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def holds(case: schemathesis.Case) -> None:
        # a schema cannot say that a day lies in our time, nor that the ledger knows no such meeting
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    holds()
