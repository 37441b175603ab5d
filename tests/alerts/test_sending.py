"""Sending: signed, guarded, tried again within bounds, and neither lost nor repeated by a restart."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from dragoman.alerts.alerting import RETRY_SECONDS
from dragoman.alerts.delivery import NotDeliveredError
from dragoman.alerts.message import Message
from dragoman.alerts.outbox import HELD_SECONDS, REMEMBERED_SECONDS, Outbox
from dragoman.alerts.webhook import Webhook, key_of, signature
from dragoman.read.addresses import AddressGuard, open_guard
from tests.alerts.made import (
    Inbox,
    Now,
    Receiver,
    accept_and_lie_about_length,
    alerts,
    babble,
    drip,
    endless_head,
    hang_up,
    receiver,
    refused,
    report,
    settings,
    stall,
)

MESSAGE = Message(id="one", alert="all", target="desk", body={"changes": [], "words": "Зеленський \ud800"})


@pytest.fixture
def address(tmp_path: Path) -> Path:
    """A ledger with one thing to tell."""
    made = tmp_path / "talks.db"
    report(made, "Gazette", "2025-05-12", status="undetermined")
    with alerts(made, desk=Inbox()) as one:
        one.run(once=True)
    report(made, "Record", "2025-05-13", status="declined")
    return made


def webhook(server: Receiver, **more: Any) -> Webhook:
    given = {"guard": open_guard(["127.0.0.0/8"]), "clock": Now(), "secret": b"key", "url": httpx.URL(server.url)}
    return Webhook(**{**given, **more})


def test_a_receiver_can_check_that_a_message_is_ours() -> None:
    """The published example of Standard Webhooks."""
    key = key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert key_of("plain words") == b"plain words"
    assert key_of("whsec_not base64!") == b"whsec_not base64!"


def test_a_message_is_posted_with_its_key_and_signature() -> None:
    with receiver() as server:
        hook = webhook(server)
        assert hook.send(MESSAGE) == "200"
        ((headers, body),) = server.got
    assert body == {"id": "one", "changes": [], "words": "Зеленський ?"}
    assert headers["Content-Type"] == "application/json"
    assert headers["Idempotency-Key"] == headers["webhook-id"] == "one"
    sent = json.dumps(body, ensure_ascii=False).encode()
    assert headers["webhook-signature"] == signature(b"key", "one", headers["webhook-timestamp"], sent)
    assert hook.place == f"http://127.0.0.1:{server.server_port}"  # the token in the address is not logged


@pytest.mark.parametrize("lie", [stall, drip, hang_up, babble, endless_head])
def test_a_receiver_that_stalls_or_lies_costs_a_bounded_time(lie: Any) -> None:
    with receiver() as server:
        server.answers.append(lie)
        began = time.monotonic()
        with pytest.raises(NotDeliveredError) as problem:
            webhook(server, wait_seconds=0.6, total_seconds=1.2).send(MESSAGE)
    assert time.monotonic() - began < 4.5
    assert "hidden" not in str(problem.value)


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 410, 429, 500, 503])
def test_whatever_is_not_2xx_has_not_arrived(status: int) -> None:
    with receiver() as server:
        server.answers.append(lambda answering: answering.answer(status, Location=server.url))
        with pytest.raises(NotDeliveredError, match=str(status)):
            webhook(server).send(MESSAGE)
        assert len(server.got) == 1  # no redirect was followed


def test_what_comes_after_the_head_of_an_answer_is_not_awaited() -> None:
    with receiver() as server:
        server.answers.append(accept_and_lie_about_length)
        assert webhook(server).send(MESSAGE) == "200"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f.1", "[::ffff:127.0.0.1]", "2130706433"])
def test_the_inside_of_the_house_is_not_asked(host: str) -> None:
    with receiver() as server:
        url = httpx.URL(f"http://{host}:{server.server_port}/")
        with pytest.raises(NotDeliveredError):
            webhook(server, guard=open_guard(), url=url).send(MESSAGE)
        assert server.got == []


def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing() -> None:
    with receiver() as server:
        answers = iter([["8.8.8.8", "127.0.0.1"], ["127.0.0.1"]])
        guard = AddressGuard(resolve=lambda host, port: next(answers))
        url = httpx.URL(f"http://rebound.example:{server.server_port}/")
        with pytest.raises(NotDeliveredError, match="no public address"):
            webhook(server, guard=guard, url=url).send(MESSAGE)
        assert server.got == []


def test_retry_after_is_kept_for_all_messages_to_the_target(address: Path) -> None:
    clock = Now()
    with receiver() as server, alerts(address, clock=clock, desk=webhook(server, clock=clock)) as one:
        server.answers.append(lambda answering: answering.answer(429, Retry_After="4000"))
        one.look()
        one.outbox.put([Message(id="later", alert="all", target="desk", body={"changes": []})], clock.now())
        one.send_due()
        assert len(server.got) == 1
        clock.wait(3999)
        one.send_due()
        assert len(server.got) == 1
        clock.wait(1)
        one.send_due()
        assert len(server.got) == 3
        assert len(set(server.keys())) == 2
    on = format_datetime(datetime.fromtimestamp(clock.now() + 500, UTC))
    with receiver() as server:
        server.answers.append(lambda answering: answering.answer(503, Retry_After=on))
        with pytest.raises(NotDeliveredError) as problem:
            webhook(server, clock=clock).send(MESSAGE)
        assert problem.value.retry_at == pytest.approx(clock.now() + 500, abs=1)


def test_a_message_is_tried_within_bounds_then_given_up_and_stays_in_the_log(address: Path) -> None:
    clock, inbox = Now(), Inbox()
    inbox.failures.extend(refused() for _ in range(100))
    with alerts(address, clock=clock, desk=inbox) as one:
        one.look()
        times = []
        while (due := one.outbox.next_due(["desk"])) is not None:
            clock.time = max(clock.time, due)
            times.append(clock.now())
            one.send_due()
        assert [after - before for before, after in pairwise(times)] == list(RETRY_SECONDS)
        assert one.outbox.counts() == {"given_up": 1}
        log = one.outbox.log()
        assert [(line.target, line.place, line.result) for line in log] == [
            ("desk", "nowhere", "the receiver answered 503")
        ] * (len(RETRY_SECONDS) + 1)
        one.outbox.forget(clock.now() + REMEMBERED_SECONDS)
        assert one.outbox.log() == []


def test_a_target_that_fails_holds_up_no_other(address: Path) -> None:
    clock, desk, phone = Now(), Inbox(), Inbox()
    desk.failures.append(refused())

    told = settings([{"name": "all", "to": ["desk", "phone"]}])
    with alerts(address, clock=clock, told=told, desk=desk, phone=phone) as one:
        one.look()
        one.send_due()
        assert (len(desk.got), len(phone.got)) == (0, 1)
        clock.wait(RETRY_SECONDS[0])
        one.send_due()
        assert (len(desk.got), len(phone.got)) == (1, 1)


def test_what_fell_due_is_sent_between_two_looks(address: Path) -> None:
    clock, inbox = Now(), Inbox()
    inbox.failures.append(refused())
    with alerts(address, clock=clock, desk=inbox) as one:
        one.stopped = lambda: bool(inbox.got) or clock.now() > 1_750_000_000.0 + 3600
        one.run()
    assert len(inbox.got) == 1
    assert clock.now() - 1_750_000_000.0 == pytest.approx(RETRY_SECONDS[0])
    assert max(clock.waits) <= 60


@pytest.mark.parametrize("dies", ["before", "after"])
def test_one_that_dies_while_sending_repeats_at_most_that_message_under_its_id(address: Path, dies: str) -> None:
    clock, inbox = Now(), Inbox()

    class Deadly(Inbox):
        def send(self, message: Message) -> str:
            if dies == "after":
                inbox.send(message)
            raise KeyboardInterrupt

    with alerts(address, clock=clock, desk=Deadly()) as one, pytest.raises(KeyboardInterrupt):
        one.run(once=True)
    for _ in range(3):  # restarts
        clock.wait(HELD_SECONDS)
        with alerts(address, clock=clock, desk=inbox) as one:
            one.run(once=True)
    assert len(inbox.got) == (2 if dies == "after" else 1)
    assert len({message.id for message in inbox.got}) == 1


def test_a_message_to_a_target_that_is_gone_waits(address: Path) -> None:
    inbox = Inbox()
    with alerts(address) as one:
        one.run(once=True)
        assert one.outbox.counts() == {"waiting": 1}
    with alerts(address, desk=inbox) as one:
        one.run(once=True)
    assert len(inbox.got) == 1


def test_the_command_killed_while_the_receiver_answers_loses_and_repeats_nothing(tmp_path: Path, address: Path) -> None:
    with receiver() as server:
        config = tmp_path / "alerts.toml"
        config.write_text(
            'allow = ["127.0.0.1"]\n[[alert]]\nname = "all"\nto = ["desk"]\n'
            '[[webhook]]\nname = "desk"\nurl_env = "DESK_URL"\nsecret_env = "DESK_SECRET"\n'
        )
        command = [sys.executable, "-m", "dragoman.cli.app", "alert", config, "--ledger", address, "--state"]
        memory = address.with_suffix(".alert")
        environment = {**os.environ, "DESK_URL": server.url, "DESK_SECRET": "key"}
        running = subprocess.Popen([*command, memory], env=environment, stderr=subprocess.PIPE, text=True)

        def kill(answering: Any) -> None:
            running.send_signal(signal.SIGKILL)
            running.wait()
            answering.answer(200)

        server.answers.append(kill)
        assert running.wait(timeout=300) == -signal.SIGKILL
        with Outbox(memory) as outbox:
            assert outbox.counts() == {"waiting": 1}
            outbox._run("UPDATE message SET held_until = 0")  # the hold of the dead runs out
        for _ in range(2):
            ended = subprocess.run(
                [*command, memory, "--once"], env=environment, capture_output=True, text=True, check=False
            )
            assert ended.returncode == 0, ended.stderr
        log = subprocess.run([*command, memory, "--log"], env=environment, capture_output=True, text=True, check=True)
    assert len(server.got) == 2
    assert len(set(server.keys())) == 1
    assert "messages: 1 sent, 0 waiting, 0 given up" in ended.stderr
    assert "hidden" not in ended.stderr + log.stdout
    assert f"all → desk, http://127.0.0.1:{server.server_port}: 200" in log.stdout
