"""A trained tagger that finds sources, cues and contents in running text, and which belongs to which.

The model reads a text in windows of whole paragraphs. For each word it gives, for each of ``ROLES``, how likely the
word begins, continues or stands outside a span, and for each pair of words how likely one points to the other: a
content to its cue, a content to its source, a cue to its source. From these ``decode`` puts attributions together.
What its middle layer holds of each word it hands out too, for other heads to read (``senses``).
"""

import math
import os
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ResourceError
from ..model import sha256
from ..resources import load_yaml, path_of
from .wordpiece import Vocabulary

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

ROLES = ("source", "cue", "content")
POINTERS = ("content_to_cue", "content_to_source", "cue_to_source")
OUTPUTS = ("tags", "pointers", "middle")
MANIFEST = "en/tagger/tagger.yaml"
FILES = {
    "tagger.onnx": "sha256",
    "vocabulary.txt": "vocabulary_sha256",
    "senses.npy": "senses_sha256",
    "happenings.npy": "happenings_sha256",
    "worth.npy": "worth_sha256",
}
"""The files beside the manifest, and where it says what they must hash to."""
_SURELY = math.log(0.999)
MISSING = (
    "The trained tagger of sources, cues and contents is not there, so that who says what, and whether a place stands "
    "for somebody, come from the rules alone. Reinstall Allegedly to have both."
)

Floats = NDArray[np.float32]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution in word numbers: half-open ranges; no source where the tagger heard none."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]

    def moved(self, by: int) -> "Tagged":
        """The same, counted from ``by`` words earlier."""
        source, cue, content = (tuple((a + by, b + by) for a, b in r) for r in (self.source, self.cue, self.content))
        return Tagged(source, cue, content)


@dataclass(frozen=True)
class Hearing:
    """What one pass over a text gives: attributions in numbers of words, and a vector for each word [words, width]."""

    attributions: list[Tagged]
    vectors: Floats


