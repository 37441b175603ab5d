"""Look, write down, send, note: each step may fail, be repeated or be stopped."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from dragoman.alerts.comparing import News, news
from dragoman.alerts.delivery import Carrier, NotDeliveredError
from dragoman.alerts.facts import snapshot_of
from dragoman.alerts.message import Message, body_of, wanted
from dragoman.alerts.outbox import Outbox
from dragoman.alerts.settings import AlertSettings, Rule
from dragoman.api.ledger import Ledger
from dragoman.ledger.rows import Process
from dragoman.read.clock import Clock

RETRY_SECONDS: Final = (60.0, 300.0, 1800.0, 2 * 3600.0, 6 * 3600.0, 24 * 3600.0)
"""When a message that has not arrived is sent again; after the last it is given up, and stays in the log."""
_LONGEST_SLEEP: Final = 60.0


@dataclass(slots=True, kw_only=True)
class Alerts:
    """Tells who asked for it what stands otherwise than at the last look.

    A look and the messages that come of it are written down in one transaction, before anything is sent; a message
    counts as sent only when its receiver has said so. Killed in between, it is sent again under the same id.

    Attributes:
        settings: who is told of what.
        ledger: what is looked at; it is only read.
        outbox: what is remembered.
        carriers: target's name to what sends to it.
        clock: tells the time and waits.
        holder: a name of this process among those that share the outbox.
        stopped: whether to end before the next step.
        told: is told in a line what came of each look and each message.
    """

    settings: AlertSettings
    ledger: Ledger
    outbox: Outbox
    carriers: Mapping[str, Carrier]
    clock: Clock
    holder: str
    stopped: Callable[[], bool] = lambda: False
    told: Callable[[str], None] = lambda line: None
    _looked_at: Hashable = field(default=None)

    def run(self, *, once: bool = False) -> None:
        """Look and send until stopped, or ``once``.

        Raises:
            LedgerError: if the ledger or the outbox cannot be used; nothing is lost.
            UsageError: if a rule names no process of the ledger.
        """
        while not self.stopped():
            look_at = self.clock.now() + self.settings.every_minutes * 60
            self.look()
            self.send_due()
            self.outbox.forget(self.clock.now())
            if once:
                return
            self._send_until(look_at)

    def look(self) -> None:
        """Compare what stands with the last look, and write down both what stands and who is to be told of what.

        The first look at a process tells nobody anything: what stood before is no news.
        """
        version = self.ledger.repository.version()
        if version == self._looked_at:
            return
        for process, rules in self._watched():
            if not self.stopped():
                self._look_at(process, rules)
        self._looked_at = version

    def send_due(self) -> None:
        """Send all messages that are due."""
        while not self.stopped():
            message = self.outbox.take(self.carriers.keys(), self.holder, self.clock.now())
            if message is None:
                return
            self._send(message)

    def _send_until(self, time: float) -> None:
        """Wait for the next look, and send what falls due meanwhile."""
        while not self.stopped() and (now := self.clock.now()) < time:
            due = self.outbox.next_due(self.carriers.keys()) or time
            self.clock.wait(min(due, time, now + _LONGEST_SLEEP) - now)
            self.send_due()

    def _watched(self) -> Iterator[tuple[Process, Sequence[Rule]]]:
        """The processes that somebody is to be told of, each with the rules that ask for it."""
        found: dict[str, tuple[Process, list[Rule]]] = {}
        for rule in self.settings.alert:
            for process in self._processes(rule):
                found.setdefault(process.id, (process, []))[1].append(rule)
        yield from found.values()

    def _processes(self, rule: Rule) -> Sequence[Process]:
        if rule.processes:
            return [self.ledger.process(name) for name in rule.processes]
        added = [process for process in self.ledger.processes() if not process.found]
        return added or [self.ledger.process()]

    def _look_at(self, process: Process, rules: Sequence[Rule]) -> None:
        with self.outbox.transaction():
            now, before = self.clock.now(), self.outbox.last_look(process.id)
            stands = snapshot_of(self.ledger, process)
            found = news(before, stands) if before else []
            messages = [one for rule in rules for one in self._messages(rule, process, found, now)]
            self.outbox.remember(process.id, stands, now)
            self.outbox.put(messages, now)
        self.told(f"{process.id}: {f'{len(found)} changes, {len(messages)} messages' if before else 'first look'}")

    def _messages(self, rule: Rule, process: Process, found: Sequence[News], now: float) -> Iterator[Message]:
        own = wanted(rule, found)
        if own:
            body = body_of(rule, process, own, at=now, page=self.settings.page)
            yield from (Message(id=uuid4().hex, alert=rule.name, target=name, body=body) for name in rule.to)

    def _send(self, message: Message) -> None:
        """Send one message, and note what came of it."""
        carrier = self.carriers[message.target]
        try:
            result = carrier.send(message)
        except NotDeliveredError as problem:
            self._failed(message, carrier, problem)
            return
        self.outbox.sent(message, self.clock.now(), place=carrier.place, result=result)
        self.told(f"{message.alert} → {message.target}: sent ({result})")

    def _failed(self, message: Message, carrier: Carrier, problem: NotDeliveredError) -> None:
        now, tried = self.clock.now(), message.attempts
        later = now + RETRY_SECONDS[tried - 1] if tried <= len(RETRY_SECONDS) else None
        again = max(later, problem.retry_at or 0.0) if later else None
        self.outbox.failed(
            message, now, place=carrier.place, result=str(problem), again=again, patience=problem.retry_at
        )
        self.told(f"{message.alert} → {message.target}: {problem}{'' if again else '; given up'}")
