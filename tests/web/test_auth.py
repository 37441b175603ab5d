"""Who may: passwords, sessions, a proxy's word, the user of this machine; and who may not."""

import base64
import stat
import time
from ipaddress import ip_network
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from dragoman.cli.app import app
from dragoman.cli.serve import serve
from dragoman.errors import UsageError
from dragoman.web import passwords
from dragoman.web.access import Access, LocalUser, PasswordFile, TrustedHeader
from dragoman.web.forms import own_path
from dragoman.web.passwords import add_user, hashed, read_users, remove_user, verified
from dragoman.web.sessions import LIFE, Sessions
from dragoman.web.site import site
from tests.web.desk import BASE, Desk, desk_at

SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little: what is tested is not how slow they are."""
    monkeypatch.setattr(passwords, "_COST", (2**10, 8, 1))


@pytest.fixture
def users(tmp_path: Path, cheap: None) -> Path:
    path = tmp_path / "users"
    for name in ("ana", "Boris Ö."):
        add_user(path, name, f"{SECRET} {name}")
    return path


@pytest.fixture
def team(ledger: Path, users: Path) -> Desk:
    return desk_at(ledger, PasswordFile(users))


def signed_in(desk: Desk, name: str = "ana", password: str | None = None) -> int:
    return desk.send("/login", name=name, password=password or f"{SECRET} {name}").status_code


def test_a_password_is_kept_as_a_salted_hash_that_only_it_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = hashed(SECRET), hashed(SECRET)
    assert one != other
    assert verified(SECRET, one)
    assert verified(SECRET, other)
    assert not verified(f"{SECRET}x", one)
    assert not verified(SECRET, None)
    monkeypatch.undo()
    assert hashed(SECRET).startswith("scrypt$32768$8$3$"), "as OWASP asks"


def test_the_file_is_its_owners_alone_and_holds_no_password(users: Path) -> None:
    assert stat.S_IMODE(users.stat().st_mode) == 0o600
    assert SECRET not in users.read_text(encoding="utf-8")
    assert set(read_users(users)) == {"ana", "Boris Ö."}
    remove_user(users, "ana")
    assert set(read_users(users)) == {"Boris Ö."}


@pytest.mark.parametrize("name", ["", " ana", "a:b", "a\nb", "x" * 65, "#ana", "a\x00"])
def test_what_cannot_be_a_name_is_refused(users: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is no name"):
        add_user(users, name, SECRET)


@pytest.mark.parametrize(
    "line", ["ana", "ana:secret", ":scrypt$1$1$1$a$b", "ana:scrypt$1048576$8$1$" + "A" * 24 + "$" + "A" * 44]
)
def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "users"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError):
        read_users(path)


def test_the_command_adds_lists_and_removes(tmp_path: Path) -> None:
    path = str(tmp_path / "users")

    def run(*given: str, said: str = "") -> Result:
        return CliRunner().invoke(app, ["users", *given, "--users", path], input=said)

    assert run("add", "ana", said=f"{SECRET}\n{SECRET}\n").exit_code == 0
    assert run("list").stdout == "ana\n"
    assert verified(SECRET, read_users(Path(path))["ana"])
    assert run("remove", "ana").exit_code == 0
    assert run("list").stdout == ""
    assert run("add", "bo", said="short\nshort\n").exit_code != 0
    assert read_users(Path(path)) == {}


def test_without_signing_in_nothing_is_read(team: Desk) -> None:
    for path in ("/", "/p/rus-ukr", f"/article/{team.row('event').document}", "/search?q=Istanbul", "/corrections"):  # type: ignore[union-attr]
        answer = team.client.get(path, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=%2F")
        assert "Istanbul" not in answer.text.replace("q=Istanbul", "")
    refused = team.client.get("/api/v1/processes")
    assert (refused.status_code, "Basic" in refused.headers["www-authenticate"]) == (401, True)
    assert team.client.get("/static/style.css").status_code == 200


def test_who_signs_in_reads_and_corrects_under_that_name(team: Desk) -> None:
    assert signed_in(team, "Boris Ö.") == 303
    assert "Boris Ö." in team.client.get("/").text
    assert team.send(f"/record/{team.claim()}/accept", why="I was there").status_code == 303
    assert [one.by for one in team.corrections()] == ["Boris Ö."]


def test_the_cookie_is_out_of_reach_and_new_at_signing_in(team: Desk) -> None:
    before = team.client.get("/login").headers["set-cookie"]
    answer = team.send("/login", name="ana", password=f"{SECRET} ana", next="/p/rus-ukr")
    cookie = answer.headers["set-cookie"]
    assert answer.headers["location"] == "/p/rus-ukr"
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    assert "secure" not in cookie.lower(), "plain HTTP on this machine"
    assert before.partition(";")[0] != cookie.partition(";")[0]


def test_behind_https_the_cookie_is_for_https_alone(ledger: Path, users: Path) -> None:
    made = site(str(ledger), access=PasswordFile(users), hosts=["desk.example"])
    client = TestClient(made, base_url="http://desk.example")
    answer = client.get("/login", headers={"referer": "https://desk.example/"})
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("name", "password"), [("ana", "wrong"), ("nobody", SECRET), ("", ""), ("ana", ""), ("ana", "\udc80")]
)
def test_a_wrong_password_lets_nobody_in(team: Desk, name: str, password: str) -> None:
    given = team.fields("/login") | {"name": name, "password": password.encode("utf-8", "replace").decode()}
    answer = team.post("/login", given)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert team.client.get("/", follow_redirects=False).status_code == 303


def test_many_wrong_passwords_shut_the_door_for_that_name_alone(team: Desk) -> None:
    assert [signed_in(team, password="wrong") for _ in range(7)] == [403] * 5 + [429] * 2
    assert signed_in(team) == 429, "the right one comes too late"
    assert signed_in(team, "Boris Ö.") == 303


def test_signing_out_another_password_and_removal_end_a_session(team: Desk, users: Path) -> None:
    def reads() -> bool:
        return team.client.get("/", follow_redirects=False).status_code == 200

    assert signed_in(team) == 303
    assert reads()
    stolen = dict(team.client.cookies)
    page = team.fields("/login")
    assert team.post("/logout", page).status_code == 303
    assert not reads()
    team.client.cookies.update(stolen)
    assert not reads(), "the old cookie has ended, too"
    team.client.cookies.clear()
    assert signed_in(team) == 303
    add_user(users, "ana", f"{SECRET} new")
    assert not reads()
    assert signed_in(team, password=f"{SECRET} new") == 303
    assert reads()
    remove_user(users, "ana")
    assert not reads()


def test_a_file_that_went_away_lets_nobody_in_and_is_not_named(team: Desk, users: Path) -> None:
    assert signed_in(team) == 303
    users.unlink()
    for path in ("/", "/login", "/api/v1/processes"):
        answer = team.client.get(path, follow_redirects=False)
        assert (answer.status_code, str(users.parent) in answer.text) == (503, False)


def test_the_api_takes_name_and_password_for_reading(team: Desk) -> None:
    told = base64.b64encode(f"ana:{SECRET} ana".encode()).decode()
    wrong = base64.b64encode(b"ana:wrong").decode()
    get = team.client.get
    assert get("/api/v1/processes", headers={"authorization": f"Basic {told}"}).status_code == 200
    for header in (f"Basic {wrong}", "Basic %%%", f"Bearer {told}", "Basic"):
        assert get("/api/v1/processes", headers={"authorization": header}).status_code == 401
    assert get("/", headers={"authorization": f"Basic {told}"}, follow_redirects=False).status_code == 303, "no page"


def test_a_session_is_forged_by_nobody_and_ends() -> None:
    ours, other = Sessions(), Sessions()
    session = ours.new("ana", "proof")
    cookie = ours.cookie(session)
    assert ours.read(cookie) == session
    assert other.read(cookie) is None
    assert ours.read(cookie[:-1] + ("0" if cookie[-1] != "0" else "1")) is None
    for forged in ("", ".", cookie.replace(".", ""), cookie.partition(".")[0], "ü.ü"):
        assert ours.read(forged) is None
    assert session.until <= time.time() + LIFE + 1
    late = ours.cookie(type(session)(id="x", until=int(time.time()) - 1, name="ana"))
    assert ours.read(late) is None
    assert not ours.is_token(ours.token(session, "boris"), session, "ana")
    assert not ours.is_token(ours.token(ours.new(), "ana"), session, "ana")


@pytest.mark.parametrize(
    ("address", "header", "status"),
    [
        ("10.0.0.7", {"x-user": "ana"}, 200),
        ("10.0.0.7", {"x-user": "Zoë".encode().decode("latin-1")}, 200),
        ("::ffff:10.0.0.7", {"x-user": "ana"}, 200),
        ("10.0.0.7", {}, 403),
        ("10.0.0.7", {"x-user": " "}, 403),
        ("10.0.0.7", {"x-user": "a" * 101}, 403),
        ("10.0.1.7", {"x-user": "ana"}, 403),
        ("testclient", {"x-user": "ana"}, 403),
    ],
)
def test_a_header_counts_only_from_the_proxy(ledger: Path, address: str, header: dict[str, str], status: int) -> None:
    access = TrustedHeader("X-User", (ip_network("10.0.0.0/24"),))
    client = TestClient(site(str(ledger), access=access), base_url=BASE, client=(address, 5000))
    told = {name: value.encode("latin-1") for name, value in header.items()}
    assert client.get("/", headers=told).status_code == status


def test_a_header_given_twice_names_nobody(ledger: Path) -> None:
    access = TrustedHeader("X-User", (ip_network("10.0.0.0/24"),))
    client = TestClient(site(str(ledger), access=access), base_url=BASE, client=("10.0.0.7", 5000))
    assert client.get("/", headers=[("x-user", "ana"), ("x-user", "admin")]).status_code == 403  # type: ignore[arg-type]


def test_the_local_user_is_nobody_who_comes_through_a_proxy(ledger: Path) -> None:
    desk = desk_at(ledger, LocalUser("ana"))
    path = f"/record/{desk.claim()}/accept"
    assert desk.client.get(path).status_code == 200
    for name in ("x-forwarded-for", "forwarded", "via", "x-real-ip", "x-forwarded-host"):
        assert desk.client.get(path, headers={name: "1.2.3.4"}).status_code == 403


@pytest.mark.parametrize(
    ("options", "told", "kind"),
    [
        ({}, "you correct it as", LocalUser),
        ({"read_only": True}, "read only", LocalUser),
        ({"host": "0.0.0.0"}, "read only", None),
        ({"allow_host": ["desk.example"]}, "read only", None),
        ({"host": "0.0.0.0", "users": True}, "who is known corrects it", PasswordFile),
        ({"trusted_header": "X-User", "trusted_proxy": ["10.0.0.0/8"]}, "who is known corrects it", TrustedHeader),
    ],
)
def test_who_may_follows_from_where_it_listens(
    ledger: Path, users: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    options: dict[str, object], told: str, kind: type[Access] | None,
) -> None:  # fmt: skip
    given: dict[str, object] = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **_: None)
    monkeypatch.setattr("dragoman.web.site.site", lambda address, **made: given.update(made))
    serve(str(ledger), **{**options, **({"users": users} if options.get("users") else {})})  # type: ignore[arg-type]
    assert told in capsys.readouterr().err
    assert kind is None or isinstance(given["access"], kind)


@pytest.mark.parametrize(
    "options",
    [
        {"trusted_header": "X-User"},
        {"trusted_proxy": ["10.0.0.1"]},
        {"trusted_header": "X-User", "trusted_proxy": ["proxy"]},
        {"users": Path("/nowhere/users")},
    ],
)
def test_options_that_do_not_go_together_are_refused(ledger: Path, options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        serve(str(ledger), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("/p/rus-ukr?as_of=2025-05-15", "/p/rus-ukr?as_of=2025-05-15"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/\r\nset-cookie: a=b", "/"),
        ("evil", "/"),
        ("", "/"),
        ("http://[::1", "/"),
    ],
)
def test_signing_in_leads_nowhere_else(given: str, taken: str) -> None:
    assert own_path(given) == taken
