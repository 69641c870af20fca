"""Files inside files: what comes out, in which order, and what stops it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allegedly import opening
from allegedly.errors import RefusedInputError
from allegedly.model import Document, sha256
from allegedly.opening import Begins, Ends, Found, NotOpened, Opened, Opening
from allegedly.readers import About, Beside, Given, LeftOut, Part, Piece, Refused

NESTED = b"{\\rtf1 "  # its kind is not plain text, so it is opened in a process of its own


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Piece]:
    """A file of lines that say what is in it."""
    for line in data.removeprefix(NESTED).decode().splitlines():
        what, _, rest = line.partition(" ")
        if what == "text":
            yield Document(sha256(data), rest, sha256(rest.encode()), path=str(path), parent=given.parent,
                           title=given.about.title, published=given.about.published or given.published)  # fmt: skip
        elif what == "part":
            name, _, inner = rest.partition(" ")
            yield Part(name, inner.replace("|", "\n").encode(), About(title=f"about {name}"))
        elif what == "self":
            yield Part("again", data)
        elif what == "beside":
            yield Beside(rest, About(title="as the list says"))
        elif what == "refused":
            yield Refused(rest, f"{rest} is broken.")
        elif what == "left":
            yield LeftOut(rest)
        elif what == "refuse":
            raise RefusedInputError(f"{path} is empty.")
        elif what == "err":
            raise KeyError("a secret")
        elif what == "hang":
            time.sleep(60)


def beside(path: Path) -> bytes:
    if not path.exists():
        raise RefusedInputError(f"{path} is not there.")
    return path.read_bytes()


Open = Callable[..., list[Found]]


@pytest.fixture
def opened() -> Iterator[Open]:
    with Opening(open_file, beside, seconds=2, megabytes=300) as one:
        yield lambda data, path=Path("in/box"): list(one.open(path, data, Given()))


def shown(found: list[Found]) -> list[tuple[str, str]]:
    return [(type(one).__name__, str(one.path)) for one in found]


def test_a_document_alone(opened):
    (found,) = opened(b"text Otto left.")
    assert (found.document.text, found.data, found.path) == ("Otto left.", b"text Otto left.", Path("in/box"))


def test_parts_stand_between_the_beginning_and_the_end_of_what_they_are_in(opened):
    data = (
        NESTED
        + b"\ntext A letter.\npart a.txt text Inside.\npart b.box "
        + NESTED
        + b"|part c.txt text Deeper.\nleft 3 pictures."
    )
    found = opened(data)
    assert shown(found) == [
        ("Opened", "in/box"),
        ("Begins", "in/box"),
        ("Opened", "in/box/a.txt"),
        ("Begins", "in/box/b.box"),
        ("Opened", "in/box/b.box/c.txt"),
        ("Ends", "in/box/b.box"),
        ("Ends", "in/box"),
    ]
    first, _, inside, box, deeper, *_, end = found
    assert first.document.parent is None
    assert (inside.document.parent, inside.document.title) == (sha256(data), "about a.txt")
    assert deeper.document.parent == sha256(box.data)
    assert end.left_out == ("3 pictures.",)


@pytest.mark.parametrize("trouble", ["err", "hang", "refuse"])
def test_what_is_wrong_with_one_part_costs_that_part(opened, trouble):
    found = opened(NESTED + b"\npart bad " + NESTED + f"|{trouble}".encode() + b"\nrefused worse\npart good text Here.")
    assert shown(found)[1:-1] == [("NotOpened", "in/box/bad"), ("NotOpened", "in/box/worse"), ("Opened", "in/box/good")]
    assert all(one.data is None and "secret" not in one.sentence for one in found if isinstance(one, NotOpened))
    assert "in/box/bad" in found[1].sentence


def test_a_file_that_is_refused_is_told_with_its_bytes(opened):
    assert opened(b"refuse") == [NotOpened(Path("in/box"), "in/box is empty.", b"refuse")]
    assert opened(b"")[0].sentence == "in/box has nothing in it that can be read."


def test_what_breaks_off_keeps_what_it_gave(opened):
    found = opened(NESTED + b"\npart a text Inside.\nrefuse")
    assert shown(found) == [
        ("Begins", "in/box"), ("Opened", "in/box/a"), ("NotOpened", "in/box"), ("Ends", "in/box"),
    ]  # fmt: skip
    assert found[-1].left_out == ("in/box is empty.",)


def test_what_holds_itself_comes_to_an_end(opened):
    found = opened(NESTED + b"\nself")
    assert [one.path for one in found if isinstance(one, Begins)][-1] == Path("in/box", *["again"] * opening.DEEPEST)
    (deepest,) = [one for one in found if isinstance(one, NotOpened)]
    assert "6 archives deep" in deepest.sentence


def test_what_holds_too_much_is_cut_off_with_a_sentence(opened, monkeypatch):
    monkeypatch.setattr(opening._Budget, "__init__", lambda self: self.__dict__.update(parts=2, size=1000))
    found = opened(b"part a text A.\npart b text B.\npart c text C.\n")
    assert [str(one.path) for one in found if isinstance(one, Opened)] == ["in/box/a", "in/box/b"]
    assert "more than one file may hold" in found[-2].sentence
    assert isinstance(found[-1], Ends)


def test_what_holds_much_is_hashed_once(opened, monkeypatch):
    hashed = []
    monkeypatch.setattr(opening, "sha256", lambda data: hashed.append(data) or sha256(data))
    data = b"\n".join(b"part %d text A." % i for i in range(50))
    assert len(opened(data)) == 52
    assert hashed == [data]


def test_names_of_parts_never_lead_out_of_what_they_are_in(opened):
    for name, inside in [
        ("../../etc/passwd", "etc/passwd"), ("/etc/passwd", "etc/passwd"), ("..\\..\\x", "x"), ("..", "unnamed"),
        ("a\u202eb\x07", "ab"), ("x" * 5000, "x" * 1000),
    ]:  # fmt: skip
        assert str(opened(f"part {name} text A.".encode())[1].path) == f"in/box/{inside}"


def test_a_list_leads_to_files_beside_it_and_nowhere_else(opened, tmp_path):
    (tmp_path / "lists" / "files").mkdir(parents=True)
    (tmp_path / "lists" / "files" / "a.txt").write_text("text Otto left.")
    (tmp_path / "secret.txt").write_text("text No.")
    (tmp_path / "lists" / "files" / "link.txt").symlink_to(tmp_path / "secret.txt")
    names = b"beside files/a.txt\nbeside ../secret.txt\nbeside files/link.txt\nbeside files/gone.txt"
    found = opened(names, tmp_path / "lists" / "all.ris")
    assert [one.document.title for one in found if isinstance(one, Opened)] == ["as the list says"]
    away, link, gone = (one.sentence for one in found if isinstance(one, NotOpened))
    assert "does not lie beside" in away
    assert "does not lie beside" in link
    assert "is not there" in gone
    assert gone.endswith(f"It is named by {tmp_path / 'lists' / 'all.ris'}.")


def test_a_list_in_an_archive_leads_to_nothing_on_the_disk(opened, tmp_path):
    (tmp_path / "a.txt").write_text("text Otto left.")
    found = opened(b"part all.ris beside a.txt", tmp_path / "x.zip")
    assert "only when the list itself is added" in next(one.sentence for one in found if isinstance(one, NotOpened))
