"""A passphrase from a file is the first line, whatever wrote it."""

import pytest

from allegedly.cli.passphrase import passphrase_of
from allegedly.errors import AllegedlyError


@pytest.mark.parametrize(
    "data",
    ["läng, läng\n", "läng, läng", "läng, läng\r\nmore", "\ufeffläng, läng\r\n", "läng, läng\n" + "ä" * 5_000],
)
def test_it_is_the_first_line(tmp_path, data):
    (tmp_path / "p").write_bytes(data.encode())
    assert passphrase_of(tmp_path / "p", ask=False) == "läng, läng"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "empty"), (b"\nx", "empty"), (b"\xff\xfe", "no text in UTF-8"), (b"a" * 4_097, "too long")],
)
def test_what_is_none_is_told(tmp_path, data, sentence):
    (tmp_path / "p").write_bytes(data)
    with pytest.raises(AllegedlyError, match=sentence):
        passphrase_of(tmp_path / "p", ask=False)
