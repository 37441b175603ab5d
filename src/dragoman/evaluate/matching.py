"""Which predicted record meets which gold record: each at most once, as many pairs as possible."""

from collections.abc import Iterator, Sequence


def max_matching(edges: Sequence[Sequence[int]]) -> dict[int, int]:
    """Pairs of a maximum matching, as predicted index -> gold index.

    Gold records are served in their order and try their candidates in order (Kuhn 1955), so that the
    pairs, and not only their number, are the same in every run. Kept iterative: a coder that repeats
    one record ten thousand times must not end in a recursion error.

    Args:
        edges: for each gold record the indexes of the predicted records that agree with it.
    """
    taken: dict[int, int] = {}
    for gold in range(len(edges)):
        _augment(gold, edges, taken)
    return taken


def _augment(start: int, edges: Sequence[Sequence[int]], taken: dict[int, int]) -> None:
    """Find a predicted record for ``start``, moving earlier pairs where that frees one."""
    seen: set[int] = set()
    path: list[tuple[int, Iterator[int]]] = [(start, iter(edges[start]))]
    chosen: list[int] = []
    while path:
        candidate = next((j for j in path[-1][1] if j not in seen), None)
        if candidate is None:
            path.pop()
            del chosen[-1:]  # the choice that led into this dead end
            continue
        seen.add(candidate)
        chosen.append(candidate)
        if candidate not in taken:
            taken.update(zip(chosen, (gold for gold, _ in path), strict=True))
            return
        owner = taken[candidate]
        path.append((owner, iter(edges[owner])))
