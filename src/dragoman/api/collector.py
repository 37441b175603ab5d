"""Python's search for reference cycles, put off while many objects are made that hold none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No cycles are searched for inside: a quarter less time for tens of thousands of rows, a twentieth less for an
    article. Objects without cycles are freed as ever. Of several threads inside, the search goes on when the one that
    stopped it leaves.
    """
    stopped = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stopped:
            gc.enable()
