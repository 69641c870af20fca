"""The commands about people, and what `serve --team` refuses before it opens anything."""

import json

import pytest
from typer.testing import CliRunner

from allegedly.case import Case
from allegedly.cli.app import app
from allegedly.store import FILE
from allegedly.team import Team

GOOD = "seven geese cross the quay"


@pytest.fixture
def case(tmp_path, monkeypatch):
    """An empty case, where hashes are made quickly."""
    from argon2 import PasswordHasher

    monkeypatch.setattr("allegedly.team.passwords.PasswordHasher", lambda: PasswordHasher(1, 8, 1))
    Case.create(tmp_path / "case").close()
    (tmp_path / "password").write_text(f"{GOOD}\nnot this line\n")
    return tmp_path / "case"


@pytest.fixture
def run(case):
    def ran(*words, status=0, sent=None):
        result = CliRunner().invoke(app, ["users", str(case), *words], input=sent)
        assert result.exit_code == status, result.output
        return result.output

    return ran


def add(run, case, name, role):
    return run("add", name, "--role", role, "--password-file", str(case.parent / "password"))


def test_the_way_of_an_account(run, case):
    assert add(run, case, "Mara", "manage") == "Mara may manage now.\n"
    add(run, case, "Jon", "judge")
    with Team(case) as team:
        assert team.log_in("Jon", GOOD, "192.0.2.1").role == "judge"
    assert [one["name"] for one in json.loads(run("sessions", "--json"))] == ["Jon"]
    assert run("end-sessions", "Jon") == "1 session ended.\n"
    run("role", "Jon", "read")
    run("disable", "Jon")
    assert [(one["role"], one["disabled"]) for one in json.loads(run("list", "--json"))] == [
        ("read", True),
        ("manage", False),
    ]
    run("enable", "Jon")
    run("password", "Jon", "--password-file", str(case.parent / "password"))
    run("remove", "Jon")
    assert "Jon" not in run("list")
    told = [one["what"] for one in json.loads(run("audit", "--json"))]
    assert told == [
        "removed",
        "password",
        "enabled",
        "disabled",
        "role",
        "sessions_ended",
        "logged_in",
        "added",
        "added",
    ]


@pytest.mark.parametrize(
    "words",
    [("role", "Mara", "judge"), ("disable", "Mara"), ("remove", "Mara"), ("role", "Nobody", "read"),
     ("role", "Mara", "king"), ("add", "mara", "--password-file", "password"),
     ("add", "A\u202eda", "--password-file", "password"), ("list", "x")],
)  # fmt: skip
def test_what_cannot_be_is_told_and_changes_nothing(run, case, words, monkeypatch):
    add(run, case, "Mara", "manage")
    monkeypatch.chdir(case.parent)
    before = run("list")
    run(*words, status=2)
    assert run("list") == before


def test_no_team_is_made_where_there_is_no_case(tmp_path, case):
    empty = tmp_path / "empty"
    empty.mkdir()
    words = ["users", str(empty), "add", "Mara", "--role", "manage", "--password-file", str(tmp_path / "password")]
    assert CliRunner().invoke(app, words).exit_code == 2
    assert list(empty.iterdir()) == []
    assert CliRunner().invoke(app, ["users", str(case), "list"]).exit_code == 2
    assert not (case / "team.sqlite").exists()


def test_no_account_goes_into_a_bundle(run, case, tmp_path):
    add(run, case, "Mara", "manage")
    with Case.open(case) as opened:
        bundle = opened.bundle(tmp_path / "case.allegedly")
    import zipfile

    with zipfile.ZipFile(bundle) as packed:
        assert FILE in packed.namelist()
        assert not any("team" in name for name in packed.namelist())
    assert b"Mara" not in bundle.read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--team", "--host", "192.0.2.1"], "--unencrypted"),
        (["--team", "--host", "::"], "--unencrypted"),
        (["--team", "--host", "192.0.2.1", "--public", "https://case.example.org"], "on this machine"),
        (["--team"], "add NAME --role manage"),
        (["--team", "--public", "http://case.example.org"], "no address like https"),
        (["--team", "--public", "https://case.example.org", "--proxy", "here"], "no address of a proxy"),
        (["--team", "--proxy", "192.0.2.1"], "--proxy goes with --public"),
        (["--public", "https://case.example.org"], "for --team"),
        (["--unencrypted"], "for --team"),
    ],
)
def test_a_team_is_not_served_for_everybody_to_read(case, words, told):
    result = CliRunner().invoke(app, ["serve", str(case), "--no-browser", *words])
    assert result.exit_code == 2
    assert told in result.output
