"""Weights to what ships: ``python -m training.export FOLDER weights.pt OUT``.

Writes OUT/tagger.onnx, its vocabulary and its manifest, which ``training.senses`` then completes. The weights of the
encoder's matrices become int8, one scale for each column (symmetric), small enough that processors without VNNI
instructions need not widen them; the table of pieces becomes int8 with one scale for each piece; the rest stays float.
``--float`` leaves the matrices as they are, to measure what that costs.
"""

import argparse
import hashlib
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
import yaml
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from allegedly.extract.attribution.features import FEATURES
from allegedly.extract.claims.worth import MARKS
from allegedly.nlp.tagger import OUTPUTS

from .model import Shape, Tagger


class Exported(nn.Module):
    """The network with log probabilities for outputs, and the middle layer's vectors."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces, features, firsts):
        tags, pointers, middle = self.tagger(pieces, features, firsts)
        return tags.log_softmax(-1), pointers.log_softmax(-1), middle


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true")
    parser.add_argument("--limit", type=int, default=254)
    parser.add_argument("--outside", type=float, default=0.0)
    parser.add_argument("--version", default="3")
    options = parser.parse_args()
    state = {name: value.float() for name, value in torch.load(options.weights, map_location="cpu").items()}
    tagger = Tagger(Shape(features=sum(FEATURES.values())))
    tagger.load_state_dict(state)
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / "tagger.onnx"
    export(tagger.eval(), path, len(FEATURES))
    if not options.float:
        quantize_dynamic(
            path,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
        )
    model = onnx.load(path)
    unsaturate(model)
    shrink_table(model, "tagger.pieces.weight")
    onnx.save(model, path)
    shutil.copy(options.folder / "vocab.txt", options.out / "vocabulary.txt")
    width = tagger.shape.width  # the heads' own programs (``training.senses`` and so on) replace what stands here first
    heads = {"senses": 1 + 2 * width, "happenings": 1 + width, "worth": 1 + len(MARKS) + 2 * width}
    for name, size in heads.items():
        np.save(options.out / f"{name}.npy", np.zeros(size, dtype=np.float32))
    manifest = {
        "version": options.version,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "vocabulary_sha256": hashlib.sha256((options.out / "vocabulary.txt").read_bytes()).hexdigest(),
        **{f"{name}_sha256": hashlib.sha256((options.out / f"{name}.npy").read_bytes()).hexdigest() for name in heads},
        "limit": options.limit,
        "outside": options.outside,
        "features": FEATURES,
    }
    (options.out / "tagger.yaml").write_text(yaml.safe_dump(manifest, sort_keys=False))
    print(path.stat().st_size / 1e6, "MB")


def export(tagger: Tagger, path: Path, features: int) -> None:
    inputs = (
        torch.zeros(1, 40, dtype=torch.long),
        torch.zeros(1, 40, features, dtype=torch.long),
        torch.arange(30)[None],
    )
    torch.onnx.export(
        Exported(tagger),
        inputs,
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["pieces", "features", "firsts"],
        output_names=list(OUTPUTS),
        dynamic_axes={"pieces": {1: "t"}, "features": {1: "t"}, "firsts": {1: "n"}},
    )


def unsaturate(model: onnx.ModelProto) -> None:
    """Scales the columns of int8 matrices so that no two weights that lie together in one add up to more than 128.

    Without VNNI a processor adds two products of an activation (0 to 255) and a weight in 16 bits, which 255 times 129
    would overflow. The alternatives are sums that are wrong there, or wider weights, which take a fifth longer.
    """
    initial = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1]
            scale_name = name.replace("_quantized", "_scale")
            weights, shrunk = _small(numpy_helper.to_array(initial[name]))
            scale = numpy_helper.to_array(initial[scale_name]) / shrunk
            initial[name].CopyFrom(numpy_helper.from_array(weights, name))
            initial[scale_name].CopyFrom(numpy_helper.from_array(scale.astype(np.float32), scale_name))


def _small(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights [rows, columns] whose pairs of rows add up to no more than 128, and by how much each column shrank."""
    shrunk = np.ones(weights.shape[1])
    while True:
        small = np.rint(weights * shrunk)
        sizes = np.abs(np.vstack([small, np.zeros_like(small[: len(small) % 2])]))
        most = (sizes[::2] + sizes[1::2]).max(axis=0)
        if (most <= 128).all():
            return small.astype(np.int8), shrunk
        shrunk *= np.where(most > 128, np.minimum(128 / np.maximum(most, 1), 0.999), 1.0)


def shrink_table(model: onnx.ModelProto, name: str) -> None:
    """Replaces a table that is only looked up in by int8 rows and a scale for each."""
    graph = model.graph
    table = next(t for t in graph.initializer if t.name == name)
    values = numpy_helper.to_array(table)
    scale = np.abs(values).max(1, keepdims=True) / 127
    rows = np.round(values / scale).astype(np.int8)
    gather = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] == name)
    place, output = gather.input[1], gather.output[0]
    graph.initializer.remove(table)
    graph.initializer.extend(
        [
            numpy_helper.from_array(rows, name + "_rows"),
            numpy_helper.from_array(scale.astype(np.float32), name + "_scale"),
        ]
    )
    nodes = [
        helper.make_node("Gather", [name + "_rows", place], [output + "_rows"]),
        helper.make_node("Cast", [output + "_rows"], [output + "_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [name + "_scale", place], [output + "_scale"]),
        helper.make_node("Mul", [output + "_float", output + "_scale"], [output]),
    ]
    at = list(graph.node).index(gather)
    graph.node.remove(gather)
    for i, node in enumerate(nodes):
        graph.node.insert(at + i, node)


if __name__ == "__main__":
    main()
