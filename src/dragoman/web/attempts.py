"""Passwords given, each looked at with care: not too many wrong ones, not too many together."""

import time
from threading import BoundedSemaphore
from typing import Final

from fastapi import HTTPException, Request

from dragoman.web.passwords import LONGEST, verified

_FREE: Final = 5
"""Wrong passwords that one address may give for one name in the time below."""
_SPAN: Final = 300
"""Seconds after which a wrong password is forgotten."""
_MOST: Final = 10_000
_AT_ONCE: Final = 2
"""Passwords looked at together: each takes 32 MiB."""


class Attempts:
    """The wrong passwords of the last minutes, and a turnstile before the costly look at one."""

    def __init__(self) -> None:
        self._wrong: dict[tuple[str, str], list[float]] = {}
        self._turnstile = BoundedSemaphore(_AT_ONCE)

    def check(self, address: str, name: str, password: str, kept: str | None) -> bool:
        """Whether the password is right.

        Raises:
            HTTPException: 429 after too many wrong ones, or when too many come at once.
        """
        lately = [at for at in self._wrong.get((address, name), ()) if at > time.monotonic() - _SPAN]
        if len(lately) >= _FREE or not self._turnstile.acquire(timeout=2):
            raise HTTPException(429, "too many attempts; wait a few minutes", {"retry-after": str(_SPAN)})
        try:
            right = verified(password, kept)
        finally:
            self._turnstile.release()
        self._note((address, name), [] if right else [*lately, time.monotonic()])
        return right

    def _note(self, key: tuple[str, str], wrong: list[float]) -> None:
        self._wrong.pop(key, None)
        if wrong:
            self._wrong[key] = wrong
        while len(self._wrong) > _MOST:
            self._wrong.pop(next(iter(self._wrong)))


def is_right(request: Request, name: str, password: str, kept: str | None) -> bool:
    """Whether the password that a request gives for a name is the one of which ``kept`` was kept.

    Raises:
        HTTPException: 429 after too many wrong ones, or when too many come at once.
    """
    attempts: Attempts = request.app.state.attempts
    address = request.client.host if request.client else ""
    return attempts.check(address, name[:LONGEST], password[: LONGEST + 1], kept)
