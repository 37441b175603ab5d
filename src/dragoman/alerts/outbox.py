"""What the alerts remember, in a SQLite file of its own: the last look, messages on their way, and the log."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.alerts.facts import Snapshot
from dragoman.alerts.memory import read, written
from dragoman.alerts.message import Message
from dragoman.engine.state_file import StateFile, StateKind

HELD_SECONDS = 120.0
"""How long a message that is being sent is left to its sender, who may have been killed."""
REMEMBERED_SECONDS = 90 * 24 * 3600.0
"""How long a message that was sent or given up stays in the log."""
_KIND = StateKind(application=0x4452414C, schema="alerts/outbox.sql", owner="alerts", name="the file of the alerts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A line of the log: when a message was tried, for whom, where, and what came of it."""

    at: float
    message: str
    alert: str
    target: str
    place: str
    result: str


class Outbox(StateFile):
    """The memory of the alerts. What is written inside `transaction` is written together or not at all.

    Several senders may share a file: each message is held by one of them at a time.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it.

        Raises:
            LedgerError: if it cannot be opened, or is something else.
        """
        super().__init__(path, _KIND)

    def last_look(self, process: str) -> Snapshot | None:
        """What stood in a process at the last look; None before the first."""
        row = self._run("SELECT snapshot FROM look WHERE process = :process", {"process": process}).fetchone()
        return read(row["snapshot"]) if row else None

    def remember(self, process: str, snapshot: Snapshot, now: float) -> None:
        """Write down what stands in a process."""
        self._run(
            "INSERT OR REPLACE INTO look (process, snapshot, at) VALUES (:process, :snapshot, :now)",
            {"process": process, "snapshot": written(snapshot), "now": now},
        )

    def put(self, messages: Iterable[Message], now: float) -> None:
        """Write down messages that are to be sent."""
        for one in messages:
            self._run(
                "INSERT INTO message (id, alert, target, body, made_at) VALUES (:id, :alert, :target, :body, :now)",
                {
                    "id": one.id,
                    "alert": one.alert,
                    "target": one.target,
                    "body": json.dumps(one.body, ensure_ascii=False),
                    "now": now,
                },
            )

    def take(self, targets: Collection[str], holder: str, now: float) -> Message | None:
        """The message to one of the targets that is due for longest and that nobody sends, now held by ``holder``."""
        with self.transaction():
            row = self._run(_DUE, {"targets": json.dumps(sorted(targets)), "now": now}).fetchone()
            if row is None:
                return None
            self._run(
                "UPDATE message SET holder = :holder, held_until = :until, attempts = attempts + 1 WHERE id = :id",
                {"holder": holder, "until": now + HELD_SECONDS, "id": row["id"]},
            )
        return Message(
            id=row["id"], alert=row["alert"], target=row["target"], body=json.loads(row["body"]),
            attempts=row["attempts"] + 1,
        )  # fmt: skip

    def sent(self, message: Message, now: float, *, place: str, result: str) -> None:
        """Write down that a message has arrived."""
        with self.transaction():
            self._log(message, now, place, result)
            self._run("UPDATE message SET state = 'sent', holder = NULL WHERE id = :id", {"id": message.id})

    def failed(
        self,
        message: Message,
        now: float,
        *,
        place: str,
        result: str,
        again: float | None,
        patience: float | None = None,
    ) -> None:
        """Write down that a message has not arrived.

        Args:
            message: the message.
            now: when.
            place: where it was to go.
            result: why it did not.
            again: when to try it again; None gives it up.
            patience: before which time the target wants nothing more at all.
        """
        with self.transaction():
            self._log(message, now, place, result)
            self._run(
                "UPDATE message SET holder = NULL, held_until = 0, next_try = COALESCE(:again, next_try), "
                "state = CASE WHEN :again IS NULL THEN 'given_up' ELSE 'waiting' END WHERE id = :id",
                {"again": again, "id": message.id},
            )
            self._run(
                "UPDATE message SET next_try = MAX(next_try, :until) WHERE target = :target AND state = 'waiting'",
                {"until": patience or 0.0, "target": message.target},
            )

    def next_due(self, targets: Collection[str]) -> float | None:
        """When the next message to one of the targets is due; None when none waits."""
        (due,) = self._run(_NEXT, {"targets": json.dumps(sorted(targets))}).fetchone()
        return None if due is None else float(due)

    def counts(self) -> dict[str, int]:
        """How many messages are waiting, sent and given up."""
        return dict(self._run("SELECT state, COUNT(*) FROM message GROUP BY state").fetchall())

    def log(self) -> list[Attempt]:
        """What was tried, oldest first."""
        return [Attempt(**row) for row in self._run(_LOG)]

    def forget(self, now: float) -> None:
        """Drop messages, and what was tried with them, that were settled ninety days ago."""
        with self.transaction():
            self._run(
                "DELETE FROM message WHERE state <> 'waiting' AND made_at < :then", {"then": now - REMEMBERED_SECONDS}
            )
            self._run("DELETE FROM attempt WHERE message NOT IN (SELECT id FROM message)")

    def _log(self, message: Message, now: float, place: str, result: str) -> None:
        self._run(
            "INSERT INTO attempt (message, at, place, result) VALUES (:message, :now, :place, :result)",
            {"message": message.id, "now": now, "place": place, "result": result},
        )


_TO = "state = 'waiting' AND target IN (SELECT value FROM json_each(:targets))"
_DUE = (
    f"SELECT * FROM message WHERE {_TO} AND next_try <= :now AND held_until <= :now ORDER BY next_try, number LIMIT 1"
)
_NEXT = f"SELECT MIN(MAX(next_try, held_until)) FROM message WHERE {_TO}"
_LOG = """
    SELECT a.at, a.message, m.alert, m.target, a.place, a.result FROM attempt a JOIN message m ON m.id = a.message
    ORDER BY a.at, a.rowid
"""
