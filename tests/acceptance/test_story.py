"""The worked story of `examples/story`: each of the ten questions is answered as the key says, with its sentences."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import pytest

from dragoman.ledger.rows import Row
from dragoman.state.answer import Answer
from dragoman.state.coming import Coming
from tests.acceptance.story import (
    PROCESS,
    Item,
    Story,
    asked,
    day,
    is_meeting,
    key,
    listed,
    same_name,
    story_in,
)

QUESTIONS = ("who", "disagreements", "positions", "conditions", "delegations", "rounds", "quotes", "sources", "doubts")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story_in(tmp_path_factory.mktemp("story"))
    yield made
    made.ledger.close()


def at(question: str) -> pytest.MarkDecorator:
    """One test for each pair of times at which the key answers the question."""
    wanted = asked(question)
    names = [f"{item['known_by']} {item.get('party', '')}".strip() for item in wanted]
    return pytest.mark.parametrize("wanted", wanted, ids=names)


def times(wanted: Item) -> dict[str, Any]:
    return {"as_of": day(wanted["as_of"]), "known_by": day(wanted["known_by"])}


@at("who")
def test_who(story: Story, wanted: Item) -> None:
    answer = story.ledger.who(PROCESS, **times(wanted))
    assert is_meeting(answer.meeting, wanted["meeting"]), answer.meeting
    now = [line for line in answer.lines if line.current]
    for item in wanted["now"]:
        assert [line for line in now if _is_told(story, line, item)], item
    persons = [line for line in now if line.who.kind == "person"]
    extra = [line for line in persons if not any(_matches(line, item) for item in wanted["now"])]
    assert not extra, [(line.who.name, line.status, line.source) for line in extra]


def _is_told(story: Story, line: Coming, item: Item) -> bool:
    said = item.get("said")
    return _matches(line, item) and story.rests_on(line.rows, item) and (said is None or line.since == said)


def _matches(line: Coming, item: Item) -> bool:
    source = line.source if line.rows[0].report.source != "author" else "author"
    by = any(same_name(source, wanted) or source.startswith(wanted) for wanted in listed(item["by"]))
    return same_name(line.who.name, item["who"]) and line.status == item["status"] and by


@at("changes")
def test_changes(story: Story, wanted: Item) -> None:
    answer = story.ledger.changes(PROCESS, since=day(wanted["since"]), known_by=day(wanted["known_by"]))
    for item in wanted["changed"]:
        same = [c for c in answer.lines if c.field == item["field"] and same_name(c.subject, item["who"])]
        assert same, item
        assert any(item["after"] in c.after for c in same), (item, same)
        assert item.get("before") is None or any(item["before"] in c.before for c in same), (item, same)
        assert any(story.rests_on(c.rows, item) for c in same), (item, same)
    personal = [c for c in answer.lines if c.field in ("attendance", "delegation", "condition") and " " in c.subject]
    extra = [c for c in personal if not any(same_name(c.subject, item["who"]) for item in wanted["changed"])]
    assert not extra, [(c.subject, c.field, c.before, c.after) for c in extra]
    assert len({(c.subject, c.field, c.meeting) for c in personal}) == len(personal)
    if not wanted["changed"]:
        assert answer.lines == ()


@at("disagreements")
def test_disagreements(story: Story, wanted: Item) -> None:
    answer = story.ledger.disagreements(PROCESS, **times(wanted))
    assert len(answer.lines) == len(wanted["found"]), [(d.subject, d.field, d.values) for d in answer.lines]
    for found, item in zip(answer.lines, wanted["found"], strict=True):
        assert same_name(found.subject, item["subject"])
        assert (found.field, found.score) == (item["field"], item["score"])
        assert len(found.values) == len(item["values"])
        for value in item["values"]:
            held = next(v for v in found.values if v.value == value["value"])
            assert any(source.startswith(value["by"]) for source in held.sources)
            assert story.rests_on(held.rows, value)


@at("positions")
def test_positions(story: Story, wanted: Item) -> None:
    answer = story.ledger.positions(PROCESS, **times(wanted))
    lines = [line for line in answer.lines if not line.background]

    def agrees(line: Any, item: Item) -> bool:
        same = line.side == item["party"] and line.kind in item["kind"] and line.issue in item["issue"]
        return bool(same and story.rests_on(line.rows, item))

    missing = [item for item in wanted["held"] if not any(agrees(line, item) for line in lines)]
    extra = [line for line in lines if not any(agrees(line, item) for item in wanted["held"])]
    known = [item for item in wanted["wrong"] if any(agrees(line, item) for line in extra)]
    unknown = [line for line in extra if not any(agrees(line, item) for item in known)]
    found = [item for item in wanted["missed"] if any(agrees(line, item) for line in lines)]
    assert not missing
    assert not found, "what is found has its place among what is held"
    assert not unknown, [(line.side, line.kind, line.issue, line.content) for line in unknown]
    assert known == wanted["wrong"], "what no longer goes wrong has no place in the key"


@at("conditions")
def test_conditions(story: Story, wanted: Item) -> None:
    answer = story.ledger.conditions(PROCESS, **times(wanted))
    told = [(line.holder.name, line.state, line.content) for line in answer.lines]
    assert len(told) == len(wanted["set"]), told
    for item in wanted["set"]:
        line = next(x for x in answer.lines if same_name(x.holder.name, item["who"]) or x.side == item["who"])
        assert line.state == item["state"]
        assert story.rests_on(line.rows, item)
        assert "because" not in item or story.rests_on(line.because, item["because"])


@at("delegations")
def test_delegations(story: Story, wanted: Item) -> None:
    answer = story.ledger.delegations(PROCESS, **times(wanted))
    assert is_meeting(answer.meeting, wanted["meeting"]), answer.meeting
    assert is_meeting(answer.before, wanted["before"]), answer.before
    people = [line for line in answer.lines if line.side == wanted["party"]]
    for change in ("kept", "new", "dropped"):
        found = [line.who.name for line in people if line.change == change]
        assert _same_people(found, wanted[change]), (change, found)
    team = next(team for team in answer.teams if team.side == wanted["party"])
    assert team.head is not None
    assert same_name(team.head, wanted["head"])
    assert team.head_rank == wanted["rank"]
    for level in ("level_sought", "level_sent"):
        assert level not in wanted or getattr(team, level) == wanted[level]


def _same_people(found: list[str], wanted: list[str]) -> bool:
    return len(found) == len(wanted) and all(any(same_name(one, other) for other in wanted) for one in found)


@at("rounds")
def test_rounds(story: Story, wanted: Item) -> None:
    answer = story.ledger.rounds(PROCESS, **times(wanted))
    for item in wanted["held"]:
        line = next(x for x in answer.lines if is_meeting(x.meeting, item["meeting"]))
        assert line.status == item["status"]
        assert line.outcome in item["outcome"]
        assert story.rests_on(line.rows, item)
    rounds = [line for line in answer.lines if line.status == "held" and set(line.parties) >= {"RUS", "UKR"}]
    assert len(rounds) == sum(item["status"] == "held" for item in wanted["held"]), rounds
    for item in wanted["first_since"]:
        claims = [claim for claim in answer.firsts if story.rests_on(claim.rows, item)]
        assert [claim.holds for claim in claims] == [item["holds"]], item
        assert "because" not in item or story.rests_on(claims[0].because, item["because"])


@at("quotes")
def test_quotes(story: Story, wanted: Item) -> None:
    answer = story.ledger.quotes(PROCESS, speaker=wanted["who"], **times(wanted))
    quoted = [saying for saying in answer.lines if saying.verbatim]
    assert len(quoted) == len(wanted["said"]), [saying.words for saying in quoted]
    for saying, item in zip(quoted, wanted["said"], strict=True):
        assert saying.changed
        assert saying.said_on == item["said_on"]
        assert len(saying.variants) == len(item["variants"])
        for variant, told in zip(saying.variants, item["variants"], strict=True):
            assert variant.printed == told["printed"]
            assert story.rests_on(variant.rows, told)


@at("sources")
def test_sources(story: Story, wanted: Item) -> None:
    answer = story.ledger.sources(PROCESS, **times(wanted))
    for item in wanted["rows"]:
        lines = [x for x in answer.lines if x.standing == item["voice"] and story.rests_on(x.rows, item)]
        assert lines or _as_rumour(story, answer, item), item
    for item in wanted["rumours"]:
        assert any(x.standing == "rumour" and story.rests_on(x.rows, item) for x in answer.lines), item
    told = wanted["independent"]
    who = story.ledger.who(PROCESS, **times(wanted))
    line = next(x for x in who.lines if same_name(x.who.name, told["who"]) and x.status == told["status"])
    assert sorted({story.told_in(row) for row in line.rows}) == told["articles"]
    assert line.reports == told["count"]


def _as_rumour(story: Story, answer: Answer[Any], item: Item) -> bool:
    """An author who passes on a rumour stands among the rumours."""
    return item["voice"] == "author" and any(
        x.standing == "rumour" and story.rests_on(x.rows, item) for x in answer.lines
    )


@at("doubts")
def test_doubts(story: Story, wanted: Item) -> None:
    answer = story.ledger.doubts(PROCESS, **times(wanted))
    for item in wanted["flags"]:
        assert any(d.kind == item["kind"] and story.rests_on(d.rows, item) for d in answer.lines), item
    false = [d for d in answer.lines if d.kind in ("wrong_office", "wrong_former", "wrong_country", "misplaced_quote")]
    assert all(any(story.rests_on(d.rows, item) for item in wanted["flags"]) for d in false), false


def test_a_reprint_and_a_copy_are_one_source(story: Story) -> None:
    for cluster in key()["copies"]:
        ids = {cluster["of"], *cluster["articles"]}
        rows: list[Row] = [row for row in story.ledger.repository.rows() if story.told_in(row) in ids]
        assert len({row.origin for row in rows}) == 1
        assert {story.told_in(row) for row in rows} == ids


def test_unrelated_articles_change_no_answer(story: Story, tmp_path_factory: pytest.TempPathFactory) -> None:
    bare = story_in(tmp_path_factory.mktemp("bare"), without=key()["unrelated"])
    try:
        for question, wanted in product(QUESTIONS, _all_times()):
            ours, theirs = (getattr(s.ledger, question)(PROCESS, **times(wanted)) for s in (story, bare))
            assert ours.to_dict() == theirs.to_dict(), (question, wanted["known_by"])
    finally:
        bare.ledger.close()


def _all_times() -> Iterable[Item]:
    """Each pair of times that the key asks at, once."""
    found = {(w["as_of"], w["known_by"]): w for q in QUESTIONS for w in asked(q)}
    return list(found.values())
