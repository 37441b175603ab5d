"""What a watch remembers, in a SQLite file of its own: due times, leases, validators, entries not yet in the ledger."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dragoman.engine.state_file import StateFile, StateKind
from dragoman.engine.watch_config import Kind, Watched
from dragoman.read.feeds import FeedEntry
from dragoman.read.fetch import Validators

LEASE_SECONDS = 600.0
REMEMBERED_SECONDS = 60 * 24 * 3600.0
"""How long an entry that its feed no longer names is known; most feeds name an entry for some days."""
_KIND = StateKind(
    application=0x44525754, schema="data/engine/watch.sql", owner="a watch", name="the state of the watch"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A source that is leased and due.

    Attributes:
        url: its address.
        kind: what it is.
        seconds: from one poll to the next.
        next_poll: when it is to be polled.
        failures: how often in a row it has failed.
        validators: what its server gave at the last poll.
        last_whole: when the server last sent it whole.
        title: the feed's title at the last poll.
    """

    url: str
    kind: Kind
    seconds: float
    next_poll: float
    failures: int
    validators: Validators
    last_whole: float
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry of a feed that is not in the ledger yet, and how often it was tried."""

    entry: FeedEntry
    attempts: int


class WatchState(StateFile):
    """The memory of a watch. Each method is one transaction: after a crash all of it holds or nothing.

    Several watches may share a file; a source is held by one of them at a time.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it.

        Raises:
            LedgerError: if it cannot be opened, or is something else.
        """
        super().__init__(path, _KIND)

    def follow(self, watched: Iterable[Watched]) -> None:
        """Follow exactly these sources; what was known of them and of others stays known."""
        with self.transaction():
            self._run("UPDATE source SET watched = 0")
            for one in watched:
                self._run(
                    "INSERT INTO source (url, kind, seconds) VALUES (:url, :kind, :seconds) "
                    "ON CONFLICT (url) DO UPDATE SET kind = :kind, seconds = :seconds, watched = 1",
                    asdict(one),
                )

    def lease(self, holder: str, now: float) -> Due | None:
        """The source that is due for longest and that nobody holds, now held by ``holder``; None if there is none."""
        with self.transaction():
            row = self._run(_DUE, {"now": now}).fetchone()
            if row is None:
                return None
            self._run(
                "UPDATE source SET holder = :holder, held_until = :until WHERE url = :url",
                {"holder": holder, "until": now + LEASE_SECONDS, "url": row["url"]},
            )
        validators = Validators(etag=row["etag"], last_modified=row["last_modified"])
        return Due(
            url=row["url"], kind=row["kind"], seconds=row["seconds"], next_poll=row["next_poll"],
            failures=row["failures"], validators=validators, last_whole=row["last_whole"], title=row["title"],
        )  # fmt: skip

    def renew(self, url: str, holder: str, now: float) -> bool:
        """Hold a source for longer; False when somebody else holds it meanwhile."""
        with self.transaction():
            return self._run(
                "UPDATE source SET held_until = :until WHERE url = :url AND holder = :holder",
                {"until": now + LEASE_SECONDS, "url": url, "holder": holder},
            ).rowcount == 1  # fmt: skip

    def release(self, url: str, holder: str) -> None:
        """Hold a source no longer."""
        with self.transaction():
            self._run(
                "UPDATE source SET holder = NULL, held_until = 0 WHERE url = :url AND holder = :holder",
                {"url": url, "holder": holder},
            )

    def next_due(self) -> float | None:
        """When the next source that nobody holds, or whose hold has run out, is due; None when none ever is."""
        row = self._run(_NEXT).fetchone()
        return None if row is None else row[0]

    def polled(
        self,
        url: str,
        now: float,
        *,
        next_poll: float,
        result: str,
        failed: bool = False,
        validators: Validators | None = None,
        title: str = "",
        entries: Iterable[FeedEntry] = (),
    ) -> int:
        """Write down a poll with all that it found; how many of the entries are new.

        Args:
            url: the source.
            now: the time of the poll.
            next_poll: when to poll it again.
            result: what came of it, in words.
            failed: whether nothing came of it.
            validators: what the server gave with a whole answer; None when it sent none.
            title: the feed's title.
            entries: what the feed names.
        """
        known = {"url": url, "now": now}
        with self.transaction():
            self._run(
                "UPDATE source SET last_poll = :now, next_poll = :next, last_result = :result, "
                "failures = CASE WHEN :failed THEN failures + 1 ELSE 0 END WHERE url = :url",
                known | {"next": next_poll, "result": result, "failed": failed},
            )
            if validators is not None:
                self._run(
                    "UPDATE source SET etag = :etag, last_modified = :last_modified, title = :title, "
                    "last_whole = :now WHERE url = :url",
                    known | asdict(validators) | {"title": title},
                )
            return sum(self._see(entry, known) for entry in entries)

    def waiting(self, url: str, now: float) -> Waiting | None:
        """The entry of a feed that is due for longest, or None."""
        row = self._run(
            "SELECT key, body, attempts FROM entry WHERE source = :url AND state = 'waiting' AND next_try <= :now "
            "ORDER BY next_try, key LIMIT 1",
            {"url": url, "now": now},
        ).fetchone()
        return None if row is None else Waiting(entry=FeedEntry(**json.loads(row["body"])), attempts=row["attempts"])

    def settle(self, url: str, key: str, *, given_up: bool = False) -> None:
        """Write down that an entry is in the ledger, or was given up."""
        with self.transaction():
            self._run(
                "UPDATE entry SET state = :state, body = NULL WHERE source = :url AND key = :key",
                {"url": url, "key": key, "state": "given_up" if given_up else "done"},
            )

    def put_off(self, url: str, key: str, next_try: float) -> None:
        """Write down that an entry failed and when it is to be tried again."""
        with self.transaction():
            self._run(
                "UPDATE entry SET attempts = attempts + 1, next_try = :next WHERE source = :url AND key = :key",
                {"url": url, "key": key, "next": next_try},
            )

    def forget(self, now: float) -> int:
        """Drop settled entries that no feed has named for sixty days; how many."""
        with self.transaction():
            return self._run(
                "DELETE FROM entry WHERE state <> 'waiting' AND last_seen < :then", {"then": now - REMEMBERED_SECONDS}
            ).rowcount

    def counts(self) -> dict[str, int]:
        """How many entries are waiting, done and given up."""
        return dict(self._run("SELECT state, COUNT(*) FROM entry GROUP BY state").fetchall())

    def _see(self, entry: FeedEntry, known: dict[str, Any]) -> bool:
        """Note that a feed names an entry; whether it is new."""
        new = self._run(
            "INSERT INTO entry (source, key, body, next_try, last_seen) VALUES (:url, :key, :body, :now, :now) "
            "ON CONFLICT DO NOTHING",
            known | {"key": entry.key, "body": json.dumps(asdict(entry))},
        ).rowcount  # fmt: skip
        if not new:
            self._run(
                "UPDATE entry SET last_seen = :now WHERE source = :url AND key = :key", known | {"key": entry.key}
            )
        return bool(new)


_DUE_AT = (
    "MIN(next_poll, COALESCE((SELECT MIN(next_try) FROM entry WHERE entry.source = url AND state = 'waiting'), 1e18))"
)
_DUE = (
    f"SELECT *, {_DUE_AT} AS due FROM source WHERE watched AND held_until <= :now AND due <= :now "
    "ORDER BY due, url LIMIT 1"
)
_NEXT = f"SELECT MAX({_DUE_AT}, held_until) AS due FROM source WHERE watched ORDER BY due LIMIT 1"
