"""Handing a case on by the command line: filters, formats, bundles and passphrases."""

import json

import pytest
from click.testing import Result
from typer.testing import CliRunner

from allegedly.case import Case
from allegedly.cli.app import app
from allegedly.exporters import BUNDLE, FORMATS


def run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), **options)


@pytest.fixture
def folder(tmp_path, fakes):
    (tmp_path / "in").mkdir()
    fakes.letters(tmp_path / "in", 3)
    with Case.create(tmp_path / "case", stages=fakes.stages()) as case:
        case.add([tmp_path / "in"])
    return tmp_path / "case"


def test_every_format_is_listed_with_what_it_is():
    listed = run("export", "--format", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [*FORMATS, BUNDLE]
    assert all(len(line.split()) > 3 for line in listed)


def test_filters_narrow_an_export_and_what_they_leave_out_is_told(folder, tmp_path):
    done = run(
        "export",
        folder,
        "--format",
        "jsonl",
        "--output",
        tmp_path / "out",
        "--from",
        "1901-01-01",
        "--to",
        "1901-12-31",
    )
    assert done.exit_code == 0, done.output
    assert "between 1 January 1901 and 31 December 1901" in done.stdout
    assert "left out" in done.stdout
    claims = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text().splitlines()]
    fitting = [claim for claim in claims if claim.get("fits", True)]
    assert fitting
    assert len(fitting) < len(run_whole(folder, tmp_path))
    assert {claim["time"]["edtf"] for claim in fitting} <= {"1901", None}


def run_whole(folder, tmp_path):
    assert run("export", folder, "--format", "jsonl", "--output", tmp_path / "whole").exit_code == 0
    return (tmp_path / "whole" / "claims.jsonl").read_text().splitlines()


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_bundle_is_written_looked_through_and_opened_elsewhere(folder, tmp_path, encrypted):
    (tmp_path / "words").write_text("a lamp by the sea\n")
    secret = ["--passphrase-file", tmp_path / "words"] if encrypted else []
    bundle = tmp_path / "x.allegedly"
    assert run("export", folder, "--format", "bundle", "--output", bundle, *secret).exit_code == 0
    assert "files as they were: 4." in run("verify", bundle, *secret).stdout
    done = run("restore", bundle, tmp_path / "there", *secret)
    assert done.exit_code == 0, done.output
    assert run("verify", tmp_path / "there").exit_code == 0
    with Case.open(folder) as one, Case.open(tmp_path / "there") as other:
        assert other.documents() == one.documents()
        assert other.receipts() == one.receipts()


def test_a_passphrase_is_asked_for_twice_and_then_once(folder, tmp_path, monkeypatch):
    bundle, given = tmp_path / "x", iter(["a lamp", "a lamp", "a lamp", "another"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(given))
    assert run("export", folder, "--format", "bundle", "--output", bundle, "--encrypt").exit_code == 0
    assert run("restore", bundle, tmp_path / "there").exit_code == 0
    wrong = run("restore", bundle, tmp_path / "elsewhere")
    assert wrong.exit_code == 2
    assert "does not open" in wrong.stderr


def test_a_bundle_that_was_changed_is_told(folder, tmp_path):
    bundle = tmp_path / "x"
    run("export", folder, "--format", "bundle", "--output", bundle)
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    done = run("verify", bundle)
    assert done.exit_code == 1
    assert "damaged" in done.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--format", "bundle", "--outlet", "The Gazette"], "leave out the filters"),
        (["--format", "html", "--encrypt"], "Only a bundle can be encrypted"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_written(folder, tmp_path, options, sentence):
    done = run("export", folder, "--output", tmp_path / "x", *options)
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert not (tmp_path / "x").exists()
