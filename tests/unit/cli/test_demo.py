import re

import pytest
from typer.testing import CliRunner

from allegedly.case import Case
from allegedly.cli.app import app
from allegedly.demo import fill, open_sample, sample


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    arguments = ["demo", "--case", str(folder / "case"), "--output", str(folder)]
    return folder, CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_reads_every_document_of_the_sample_and_shows_it(shown):
    _, result = shown
    assert result.exit_code == 0
    assert f"{len(sample().documents)} added, 0 known already, 0 refused." in result.stdout
    chapters = ["The chronology", "The cast", "One claim followed back", "The ledger", "What next"]
    places = [result.stdout.index(chapter) for chapter in chapters]
    assert places == sorted(places)
    assert re.search(r"\.\.\. and \d+ more, and \d+ claims without a date", result.stdout)


def test_traces_a_claim_that_several_documents_tell(shown):
    _, result = shown
    assert "Shared origins that left no trace" in result.stdout
    assert "Other accounts of this happening" in result.stdout


def test_writes_the_page_and_keeps_the_case(shown):
    folder, result = shown
    page = (folder / "allegedly-demo.html").read_text("utf-8")
    assert sample().title in page
    assert str(folder / "allegedly-demo.html") in result.stdout
    with Case.open(folder / "case") as case:
        assert len(case.documents()) == len(sample().documents)


def test_a_second_call_finds_the_documents_known(shown):
    folder, _ = shown
    with open_sample(folder / "case") as case:
        assert len(fill(case).known) == len(sample().documents)


def test_every_document_of_the_sample_is_shipped():
    assert all(document.path.is_file() for document in sample().documents)
    assert {document.published is None for document in sample().documents} == {True, False}
