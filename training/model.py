"""The tagger's network: a small BERT encoder (Devlin et al. 2019; MiniLM, Wang et al. 2020) with three heads.

What its middle layer holds of each word comes out as well, for heads that are learned later on the finished encoder
(``training.senses``).

To the embedding of each piece the embeddings of its word's features are added. From the first piece of each word come
the tags; pairs of words are scored by a biaffine pointer (Dozat & Manning 2017) with a bias for their distance.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

POINTERS = 3
ROLES = 3
REACH = 32
"""Buckets of distance on either side: 1 to 16 one by one, then in growing steps."""


@dataclass(frozen=True)
class Shape:
    vocabulary: int = 30522
    features: int = 0
    """All values of all features together."""
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    pointer: int = 64
    middle: int = 3
    """The layer, counted from 1, whose vectors are handed out: it tells literal from metonymic best, of those tried."""
    dropout: float = 0.1


def attention(q: Tensor, k: Tensor, v: Tensor, heads: int, mask: Tensor | None = None) -> Tensor:
    batch, length, width = q.shape
    q, k, v = (x.view(batch, length, heads, -1).transpose(1, 2) for x in (q, k, v))
    mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return mixed.transpose(1, 2).reshape(batch, length, width)


class _Fused(torch.autograd.Function):
    """Attention as the one operator that ONNX Runtime has for it, a third faster than its parts."""

    @staticmethod
    def forward(ctx, q, k, v, heads):
        return attention(q, k, v, heads)

    @staticmethod
    def symbolic(g, q, k, v, heads):
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class Block(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        q, k, v = self.qkv(x).chunk(3, -1)
        if torch.onnx.is_in_onnx_export():  # one window at a time: nothing to hide
            mixed = _Fused.apply(q, k, v, self.heads)
        else:
            mixed = attention(q, k, v, self.heads, mask)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Tagger(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(shape.features, shape.width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.tags = nn.Linear(shape.width, 3 * ROLES)
        self.asking = nn.Linear(shape.width, POINTERS * shape.pointer)
        self.answering = nn.Linear(shape.width, POINTERS * shape.pointer)
        self.distance = nn.Embedding(2 * REACH + 1, POINTERS)
        nn.init.zeros_(self.distance.weight)

    def encode(self, pieces: Tensor, features: Tensor, mask: Tensor | None) -> list[Tensor]:
        """The vectors of each layer [B, T, width]. ``pieces`` [B, T]; ``features`` [B, T, F], offset into one table."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(places) + self.features(features).sum(2)
        x = self.drop(self.norm(x))
        layers = []
        for block in self.blocks:
            x = block(x, mask)
            layers.append(x)
        return layers

    def forward(
        self, pieces: Tensor, features: Tensor, firsts: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of tags [B, N, 3, 3] and pointers [B, 3, N, 1 + N]; the middle layer's vectors [B, 1 + N, width].

        ``firsts`` [B, 1 + N] are the places of the first pieces of the words, after that of the opening piece.
        """
        layers = self.encode(pieces, features, mask)
        batch, count = firsts.shape
        places = firsts.unsqueeze(-1).expand(-1, -1, self.shape.width)
        x, middle = (torch.gather(layer, 1, places) for layer in (layers[-1], layers[self.shape.middle - 1]))
        tags = self.tags(x[:, 1:]).view(batch, count - 1, ROLES, 3)
        ask = self.asking(x[:, 1:]).view(batch, count - 1, POINTERS, -1).permute(0, 2, 1, 3)
        answer = self.answering(x).view(batch, count, POINTERS, -1).permute(0, 2, 3, 1)
        number = torch.arange(count, device=x.device)
        bias = self.distance(bucket(number.unsqueeze(0) - number[1:].unsqueeze(1))).permute(2, 0, 1)
        return tags, ask @ answer / math.sqrt(self.shape.pointer) + bias, middle


def bucket(offset: Tensor) -> Tensor:
    far = offset.abs()
    stepped = torch.where(far <= 16, far, 16 + ((far.clamp(min=16).float() / 16).log2() * 3).ceil().long())
    return REACH + offset.sign() * stepped.clamp(max=REACH)


def from_pretrained(tagger: Tagger, weights: dict[str, Tensor]) -> None:
    """Fills the encoder from the weights of a BERT checkpoint (Hugging Face's names)."""
    table = {name: value.float() for name, value in weights.items() if value.is_floating_point()}
    kind = table["embeddings.token_type_embeddings.weight"][0]
    with torch.no_grad():
        tagger.pieces.weight.copy_(table["embeddings.word_embeddings.weight"])
        tagger.positions.weight.copy_(table["embeddings.position_embeddings.weight"] + kind)
        _copy(tagger.norm, table, "embeddings.LayerNorm")
        for i, block in enumerate(tagger.blocks):
            base = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [table[f"{base}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(block.qkv, kind).copy_(torch.cat(parts))
            _copy(block.out, table, base + "attention.output.dense")
            _copy(block.norm1, table, base + "attention.output.LayerNorm")
            _copy(block.up, table, base + "intermediate.dense")
            _copy(block.down, table, base + "output.dense")
            _copy(block.norm2, table, base + "output.LayerNorm")


def _copy(layer: nn.Module, table: dict[str, Tensor], name: str) -> None:
    layer.weight.copy_(table[name + ".weight"])
    layer.bias.copy_(table[name + ".bias"])
