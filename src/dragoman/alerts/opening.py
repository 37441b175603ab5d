"""Alerts put together: ledger, memory, webhooks and services."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dragoman.alerts.alerting import Alerts
from dragoman.alerts.delivery import Carrier
from dragoman.alerts.outbox import Outbox
from dragoman.alerts.service import open_service
from dragoman.alerts.settings import AlertSettings, secret
from dragoman.alerts.webhook import Webhook, key_of
from dragoman.api.ledger import Ledger
from dragoman.errors import SourceError, UsageError
from dragoman.read.addresses import open_guard
from dragoman.read.clock import Clock
from dragoman.read.fetch import checked_url


@contextmanager
def open_alerts(
    settings: AlertSettings, ledger: str, state: Path, *, holder: str, clock: Clock,
    stopped: Callable[[], bool] = lambda: False, told: Callable[[str], None] = lambda line: None,
) -> Iterator[Alerts]:  # fmt: skip
    """Alerts on a ledger.

    Args:
        settings: who is told of what.
        ledger: the ledger's address; it is only read.
        state: the file of what the alerts remember.
        holder: a name of this process among those that share that file.
        clock: tells the time and waits.
        stopped: whether to end before the next step.
        told: is told in a line what came of each look and message.

    Raises:
        LedgerError: if the ledger or the file cannot be opened.
        UsageError: if a secret is missing, or an address makes no sense.
    """
    carriers = carriers_of(settings, os.environ, clock)
    with Ledger.open(ledger, read_only=True) as opened, Outbox(state) as outbox:
        yield Alerts(
            settings=settings, ledger=opened, outbox=outbox, carriers=carriers, clock=clock, holder=holder,
            stopped=stopped, told=told,
        )  # fmt: skip


def carriers_of(settings: AlertSettings, environment: Mapping[str, str], clock: Clock) -> dict[str, Carrier]:
    """Target's name to what sends to it.

    Raises:
        UsageError: if a secret is missing, an address makes no sense, or the extra ``alerts`` is needed and missing.
    """
    guard = open_guard(settings.allow)
    found: dict[str, Carrier] = {}
    for target in settings.webhook:
        try:
            url = checked_url(target.address(environment))
        except SourceError as problem:
            raise UsageError(f"webhook {target.name!r}: its address {problem.problem}") from None
        key = key_of(secret(target.secret_env, environment))
        found[target.name] = Webhook(url=url, secret=key, guard=guard, clock=clock)
    for service in settings.apprise:
        found[service.name] = open_service(service.name, service.address(environment))
    return found
