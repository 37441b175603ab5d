"""The time, and waiting, as a value that tests replace by a clock of their own."""

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """What tells the time and waits."""

    def now(self) -> float:
        """Seconds since 1970 (UTC)."""
        ...

    def wait(self, seconds: float) -> None:
        """Return after so many seconds, or at once when ``stop`` was called."""
        ...


class SystemClock:
    """The machine's clock; ``stop`` ends every wait, now and later."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def now(self) -> float:
        """Seconds since 1970 (UTC)."""
        return time.time()

    def wait(self, seconds: float) -> None:
        """Return after so many seconds, or at once when ``stop`` was called."""
        self._stopped.wait(max(0.0, seconds))

    def stop(self) -> None:
        """End every wait."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stopped.is_set()
