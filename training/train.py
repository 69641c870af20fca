"""Fine-tunes the tagger: ``python -m training.train FOLDER --out weights.pt``.

FOLDER holds ``train.pickle.gz`` and ``dev.pickle.gz`` (``training.prepare``), ``encoder.safetensors`` and
``vocab.txt`` (of the pre-trained encoder). Prints the figures on dev after each epoch and keeps the weights of the
last. The embeddings of word pieces are left as they are: 840 articles show too few of them to move the others along.
"""

import argparse
import gzip
import math
import pickle
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from benchmarks.quality.polnear import Article, Said, count
from safetensors.torch import load_file
from torch import Tensor, nn

from allegedly.extract.attribution.features import FEATURES, FROM_RULES
from allegedly.nlp.tagger import Range, decode, window_arrays, windows
from allegedly.nlp.wordpiece import Vocabulary

from .model import Shape, Tagger, from_pretrained

IGNORED = -100
STRAIGHT = {"“": '"', "”": '"', "’": "'", "‘": "'"}
NEW = ("tags", "asking", "answering", "distance", "features")
"""The layers that the encoder did not bring along: they learn five times as fast."""

Document = dict[str, Any]
Batch = tuple[Tensor, ...]


class Corpus:
    """Documents as words, cut into pieces, with the numbers of everything that is to be learned."""

    def __init__(self, path: Path, vocabulary: Vocabulary) -> None:
        with gzip.open(path) as file:
            self.documents: list[Document] = pickle.load(file)
        self.vocabulary = vocabulary
        self.masked = vocabulary.number["[MASK]"]
        sizes = list(FEATURES.values())
        self.offsets = np.cumsum([0, *sizes[:-1]])
        self.from_rules = [i for i, name in enumerate(FEATURES) if name in FROM_RULES]
        for document in self.documents:
            forms = [document["text"][a:b] for a, b in document["words"]]
            document["pieces"] = [vocabulary.cut(form) for form in forms]
            document["straight"] = [vocabulary.cut(STRAIGHT.get(form, form)) for form in forms]
            document["sizes"] = [len(pieces) for pieces in document["pieces"]]
            document["features"] = np.array(document["features"], dtype=np.int64).reshape(len(forms), -1)

    def windows(self, document: Document, limit: int, skip: int = 0) -> list[Range]:
        """Windows of a document; with ``skip`` the second part begins there, so that epochs see other windows."""
        sizes, borders = document["sizes"], (document["paragraphs"], document["sentences"])
        if not skip:
            return windows(sizes, *borders, limit)
        later = ([i - skip for i in border if i >= skip] for border in borders)
        tail = windows(sizes[skip:], *later, limit)
        return windows(sizes[:skip], *borders, limit) + [(a + skip, b + skip) for a, b in tail]

    def encode(
        self,
        document: Document,
        a: int,
        b: int,
        *,
        rng: random.Random | None = None,
        mask: float = 0.0,
        bare: bool = False,
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Pieces, features and first pieces of one window; with ``rng`` varied: straight marks, masked words."""
        pieces = document["straight" if rng is not None and rng.random() < 0.3 else "pieces"][a:b]
        if rng is not None:
            pieces = [(self.masked,) * len(p) if rng.random() < mask else p for p in pieces]
        values = document["features"][a:b].copy()
        if bare:
            values[:, self.from_rules] = 0
        ids, owners, firsts = window_arrays(self.vocabulary, pieces, {i - a for i in document["paragraphs"]})
        table = np.vstack([values, np.zeros((1, values.shape[1]), dtype=np.int64)])
        return ids, table[owners] + self.offsets, firsts


def gold(document: Document, a: int, b: int) -> tuple[np.ndarray, np.ndarray]:
    """Tags [n, 3] and the pointers that are right [3, n, 1 + n] in one window; what points out of it points nowhere."""
    tags = np.zeros((b - a, 3), dtype=np.int64)
    targets = np.zeros((3, b - a, 1 + b - a), dtype=bool)
    for said in document["said"]:
        numbers = [[i - a for x, y in ranges for i in range(max(x, a), min(y, b))] for ranges in said]
        for role, ranges in enumerate(said):
            for x, y in ranges:
                inside = tags[max(x - a, 0) : max(y - a, 0), role]
                inside[inside == 0] = 2
                if a <= x < b:
                    tags[x - a, role] = 1
        source, cue, content = numbers
        for pointer, (here, there) in enumerate([(content, cue), (content, source), (cue, source)]):
            targets[pointer][np.ix_(here, [1 + i for i in there] or [0])] = True
    return tags, targets


def collate(rows: list[tuple[np.ndarray, ...]], device: str) -> Batch:
    """Pads (pieces, features, firsts[, tags, targets]) to ids, features, real, firsts, word, tags, targets."""
    batch, size, n = len(rows), max(len(row[0]) for row in rows), max(len(row[2]) for row in rows)
    ids = np.zeros((batch, size), dtype=np.int64)
    features = np.zeros((batch, size, rows[0][1].shape[1]), dtype=np.int64)
    real, word = np.zeros((batch, size), dtype=bool), np.zeros((batch, n - 1), dtype=bool)
    firsts = np.zeros((batch, n), dtype=np.int64)
    tags = np.full((batch, n - 1, 3), IGNORED, dtype=np.int64)
    targets = np.zeros((batch, 3, n - 1, n), dtype=bool)
    for i, (one, two, three, *learned) in enumerate(rows):
        ids[i, : len(one)], features[i, : len(one)], real[i, : len(one)] = one, two, True
        firsts[i, : len(three)], word[i, : len(three) - 1] = three, True
        if learned:
            tags[i, : len(three) - 1], targets[i, :, : len(three) - 1, : len(three)] = learned
    return tuple(torch.from_numpy(x).to(device) for x in (ids, features, real, firsts, word, tags, targets))


def run(model: Tagger, batch: Batch) -> tuple[Tensor, Tensor]:
    """Log probabilities of tags and pointers."""
    ids, features, real, firsts, word, *_ = batch
    tags, pointers, _ = model(ids, features, firsts, real[:, None, None])
    reach = torch.cat([torch.ones_like(word[:, :1]), word], 1)
    return tags.log_softmax(-1), pointers.masked_fill(~reach[:, None, None], -1e4).log_softmax(-1)


def loss_of(tags: Tensor, pointers: Tensor, batch: Batch) -> Tensor:
    learned, targets = batch[5], batch[6]
    tagging = nn.functional.nll_loss(tags.reshape(-1, 3), learned.reshape(-1), ignore_index=IGNORED)
    rows = targets.any(-1)
    right = pointers.masked_fill(~targets, -1e4).logsumexp(-1)
    return 3 * tagging - 0.5 * (right * rows).sum() / rows.sum().clamp(min=1)


@torch.no_grad()
def figures(model: Tagger, corpus: Corpus, limit: int, device: str, *, bare: bool = False) -> str:
    """How well the network alone does, at threshold 0."""
    model.eval()
    pairs = []
    for document in corpus.documents:
        spans = corpus.windows(document, limit)
        tags, pointers = run(model, collate([corpus.encode(document, a, b, bare=bare) for a, b in spans], device))
        found = [
            tagged.moved(a)
            for i, (a, b) in enumerate(spans)
            for tagged in decode(tags[i, : b - a].cpu().numpy(), pointers[i, :, : b - a, : 1 + b - a].cpu().numpy())
        ]
        article = Article(
            document["name"], document["text"], tuple(_said(document, *said) for said in document["said"])
        )
        pairs.append((article, [_said(document, t.source, t.cue, t.content) for t in found]))
    loose, strict = (count(pairs, threshold) for threshold in (0.3, 0.8))
    return (
        f"joint F1 {loose.f1(loose.joint):.1f} {strict.f1(strict.joint):.1f}, contents {loose.f1(loose.contents):.1f}"
    )


def _said(document: Document, *ranges: Any) -> Said:
    words = document["words"]
    return Said(*(tuple((words[x][0], words[y - 1][1]) for x, y in part) for part in ranges))


def batches(jobs: list[tuple[Document, int, int]], size: int, rng: random.Random) -> Iterator[list[Any]]:
    """Batches of windows of like length, so that little of them is padding, in random order."""
    rng.shuffle(jobs)
    made = []
    for i in range(0, len(jobs), 16 * size):
        like = sorted(jobs[i : i + 16 * size], key=lambda job: sum(job[0]["sizes"][job[1] : job[2]]))
        made.extend(like[j : j + size] for j in range(0, len(like), size))
    rng.shuffle(made)
    yield from made


def epoch_jobs(corpus: Corpus, limit: int, rng: random.Random) -> list[tuple[Document, int, int]]:
    jobs = []
    for document in corpus.documents:
        sentences = document["sentences"]
        skip = rng.choice(sentences[: max(1, len(sentences) // 2)] or [0])
        jobs.extend((document, a, b) for a, b in corpus.windows(document, limit, skip))
    return jobs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--limit", type=int, default=254, help="word pieces a window")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mask", type=float, default=0.08, help="share of words that are hidden")
    parser.add_argument("--bare", type=float, default=0.1, help="share of windows without what the rules found")
    options = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    vocabulary = Vocabulary.read(options.folder / "vocab.txt")
    train, dev = (Corpus(options.folder / f"{part}.pickle.gz", vocabulary) for part in ("train", "dev"))
    model = Tagger(Shape(features=sum(FEATURES.values()))).to(device)
    from_pretrained(model, load_file(options.folder / "encoder.safetensors"))
    model.pieces.weight.requires_grad = False
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(NEW)]},
            {"params": [p for n, p in model.named_parameters() if n.startswith(NEW)], "lr": 5 * options.rate},
        ],
        lr=options.rate, weight_decay=0.05, fused=True,
    )  # fmt: skip
    total = options.epochs * math.ceil(len(epoch_jobs(train, options.limit, random.Random(0))) / options.batch) + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (0.1 * total), max(0.0, (total - step) / (0.9 * total)))
    )
    for epoch in range(options.epochs):
        began, losses = time.time(), []
        model.train()
        for jobs in batches(epoch_jobs(train, options.limit, rng), options.batch, rng):
            rows = [
                (*train.encode(d, a, b, rng=rng, mask=options.mask, bare=rng.random() < options.bare), *gold(d, a, b))
                for d, a, b in jobs
            ]
            batch = collate(rows, device)
            loss = loss_of(*run(model, batch), batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        said = figures(model, dev, options.limit, device)
        print(f"epoch {epoch + 1} loss {np.mean(losses):.3f} {said} {time.time() - began:.0f} s", flush=True)
        torch.save({name: value.half() for name, value in model.state_dict().items()}, options.out)
    print("without the rules' features:", figures(model, dev, options.limit, device, bare=True))


if __name__ == "__main__":
    main()
