"""ZIP archives: members in order, and what in them is hostile, damaged or nobody's."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.readers import LeftOut, Part, Piece, Refused, open_file, zipped

PAGE = b"<html><body><p>The crane is gone.</p></body></html>"
PNG = b"\x89PNG\r\n\x1a\n"


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return file.getvalue()


def opened(data: bytes) -> list[Piece]:
    return list(open_file(Path("papers.zip"), data))


def names(pieces: list[Piece]) -> list[str]:
    return [piece.name for piece in pieces if isinstance(piece, Part)]


def test_members_come_in_the_order_of_their_names() -> None:
    pieces = opened(packed({"b.txt": b"B", "sub/": b"", "sub/a.txt": b"A", "a.txt": b"A"}))
    assert pieces == [Part("a.txt", b"A"), Part("b.txt", b"B"), Part("sub/a.txt", b"A")]


def test_what_nobody_reads_is_counted() -> None:
    pieces = opened(
        packed(
            {
                ".hidden": b"x",
                "__MACOSX/._a.txt": b"x",
                "Thumbs.db": b"x",
                "a.txt": b"A",
                "one.png": PNG,
                "two.png": PNG,
                "s.css": b"p { color: red }",
                "empty.txt": b"",
            }
        )
    )
    assert pieces == [
        Part("a.txt", b"A"),
        LeftOut("Left out of papers.zip: 3 hidden files, 2 pictures, 1 empty file, 1 style sheet."),
    ]


def test_what_belongs_to_a_saved_page_goes_with_it() -> None:
    members = {
        "The crane.html": PAGE,
        "The crane_files/ad.html": PAGE,
        "The crane_files/x": b"y",
        "other_files/a.txt": b"A",
    }
    pieces = opened(packed(members))
    assert names(pieces) == ["The crane.html", "other_files/a.txt"]
    assert pieces[-1] == LeftOut("Left out of papers.zip: 2 data files of saved pages.")


@pytest.mark.parametrize("name", ["/etc/passwd", "../../etc/passwd", "C:\\etc\\passwd", "a/../../etc/./passwd\u202e"])
def test_names_never_lead_out(name: str) -> None:
    (shown,) = names(opened(packed({name: b"A"})))
    assert shown in ("etc/passwd", "a/etc/passwd")


def test_names_in_either_encoding() -> None:
    data = packed({"Pruefung.txt": b"A"})
    utf8 = data.replace(b"Pruefung", "Prüfung".encode())
    cp437 = data.replace(b"Pruefung", b"Pr\x81fungg")
    assert names(opened(utf8)) == ["Prüfung.txt"]
    assert names(opened(cp437)) == ["Prüfungg.txt"]
    assert names(opened(packed({"Žralok.txt": b"A"}))) == ["Žralok.txt"]


def test_equal_names_are_told_apart() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), b"A")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(zipfile.ZipInfo("a.txt"), b"B")
    assert opened(file.getvalue()) == [Part("a.txt", b"A"), Part("a (2).txt", b"B")]


def test_an_archive_in_an_archive_comes_as_it_is() -> None:
    inner = packed({"a.txt": b"A"})
    assert opened(packed({"in.zip": inner})) == [Part("in.zip", inner)]


def refusal(data: bytes) -> str:
    refused, kept = sorted(opened(data), key=lambda piece: isinstance(piece, Part))
    assert isinstance(refused, Refused)
    assert kept == Part("b.txt", b"B")
    assert refused.sentence.startswith("papers.zip/a.txt ")
    assert refused.sentence.endswith(".")
    return refused.sentence


def test_one_bad_member_costs_that_member() -> None:
    data = packed({"a.txt": b"The crane.", "b.txt": b"B"}, zipfile.ZIP_STORED)
    assert "damaged" in refusal(data.replace(b"The crane.", b"The frame."))
    at = data.index(b"PK\x01\x02")
    locked = data[: at + 8] + b"\x01" + data[at + 9 :]
    assert "password" in refusal(locked)
    method = data[: at + 10] + struct.pack("<H", 9) + data[at + 12 :]
    assert "method" in refusal(method)
    for size in (5, 4_000):
        wrong = data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]
        assert "damaged" in refusal(wrong)
    vast = data[: at + 24] + struct.pack("<I", 0xFFFF_FFF0) + data[at + 28 :]
    assert "megabytes" in refusal(vast)


def test_members_that_share_bytes_are_refused() -> None:
    data = packed({"a.txt": b"The crane.", "b.txt": b"B"}, zipfile.ZIP_STORED)
    at = data.index(b"PK\x01\x02")
    assert "shares its bytes" in refusal(data[: at + 20] + struct.pack("<II", 60, 60) + data[at + 28 :])


def test_too_much_is_cut_off_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({f"{i}.txt": b"The crane." for i in range(5)})
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 3)
    *parts, told = opened(data)
    assert len(parts) == 3
    assert isinstance(told, LeftOut)
    assert "2 members at its end were left out" in told.sentence
    monkeypatch.setattr(zipped, "MAX_TOTAL_BYTES", 5)
    assert len(names(opened(data))) == 1


def test_links_are_left_out() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert opened(file.getvalue()) == [LeftOut("Left out of papers.zip: 1 link.")]


def test_a_damaged_archive_is_refused() -> None:
    with pytest.raises(RefusedInputError, match=r"papers\.zip is damaged"):
        opened(packed({"a.txt": b"A"})[:40])


def test_an_empty_archive_is_refused() -> None:
    with pytest.raises(RefusedInputError, match=r"papers\.zip is an empty archive"):
        opened(packed({}))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_member_damaged_within_costs_that_member_however_it_is_packed(method: int) -> None:
    data = bytearray(packed({"a.txt": b"The crane is gone. " * 99, "b.txt": b"B"}, method))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        packed_size = archive.getinfo("a.txt").compress_size
    begins = 30 + len("a.txt")
    data[begins + packed_size // 4 : begins + packed_size - 2] = b"\xa5" * (packed_size - 2 - packed_size // 4)
    damaged, sound = opened(bytes(data))
    assert isinstance(damaged, Refused)
    assert "a.txt is damaged" in damaged.sentence
    assert sound == Part("b.txt", b"B")
