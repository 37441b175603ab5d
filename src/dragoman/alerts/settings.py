"""Who is told of what, as the TOML file says."""

import ipaddress
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from dragoman.errors import SourceError, UsageError
from dragoman.model import PositionKind
from dragoman.read.fetch import checked_url
from dragoman.state.changes import Matter

Kind = Literal[Matter, PositionKind, "meeting", "disagreement"]
"""What an alert is about; ``meeting`` stands for status, time, place, level and outcome, ``position`` for all kinds."""


def _network(text: str) -> str:
    return str(ipaddress.ip_network(text))


Name = Annotated[str, Field(min_length=1, max_length=100)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(_Table):
    """What somebody wants to be told.

    Attributes:
        name: its name.
        to: the names of webhooks and services.
        processes: only these; empty for all that were added by hand, else the one that is plainly meant.
        persons: only what is about one of these, by name or id; empty for everybody and everything.
        kinds: only these; empty for all.
    """

    name: Name
    to: Annotated[tuple[Name, ...], Field(min_length=1)]
    processes: tuple[Name, ...] = ()
    persons: tuple[Name, ...] = ()
    kinds: tuple[Kind, ...] = ()


class Target(_Table):
    """An address that alerts are sent to; one that is secret stands in a variable of the environment."""

    name: Name
    url: str = ""
    url_env: str = ""

    @model_validator(mode="after")
    def _one_address(self) -> Self:
        if bool(self.url) == bool(self.url_env):
            raise ValueError("needs either url or url_env")
        return self

    def address(self, environment: Mapping[str, str]) -> str:
        """The address.

        Raises:
            UsageError: if the variable that should hold it is not set.
        """
        return self.url or secret(self.url_env, environment)


class WebhookTarget(Target):
    """A webhook: what is sent to it is signed by the secret in the variable ``secret_env``."""

    secret_env: Name


class ServiceTarget(Target):
    """A service that apprise knows: a mail server, a chat, a phone."""


class AlertSettings(_Table):
    """Settings of the alerts.

    Attributes:
        every_minutes: from one look at the ledger to the next.
        page: where ``dragoman serve`` shows the ledger, so that messages can lead there; empty for nowhere.
        allow: networks inside the house that webhooks may lie in although they are not public.
        alert: who wants to be told what.
        webhook: webhooks.
        apprise: services.
    """

    every_minutes: Annotated[float, Field(ge=0.05, le=1440)] = 5.0
    page: str = ""
    allow: tuple[Annotated[str, AfterValidator(_network)], ...] = ()
    alert: Annotated[tuple[Rule, ...], Field(min_length=1)]
    webhook: tuple[WebhookTarget, ...] = ()
    apprise: tuple[ServiceTarget, ...] = ()

    @model_validator(mode="after")
    def _known_targets(self) -> Self:
        names = [target.name for target in (*self.webhook, *self.apprise)]
        twice = sorted({name for name in names if names.count(name) > 1})
        missing = sorted({name for rule in self.alert for name in rule.to} - set(names))
        if twice or missing:
            raise ValueError(
                f"{(twice or missing)[0]!r} is {'named twice' if twice else 'no webhook or apprise target'}"
            )
        return self

    @model_validator(mode="after")
    def _web_addresses(self) -> Self:
        for url in filter(None, (self.page, *(target.url for target in self.webhook))):
            try:
                checked_url(url)
            except SourceError as problem:
                raise ValueError(f"an address {problem.problem}") from None
        return self


def load_alerts(path: Path) -> AlertSettings:
    """The settings in a TOML file.

    Raises:
        UsageError: if the file cannot be read, or sets something unknown or senseless.
    """
    try:
        return AlertSettings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except ValidationError as problem:
        raise UsageError(f"{path}: {'; '.join(_told(problem))}") from None
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UsageError(f"{path}: not a readable TOML file ({problem})") from None


def secret(name: str, environment: Mapping[str, str]) -> str:
    """What a variable of the environment holds.

    Raises:
        UsageError: if it is not set, or empty.
    """
    found = environment.get(name, "")
    if not found:
        raise UsageError(f"the variable {name} is not set; put the secret there")
    return found


def _told(problem: ValidationError) -> Iterator[str]:
    """What is wrong, without the values, which may be secret."""
    for error in problem.errors(include_input=False, include_url=False):
        where = ".".join(str(part) for part in error["loc"])
        yield f"{where}{': ' if where else ''}{error['msg'].removeprefix('Value error, ')}"
