from dataclasses import replace

import numpy as np
import pytest

from allegedly.nlp import tagger
from allegedly.nlp.tagger import Tagged, Tagger, decode, window_arrays, windows
from allegedly.nlp.wordpiece import Vocabulary


def test_windows_part_at_paragraphs_then_at_sentences_then_anywhere():
    ones = [1] * 10
    assert windows(ones, [0, 5], [0, 3, 5, 8], 100) == [(0, 10)]
    assert windows(ones, [0, 5], [0, 3, 5, 8], 8) == [(0, 5), (5, 10)]
    assert windows(ones, [0], [0, 3, 6, 8], 7) == [(0, 6), (6, 10)]
    assert windows(ones, [0], [0], 4) == [(0, 4), (4, 8), (8, 10)]
    assert windows([], [], [], 4) == []


def test_a_word_that_alone_is_too_long_has_a_window_of_its_own():
    assert windows([1, 9, 1], [0], [0], 4) == [(0, 1), (1, 2), (2, 3)]


def test_windows_cover_every_word_once():
    sizes = [1 + i % 4 for i in range(500)]
    found = windows(sizes, range(0, 500, 37), range(0, 500, 11), 50)
    assert [i for a, b in found for i in range(a, b)] == list(range(500))
    assert all(sum(sizes[a:b]) <= 50 for a, b in found)


def test_a_parting_piece_stands_before_each_paragraph_but_the_first():
    vocabulary = Vocabulary(("[CLS]", "[SEP]", "a", "b"))
    ids, owners, firsts = window_arrays(vocabulary, [(2,), (3, 3), (2,)], {0, 1})
    assert ids.tolist() == [0, 2, 1, 3, 3, 2, 1]
    assert owners.tolist() == [-1, 0, -1, 1, 1, 2, -1]
    assert firsts.tolist() == [0, 1, 3, 5]


def certain(n: int, spans: dict[int, list[tuple[int, int]]], links: list[tuple[int, tuple[int, int], tuple[int, int]]]):
    """Log probabilities that are sure of the spans of each role and of the links, which else point to nothing."""
    tags = np.full((n, 3, 3), 0.01, dtype=np.float32)
    tags[:, :, 0] = 0.98
    for role, ranges in spans.items():
        for a, b in ranges:
            tags[a:b, role] = (0.01, 0.01, 0.98)
            tags[a, role] = (0.01, 0.98, 0.01)
    pointers = np.full((3, n, n + 1), 0.001, dtype=np.float32)
    pointers[:, :, 0] = 0.9
    for pointer, (a, b), (c, d) in links:
        pointers[pointer, a:b] = 0.001
        pointers[pointer, a:b, 1 + c : 1 + d] = 0.9
    return np.log(tags), np.log(pointers)


def test_parts_that_point_to_one_cue_are_one_attribution():
    source, cue, first, second = (3, 4), (4, 5), (0, 3), (6, 9)
    links = [(0, first, cue), (0, second, cue), (1, first, source), (1, second, source), (2, cue, source)]
    tags, pointers = certain(10, {0: [source], 1: [cue], 2: [first, second]}, links)
    assert decode(tags, pointers) == [Tagged((source,), (cue,), (first, second))]


def test_two_cues_are_two_attributions_each_with_its_source():
    spans = {0: [(0, 1), (5, 6)], 1: [(1, 2), (6, 7)], 2: [(2, 4), (7, 9)]}
    links = [(0, (2, 4), (1, 2)), (2, (1, 2), (0, 1)), (1, (2, 4), (0, 1)), (0, (7, 9), (6, 7))]
    links += [(2, (6, 7), (5, 6)), (1, (7, 9), (5, 6))]
    assert decode(*certain(10, spans, links)) == [
        Tagged(((0, 1),), ((1, 2),), ((2, 4),)),
        Tagged(((5, 6),), ((6, 7),), ((7, 9),)),
    ]


def test_what_points_to_nothing_has_no_source():
    tags, pointers = certain(6, {0: [(5, 6)], 1: [(0, 1)], 2: [(1, 4)]}, [(0, (1, 4), (0, 1))])
    assert decode(tags, pointers) == [Tagged((), ((0, 1),), ((1, 4),))]


def test_a_span_never_begins_in_its_middle():
    tags = np.log(np.full((3, 3, 3), 0.05, dtype=np.float32))
    tags[:, :, 0] = np.log(0.9)
    tags[1, 2] = np.log([0.2, 0.1, 0.7])
    assert decode(tags, np.log(np.full((3, 3, 4), 0.25, dtype=np.float32))) == []


