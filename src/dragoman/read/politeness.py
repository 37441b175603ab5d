"""When a host may be asked again, and what its robots.txt allows."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from dragoman.read.clock import Clock

ROBOTS_BYTES = 500_000
"""As much of a robots.txt is read (RFC 9309 asks for at least 500 KiB of it)."""
ROBOTS_SECONDS = 24 * 3600.0
"""How long a robots.txt is believed."""
ROBOTS_FAILED_SECONDS = 3600.0
"""How long a host is left alone whose robots.txt could not be fetched."""
LONGEST_DELAY = 60.0
"""The longest crawl delay that is kept; a longer one would be a refusal, which `Disallow` says."""
LONGEST_RETRY = 24 * 3600.0
_MOST_HOSTS = 10_000

Verdict = Literal["allowed", "forbidden", "unknown"]


@dataclass(slots=True, kw_only=True)
class _Host:
    """What is known of a host: when it may be asked next, and its rules with their end of life."""

    free_at: float = 0.0
    rules: Any = None
    rules_until: float = 0.0


@dataclass(slots=True, kw_only=True)
class Politeness:
    """The manners of one run towards all hosts; at most 10,000 hosts are remembered.

    Attributes:
        clock: tells the time and waits.
        agent: the name that rules of robots.txt are looked up for.
        seconds: the least time between the starts of two requests to a host.
    """

    clock: Clock
    agent: str
    seconds: float = 1.0
    _hosts: OrderedDict[str, _Host] = field(default_factory=OrderedDict)

    def wait(self, host: str) -> None:
        """Return when ``host`` may be asked, and count it as asked now."""
        known = self._host(host)
        self.clock.wait(known.free_at - self.clock.now())
        known.free_at = self.clock.now() + max(self.seconds, self._crawl_delay(known))

    def free_at(self, host: str) -> float:
        """When ``host`` may be asked next, in seconds since 1970."""
        return self._host(host).free_at

    def leave_alone(self, host: str, until: float) -> None:
        """Ask ``host`` no more before ``until`` (seconds since 1970)."""
        known = self._host(host)
        known.free_at = max(known.free_at, until)

    def knows_rules(self, host: str) -> bool:
        """Whether a robots.txt of ``host`` was learned and is still believed."""
        return self._host(host).rules_until > self.clock.now()

    def learn_rules(self, host: str, text: str | None) -> None:
        """Take ``text`` for the host's robots.txt; None when it could not be fetched, so that nothing is allowed."""
        from protego import Protego

        known = self._host(host)
        known.rules = None if text is None else Protego.parse(text)
        known.rules_until = self.clock.now() + (ROBOTS_FAILED_SECONDS if text is None else ROBOTS_SECONDS)

    def verdict(self, host: str, url: str) -> Verdict:
        """What the rules that were learned of ``host`` say of ``url``; ``unknown`` where they could not be fetched."""
        rules = self._host(host).rules
        if rules is None:
            return "unknown"
        return "allowed" if rules.can_fetch(url, self.agent) else "forbidden"

    def _crawl_delay(self, known: _Host) -> float:
        wanted = known.rules.crawl_delay(self.agent) if known.rules is not None else None
        return min(float(wanted or 0.0), LONGEST_DELAY)

    def _host(self, name: str) -> _Host:
        known = self._hosts.setdefault(name, _Host())
        self._hosts.move_to_end(name)
        if len(self._hosts) > _MOST_HOSTS:
            self._hosts.popitem(last=False)
        return known


def retry_at(header: str | None, now: float) -> float | None:
    """When a ``Retry-After`` lets us come back, in seconds since 1970, at most a day from ``now``; None without one."""
    text = (header or "").strip()
    if text.isdecimal() and len(text) < 12:
        return now + min(float(text), LONGEST_RETRY)
    try:
        named = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    named = named if named.tzinfo else named.replace(tzinfo=UTC)
    return min(max(named.timestamp(), now), now + LONGEST_RETRY)
