"""Waiting one's turn: what is busy is tried again, ever later, for a bounded time."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

FIRST_WAIT = 0.002
LONGEST_WAIT = 0.25


def retried(
    action: Callable[[], Result],
    busy: Callable[[Exception], bool],
    *,
    patience: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Result:
    """What ``action`` returns; while ``busy`` says of its error that another is at work, it is tried again.

    Waits double from 2 ms to 250 ms, each cut by a random share so that those who wait do not meet again.

    Args:
        action: what to try; it must have done nothing when it fails.
        busy: whether an error means that another is at work.
        patience: seconds after which the error is let through.
        clock: seconds that go on evenly.
        sleep: waits that many seconds.
    """
    end, wait = clock() + patience, FIRST_WAIT
    while True:
        try:
            return action()
        except Exception as problem:
            if not busy(problem) or clock() >= end:
                raise
        sleep(wait * random.uniform(0.5, 1.0))
        wait = min(2 * wait, LONGEST_WAIT)
