import pytest

from allegedly.corpus.wordings import body_of, is_bare, is_some_outlet, name_at, name_behind, reporter_of, told_to


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a hawker, Malva Drost", "Malva Drost"),
        ("the pawnbroker Otmar Reiss", "Otmar Reiss"),
        ("a hawker from Drost Bay", None),
        ("a hawker", None),
        ("Malva Drost", None),
    ],
)
def test_the_name_behind_a_description(source, name):
    assert name_behind(source) == name


@pytest.mark.parametrize(
    ("behind", "outlet"),
    [
        (" told the Tern Gazette that", "the Tern Gazette"),
        (", who had waited for an hour, told La Voz de Lund on Monday", "La Voz de Lund"),
        (" quoted by Tern Wire said", "Tern Wire"),
        (" told us that", None),
        (" said that the Tern Gazette", None),
    ],
)
def test_to_whom_it_was_told(behind, outlet):
    assert told_to(f"A nurse{behind}", len("A nurse")) == outlet


def test_an_outlet_by_its_kind_and_the_name_behind_it():
    assert is_some_outlet("the newspaper")
    assert not is_some_outlet("a newspaper")
    assert name_at("the newspaper Tern Gazette wrote", len("the newspaper")) == "Tern Gazette"
    assert name_at("the newspaper wrote", len("the newspaper")) is None


def test_whose_reporter_it_is():
    assert reporter_of("the Lake Mirror's correspondent in Lund, Malva Drost") == "the Lake Mirror"
    assert reporter_of("the minister's brother") is None


def test_bodies_of_which_a_case_has_one():
    assert body_of("the dockers' union", is_organisation=True) == "dockers union"
    assert body_of("Lund police", is_organisation=False) == "police"
    assert body_of("a union", is_organisation=True) is None
    assert body_of("two officials", is_organisation=False) is None


def test_what_headlines_call_a_source():
    assert is_bare("official")
    assert not is_bare("officials")
    assert not is_bare("an official")
