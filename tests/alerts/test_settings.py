"""Settings of the alerts, and services that apprise knows."""

from pathlib import Path
from typing import Any

import pytest

from dragoman.alerts.delivery import NotDeliveredError
from dragoman.alerts.message import Message
from dragoman.alerts.opening import carriers_of
from dragoman.alerts.settings import load_alerts
from dragoman.errors import UsageError
from tests.alerts.made import Now, receiver, settings

RULE = '[[alert]]\nname = "a"\nto = ["desk"]\n'
HOOK = '[[webhook]]\nname = "desk"\nurl = "https://desk.example/hook"\nsecret_env = "SECRET"\n'


def loaded(tmp_path: Path, text: str) -> Any:
    path = tmp_path / "alerts.toml"
    path.write_text(text)
    return load_alerts(path)


def test_settings(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, 'every_minutes = 1\npage = "https://ledger.example"\nallow = ["10.1.0.0/16"]\n' + RULE + HOOK
    )
    assert (found.every_minutes, found.page, found.allow) == (1.0, "https://ledger.example", ("10.1.0.0/16",))
    assert [(rule.name, rule.to, rule.kinds) for rule in found.alert] == [("a", ("desk",), ())]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "alert: Field required"),
        ("not toml", "not a readable TOML file"),
        (RULE, "'desk' is no webhook or apprise target"),
        (RULE + HOOK + HOOK, "'desk' is named twice"),
        ("alerts = 1\n" + RULE + HOOK, "alerts: Extra inputs are not permitted"),
        ("every_minutes = 0\n" + RULE + HOOK, "every_minutes: Input should be greater"),
        ('allow = ["x"]\n' + RULE + HOOK, "allow.0: "),
        ('page = "ftp://x/"\n' + RULE + HOOK, "is no http or https address"),
        (RULE + HOOK.replace("https", "ftp"), "is no http or https address"),
        (RULE + HOOK.replace("https://", "https://me:word@"), "carries a user name"),
        (RULE + HOOK.replace('url = "https://desk.example/hook"', ""), "needs either url or url_env"),
        (RULE + HOOK + 'url_env = "X"\n', "needs either url or url_env"),
        (RULE + 'kinds = ["gossip"]\n' + HOOK, "alert.0.kinds.0: Input should be"),
        ('[[alert]]\nname = "a"\nto = []\n' + HOOK, "alert.0.to: "),
        (RULE + HOOK.replace('secret_env = "SECRET"', ""), "webhook.0.secret_env: Field required"),
    ],
)
def test_settings_that_make_no_sense_are_told_in_one_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=r"alerts\.toml: ") as told:
        loaded(tmp_path, text)
    assert problem in str(told.value)
    assert "word" not in str(told.value)
    assert "\n" not in str(told.value)


def test_secrets_come_from_the_environment() -> None:
    with pytest.raises(UsageError, match="the variable SECRET is not set"):
        carriers_of(settings(), {}, Now())
    assert carriers_of(settings(), {"SECRET": "s"}, Now())["desk"].place == "https://desk.example"


def service(url: str) -> Any:
    told = settings([{"name": "a", "to": ["chat"]}], apprise=[{"name": "chat", "url_env": "CHAT"}])
    return carriers_of(told, {"SECRET": "s", "CHAT": url}, Now())["chat"]


def test_apprise_sends_plain_text() -> None:
    pytest.importorskip("apprise", reason="the extra alerts is not installed")
    change = {
        "words": "Putin: attendance confirmed → declined",
        "evidence": [{"sentence": "<b>@all</b>", "outlet": "Wire", "date": "2025-05-13"}],
    }
    body = {"process": {"name": "The talks"}, "changes": [change], "left_out": 0, "page": None}
    message = Message(id="0123456789abcdef", alert="a", target="chat", body=body)
    with receiver() as server:
        chat = service(f"json://127.0.0.1:{server.server_port}/")
        assert chat.send(message) == "delivered by apprise"
        ((_, sent),) = server.got
        assert sent["title"] == "The talks: 1 change"
        assert sent["message"].splitlines() == [
            "Putin: attendance confirmed → declined",
            "“‹b›＠all‹/b›” — Wire, 2025-05-13",
            "[0123456789ab]",
        ]
        server.answers.append(500)
        with pytest.raises(NotDeliveredError, match="apprise could not deliver it"):
            chat.send(message)


def test_an_address_that_apprise_does_not_know_is_told() -> None:
    pytest.importorskip("apprise", reason="the extra alerts is not installed")
    with pytest.raises(UsageError, match="apprise target 'chat'"):
        service("nothing-of-the-kind")