def test_outside_moves_what_is_found():
    tags, pointers = certain(4, {1: [(0, 1)]}, [])
    tags[2, 2] = np.log([0.6, 0.35, 0.05])
    assert decode(tags, pointers) == []
    assert [tagged.content for tagged in decode(tags, pointers, outside=-1.0)] == [((2, 3),)]


def test_tagged_moves_with_its_window():
    assert Tagged((), ((0, 1),), ((2, 4), (6, 7))).moved(10) == Tagged((), ((10, 11),), ((12, 14), (16, 17)))


def test_the_tagger_that_ships_is_there_and_deterministic():
    trained = tagger.load()
    assert isinstance(trained, Tagger)
    forms = ["The", "harbour", "master", "said", "that", "the", "ferry", "had", "sunk", "."]
    rows = [(0,) * len(trained.manifest["features"])] * len(forms)
    found, again = (trained.read(forms, rows, [0], [0]) for _ in range(2))
    assert found.attributions == again.attributions
    assert any(tagged.cue == ((3, 4),) for tagged in found.attributions)
    assert found.vectors.shape == (len(forms), len(trained.senses) // 2)
    assert (found.vectors == again.vectors).all()


def test_words_of_every_window_have_their_vector():
    trained = tagger.load()
    forms = ["Rain", "fell", "."] * 200
    rows = [(0,) * len(trained.manifest["features"])] * len(forms)
    assert trained.read(forms, rows, [0], list(range(0, 600, 3))).vectors.shape[0] == 600
    assert trained.read([], [], [], []).vectors.shape[0] == 0


@pytest.mark.parametrize("broken", [*tagger.FILES, "tagger.yaml"])
def test_without_its_files_there_is_none(tmp_path, monkeypatch, broken):
    folder = tagger.path_of(tagger.MANIFEST).parent
    for file in (*tagger.FILES, "tagger.yaml"):
        if file != broken:
            (tmp_path / file).symlink_to(folder / file)
    monkeypatch.setattr(tagger, "path_of", lambda _: tmp_path / "tagger.yaml")
    if broken == "tagger.yaml":
        monkeypatch.setattr(tagger, "load_yaml", lambda _: (_ for _ in ()).throw(tagger.ResourceError("gone")))
    assert tagger.load.__wrapped__() is None


def test_a_damaged_file_is_not_run(tmp_path, monkeypatch):
    folder = tagger.path_of(tagger.MANIFEST).parent
    for intact in ("vocabulary.txt", "senses.npy", "happenings.npy", "worth.npy"):
        (tmp_path / intact).symlink_to(folder / intact)
    (tmp_path / "tagger.onnx").write_bytes((folder / "tagger.onnx").read_bytes()[:1000])
    monkeypatch.setattr(tagger, "path_of", lambda _: tmp_path / "tagger.yaml")
    assert tagger.load.__wrapped__() is None


def test_another_model_than_the_manifests_is_not_run(monkeypatch):
    manifest = {**tagger.load_yaml(tagger.MANIFEST), "sha256": "0" * 64}
    monkeypatch.setattr(tagger, "load_yaml", lambda _: manifest)
    assert tagger.load.__wrapped__() is None


def test_a_manifest_that_does_not_know_the_head_gives_none(monkeypatch):
    manifest = {key: value for key, value in tagger.load_yaml(tagger.MANIFEST).items() if key != "senses_sha256"}
    monkeypatch.setattr(tagger, "load_yaml", lambda _: manifest)
    assert tagger.load.__wrapped__() is None


def test_another_head_is_another_tagger():
    trained = tagger.load()
    other = replace(trained, manifest={**trained.manifest, "senses_sha256": "0" * 64})
    assert other.identity != trained.identity


def test_no_sum_of_two_products_overflows_in_the_model_that_ships():
    """On a processor without VNNI instructions it would; asked for wider weights, any processor adds them rightly."""
    shipped = tagger.load()
    if shipped is None:
        pytest.skip(tagger.MISSING)
    onnxruntime = pytest.importorskip("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    path = tagger.path_of(tagger.MANIFEST).parent / "tagger.onnx"
    wide = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    draw = np.random.default_rng(1)
    count, sizes = 60, list(shipped.manifest["features"].values())
    given = {
        "pieces": draw.integers(1000, 28000, (1, count)),
        "features": np.stack([draw.integers(0, size, count) for size in sizes], axis=1)[None] + shipped._offsets,
        "firsts": np.arange(count)[None],
    }
    for one, other in zip(shipped.session.run(tagger.OUTPUTS, given), wide.run(tagger.OUTPUTS, given), strict=True):
        assert np.array_equal(one, other)