@dataclass(frozen=True)
class Tagger:
    """The trained model with its vocabulary and the weights of the heads that read its middle layer.

    Get it with ``load``; runs on one thread, one window at a time.
    """

    session: "InferenceSession"
    vocabulary: Vocabulary
    manifest: dict[str, Any]
    senses: Floats
    happenings: Floats
    worth: Floats

    @property
    def identity(self) -> str:
        """Its version, and of what it is made: the model's file and those of the heads on its middle layer."""
        made_of = (self.manifest[key][:16] for key in ("sha256", "senses_sha256", "happenings_sha256", "worth_sha256"))
        return f"{self.manifest['version']} sha256:{'+'.join(made_of)}"

    @cached_property
    def _offsets(self) -> NDArray[np.int64]:
        """Where each feature's values begin in the model's one table of them."""
        sizes = list(self.manifest["features"].values())
        return np.cumsum([0, *sizes[:-1]], dtype=np.int64)

    def read(
        self,
        forms: Sequence[str],
        features: Sequence[tuple[int, ...]],
        paragraphs: Sequence[int],
        sentences: Sequence[int],
    ) -> Hearing:
        """What is attributed in a text of the words ``forms``, and what the middle layer holds of each word.

        ``features`` has a row for each word, as the manifest lists them; ``paragraphs`` and ``sentences`` are the
        sorted numbers of the words that begin one.
        """
        pieces = [self.vocabulary.cut(form) for form in forms]
        found: list[Tagged] = []
        vectors = [np.zeros((0, len(self.senses) // 2), dtype=np.float32)]
        for start, end in windows([len(p) for p in pieces], paragraphs, sentences, self.manifest["limit"]):
            parted = {i - start for i in paragraphs[bisect_left(paragraphs, start) : bisect_left(paragraphs, end)]}
            tags, pointers, middle = self._run(pieces[start:end], features[start:end], parted)
            found.extend(tagged.moved(start) for tagged in decode(tags, pointers, outside=self.manifest["outside"]))
            vectors.append(middle)
        return Hearing(found, np.concatenate(vectors))

    def _run(
        self, pieces: Sequence[tuple[int, ...]], features: Sequence[tuple[int, ...]], parted: set[int]
    ) -> tuple[Floats, Floats, Floats]:
        ids, owners, firsts = window_arrays(self.vocabulary, pieces, parted)
        table = np.array([*features, (0,) * len(self._offsets)], dtype=np.int64) + self._offsets
        tags, pointers, middle = self.session.run(
            OUTPUTS, {"pieces": ids[None], "features": table[owners][None], "firsts": firsts[None]}
        )
        return tags[0], pointers[0], middle[0, 1:]  # without the opening piece, which is no word


def window_arrays(
    vocabulary: Vocabulary, pieces: Sequence[tuple[int, ...]], parted: set[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of a window's pieces, the word that each belongs to (-1: none), and where each word begins.

    Before the words ``parted``, which begin paragraphs, stands a parting piece. The first of the beginnings is that of
    the opening piece, which stands for "nothing".
    """
    opening, parting = vocabulary.number["[CLS]"], vocabulary.number["[SEP]"]
    ids, owners, firsts = [opening], [-1], [0]
    for i, cut in enumerate(pieces):
        if i and i in parted:
            ids.append(parting)
            owners.append(-1)
        firsts.append(len(ids))
        ids.extend(cut)
        owners.extend([i] * len(cut))
    ids.append(parting)
    owners.append(-1)
    return np.array(ids), np.array(owners), np.array(firsts)


@cache
def load() -> Tagger | None:
    """The tagger, or ``None`` where its runtime or its files are not there or not those of the manifest."""
    try:
        manifest = load_yaml(MANIFEST)
        folder = path_of(MANIFEST).parent
        data = {name: (folder / name).read_bytes() for name in FILES}
        if any(sha256(data[name]) != manifest.get(key) for name, key in FILES.items()):
            return None
        pieces = Vocabulary.read(folder / "vocabulary.txt")
        heads = (np.load(folder / name) for name in ("senses.npy", "happenings.npy", "worth.npy"))
        return Tagger(_session(data["tagger.onnx"]), pieces, manifest, *heads)
    except (ImportError, OSError, ResourceError):
        return None


def _session(data: bytes) -> "InferenceSession":
    # The runtime tells its makers of each session over the network and keeps in ~/.cache what it could not send, unless
    # it is told not to before it is loaded; the second is for who had loaded it before us.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def windows(sizes: Sequence[int], paragraphs: Sequence[int], sentences: Sequence[int], limit: int) -> list[Range]:
    """Ranges of words that hold at most ``limit`` pieces and part at paragraphs, else at sentences, where they can.

    ``sizes`` are the numbers of pieces of each word; ``paragraphs`` and ``sentences`` the sorted numbers of the words
    that begin one. A window that is full is cut no earlier than at half.
    """
    found: list[Range] = []
    breaks = (set(paragraphs), set(sentences))
    start, count = 0, len(sizes)
    while start < count:
        end, pieces = start, 0
        while end < count:
            pieces += sizes[end] + (start < end and end in breaks[0])  # a parting piece before each later paragraph
            if pieces > limit:
                break
            end += 1
        end = max(end, start + 1)
        if end < count:
            middle = (start + end) // 2
            cuts = (
                max((i for i in range(middle, end + 1) if i in borders and i > start), default=0) for borders in breaks
            )
            end = next((cut for cut in cuts if cut), end)
        found.append((start, end))
        start = end
    return found


def decode(tags: Floats, pointers: Floats, *, outside: float = 0.0) -> list[Tagged]:
    """The attributions of one window of n words.

    ``tags`` [n, 3, 3]: log probabilities of (outside, begin, inside) for each of ``ROLES``. ``pointers`` [3, n, 1 + n]:
    log probabilities of ``POINTERS``, with "nothing" first. ``outside`` is added to the first of the tags: below 0,
    more is found. One attribution for each cue that a content points to; its other contents are parts of the same.
    """
    sources, cues, contents = (_spans(tags[:, role], outside) for role in range(len(ROLES)))
    by_cue: dict[Range | None, list[Range]] = {}
    for content in contents:
        near = _shares(pointers[0], content, cues)[1:]
        by_cue.setdefault(cues[int(np.argmax(near))] if cues else None, []).append(content)
    found: list[Tagged] = []
    for cue, parts in by_cue.items():
        groups = [parts] if cue is not None else [[part] for part in parts]
        found.extend(_tagged(pointers, cue, group, sources) for group in groups)
    return found


def _tagged(pointers: Floats, cue: Range | None, parts: list[Range], sources: list[Range]) -> Tagged:
    scores = sum((_shares(pointers[1], part, sources) for part in parts), start=np.zeros(1 + len(sources)))
    if cue is not None:
        scores = scores + _shares(pointers[2], cue, sources)
    best = int(np.argmax(scores))
    return Tagged((sources[best - 1],) if best else (), (cue,) if cue else (), tuple(parts))


def _shares(table: Floats, here: Range, targets: list[Range]) -> NDArray[np.floating[Any]]:
    """The mean log probability that the words of ``here`` point to nothing, and into each of the targets.

    ``table`` [n, 1 + n]: log probabilities, with "nothing" first.
    """
    rows = np.exp(table[here[0] : here[1]])
    upto = np.cumsum(rows, axis=1)
    first, last = ([target[side] for target in targets] for side in (0, 1))
    share = np.concatenate([rows[:, :1], upto[:, last] - upto[:, first]], axis=1)
    logs: NDArray[np.floating[Any]] = np.log(np.maximum(share, 1e-9)).mean(axis=0)
    return logs


def _spans(tags: Floats, outside: float) -> list[Range]:
    """The most likely spans of one role. Words that are surely outside part the text into pieces, each read alone."""
    unsure = np.flatnonzero(tags[:, 0] < _SURELY)
    pieces = np.split(unsure, np.flatnonzero(np.diff(unsure) > 1) + 1) if len(unsure) else []
    return [span for piece in pieces for span in _path(tags[piece[0] : piece[-1] + 1].tolist(), outside, int(piece[0]))]


def _path(rows: list[list[float]], outside: float, at: int) -> list[Range]:
    """The best path on which "inside" follows only "begin" or "inside" (Viterbi), as spans; the first row is ``at``."""
    off, begin, inside = 0.0, -1e9, -1e9  # the best paths that end outside, at a beginning, inside
    back: list[tuple[int, int]] = []
    for to_off, to_begin, to_inside in rows:
        on, last = (begin, 1) if begin >= inside else (inside, 2)
        top, first = (off, 0) if off >= on else (on, last)
        back.append((first, last))
        off, begin, inside = top + to_off + outside, top + to_begin, on + to_inside
    state = max(range(3), key=(off, begin, inside).__getitem__)
    spans: list[Range] = []
    end = at + len(rows)
    for i in range(len(rows) - 1, -1, -1):
        if state == 0:
            end = at + i
        elif state == 1:
            spans.append((at + i, end))
            end = at + i
        state = back[i][state == 2]
    return spans[::-1]
