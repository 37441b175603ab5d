"""Whatever the order, the batches and how often it is repeated: the ledger comes out the same, byte by byte."""

import json
import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger.copies import origins
from dragoman.ledger.identity import document_id
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import Repository, RowQuery
from dragoman.ledger.rows import Coding
from tests.ledger.conftest import NewAddress
from tests.ledger.made import codings

often = settings(
    max_examples=30, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
few = settings(often, max_examples=5)
Some = st.lists(codings(), min_size=1, max_size=12)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: every commit waits for the disk, and there are thousands."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as name:
        yield Path(name)


def export(ledger: Repository) -> str:
    return "\n".join(json.dumps(line, sort_keys=True) for line in ledger.everything())


def ledger_of(address: str, batches: Sequence[Sequence[Coding]]) -> str:
    with open_ledger(address, create=True) as ledger:
        for batch in batches:
            with ledger.transaction():
                for coding in batch:
                    ledger.add(coding)
        assert ledger.check() == []
        return export(ledger)


def shuffled(made: Sequence[Coding], seed: int) -> list[list[Coding]]:
    """The codings in some order, cut into some batches."""
    chance, order = random.Random(seed), list(made)
    chance.shuffle(order)
    cuts = sorted(chance.choices(range(len(order) + 1), k=chance.randrange(5)))
    return [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]


def unalike(made: Sequence[Coding]) -> list[Coding]:
    """One coding of each document: two that read the same document otherwise are no function of it."""
    first = {document_id(c.article): c for c in reversed(made)}
    return [
        Coding(article=c.article, run=c.run, recorded_at=c.recorded_at, record=own.record, error=own.error)
        for c in made
        if (own := first[document_id(c.article)])
    ]


@often
@given(made=Some, seed=st.integers(0, 2**16))
def test_any_order_any_batches_three_times(folder: Path, made: list[Coding], seed: int) -> None:
    one, other = (str(folder / uuid4().hex) for _ in range(2))
    same = unalike(made)
    thrice = [*shuffled(same, seed), *shuffled(same, seed + 1), *shuffled(same, seed + 2)]
    assert ledger_of(other, thrice) == ledger_of(one, [same])


@few
@given(made=Some, seed=st.integers(0, 2**16))
def test_both_databases_hold_the_same(new_address: NewAddress, folder: Path, made: list[Coding], seed: int) -> None:
    same = unalike(made)
    assert ledger_of(new_address(), shuffled(same, seed)) == ledger_of(str(folder / uuid4().hex), [same])


@often
@given(made=Some)
def test_queries_select_from_all_rows(folder: Path, made: list[Coding]) -> None:
    with open_ledger(folder / uuid4().hex, create=True) as ledger:
        for coding in made:
            ledger.add(coding)
        rows = list(ledger.rows())
        pairs = ledger.party_pairs()
        for pair, count in pairs.items():
            told = {row.document for row in ledger.rows(RowQuery(party_pairs=[pair]))}
            assert len(told) == count
            assert [r for r in rows if r.document in told] == list(ledger.rows(RowQuery(documents=told)))
        came = [row for row in rows if row.type == "attendance"]
        assert came == list(ledger.rows(RowQuery(types=["attendance"])))
        assert list(ledger.rows(RowQuery(meetings=[row.meeting for row in came if row.meeting]))) == came


@often
@given(made=Some)
def test_origins_are_the_least_of_what_links_join(folder: Path, made: list[Coding]) -> None:
    with open_ledger(folder / uuid4().hex, create=True) as ledger:
        for coding in made:
            ledger.add(coding)
        held = {document.id: document.origin for document in ledger.documents()}
        assert origins(held, ledger.copy_links()) == held
