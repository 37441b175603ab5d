"""Who a browser is: a signed cookie, and a token for its forms that no other page can know."""

import json
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac
from typing import Final

LIFE: Final = 12 * 3600
"""Seconds until one has to sign in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser.

    Attributes:
        id: chance, known to this browser alone.
        until: when it ends, in seconds since 1970.
        name: who signed in, empty when nobody did.
        proof: what was kept of the password then: another password ends the session.
    """

    id: str
    until: int
    name: str = ""
    proof: str = ""


class Sessions:
    """The sessions of one run of the server; the key is chance, so that they end with it."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._ended: dict[str, int] = {}

    def new(self, name: str = "", proof: str = "") -> Session:
        """A session that begins now."""
        return Session(id=secrets.token_urlsafe(24), until=int(time.time()) + LIFE, name=name, proof=proof)

    def cookie(self, session: Session) -> str:
        """The session as its cookie holds it."""
        told = json.dumps([session.id, session.until, session.name, session.proof])
        body = urlsafe_b64encode(told.encode()).decode().rstrip("=")
        return f"{body}.{self._signed('cookie', body)}"

    def read(self, cookie: str) -> Session | None:
        """The session in a cookie; None when it is none of ours or has ended."""
        body, _, signature = cookie.partition(".")
        if not compare_digest(signature.encode(), self._signed("cookie", body).encode()):
            return None
        id_, until, name, proof = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        ended = until <= time.time() or id_ in self._ended
        return None if ended else Session(id=id_, until=until, name=name, proof=proof)

    def token(self, session: Session, who: str) -> str:
        """What a form sent from this browser by this person must hold."""
        return self._signed("form", session.id, who)

    def is_token(self, given: str, session: Session, who: str) -> bool:
        """Whether it is that token."""
        return compare_digest(given.encode("utf-8", "replace"), self.token(session, who).encode())

    def end(self, session: Session) -> None:
        """End a session at once."""
        now = time.time()
        self._ended = {id_: until for id_, until in self._ended.items() if until > now} | {session.id: session.until}

    def _signed(self, *parts: str) -> str:
        return hmac(self._key, json.dumps(parts).encode("utf-8", "replace"), sha256).hexdigest()
