"""Whatever is done to a file of any format: documents or a sentence, in time, in memory, and never a fault of ours."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.formats import samples

from allegedly.opening import Ends, NotOpened, Opened, Opening
from allegedly.readers import Given, open_file

SAMPLES = samples()
ROUNDS = 12
SECONDS, MEGABYTES = 30, 700


@pytest.fixture(scope="module")
def opening() -> Iterator[Opening]:
    with Opening(open_file, Path.read_bytes, seconds=SECONDS, megabytes=MEGABYTES) as one:
        yield one


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some changed, cut, doubled, or put in from a file of another format."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice([1, 1, 4, 40, 400, 4000]))
        how = chance.randrange(6)
        if how == 0 and changed:
            changed[start : start + 1] = bytes([chance.randrange(256)])
        elif how == 1:
            del changed[start:end]
        elif how == 2:
            changed[start:start] = changed[start:end] * chance.choice([1, 3, 30])
        elif how == 3:
            changed = changed[:start]
        elif how == 4:
            other = chance.choice(list(SAMPLES.values()))
            changed[start:start] = other[: chance.choice([8, 100, 2000])]
        else:
            changed[start:end] = chance.choice([b"\x00", b"\xff", b"<", b"&", b'"', b"\n"]) * (end - start)
    return bytes(changed)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sound_file_gives_documents_whose_text_holds_what_was_written(opening, name):
    found = list(opening.open(Path(name), SAMPLES[name], Given()))
    assert not [one.sentence for one in found if isinstance(one, NotOpened)]
    documents = [one.document for one in found if isinstance(one, Opened)]
    assert documents
    for document in documents:
        assert document.text.strip()
        assert all(0 <= start <= end <= len(document.text) for voice in document.voices for start, end in voice.spans)
        assert list(document.pages) == sorted(document.pages)
        assert all(0 <= start <= len(document.text) for start in document.pages)
    assert list(opening.open(Path(name), SAMPLES[name], Given())) == found


@pytest.mark.parametrize("name", SAMPLES)
def test_parts_alone_give_the_same_documents(opening, name):
    for one in list(opening.open(Path(name), SAMPLES[name], Given())):
        if isinstance(one, Opened) and one.document.parent is not None:
            alone = next(opening.open(one.path, one.data, Given()))
            assert isinstance(alone, Opened)
            assert (alone.document.text, alone.document.id) == (one.document.text, one.document.id)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_ends_in_documents_or_sentences(opening, name):
    chance = random.Random(name)  # noqa: S311 (the same each time)
    for number in range(ROUNDS):
        data = damaged(SAMPLES[name], chance)
        for one in opening.open(Path(name), data, Given()):
            sentences = [one.sentence] if isinstance(one, NotOpened) else one.left_out if isinstance(one, Ends) else ()
            for sentence in sentences:
                assert "fault in Allegedly" not in sentence, (number, sentence)
                assert "it took more than" not in sentence, (number, sentence)
                assert "it needed more than" not in sentence, (number, sentence)
                assert "it was ended" not in sentence, (number, sentence)
                assert "\n" not in sentence
