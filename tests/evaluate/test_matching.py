"""Maximum matching, against a search through all matchings."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.matching import max_matching

graphs = st.lists(st.lists(st.integers(0, 4), max_size=5, unique=True), max_size=5)


def largest(edges: list[list[int]], taken: frozenset[int] = frozenset()) -> int:
    """Size of the largest matching, by trying all."""
    if not edges:
        return 0
    with_first = [1 + largest(edges[1:], taken | {j}) for j in edges[0] if j not in taken]
    return max([largest(edges[1:], taken), *with_first])


@given(graphs)
def test_as_many_pairs_as_possible(edges: list[list[int]]) -> None:
    assert len(max_matching(edges)) == largest(edges)


@given(graphs)
def test_pairs_are_edges_and_each_side_is_met_once(edges: list[list[int]]) -> None:
    pairs = max_matching(edges)
    assert all(predicted in edges[gold] for predicted, gold in pairs.items())
    assert len(set(pairs.values())) == len(pairs)


def test_earlier_pairs_move_to_make_room() -> None:
    assert max_matching([[0, 1], [0]]) == {0: 1, 1: 0}


def test_a_chain_longer_than_the_stack() -> None:
    """Every new gold record pushes all earlier ones along: three thousand steps deep."""
    size = 3000
    edges = [[n, n + 1] for n in range(size)] + [[0]]
    assert len(max_matching(edges)) == size + 1
