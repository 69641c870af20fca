"""A disk as its operations leave it: what is safe, what is only in the memory of the system, and what a power cut may
leave of both.

After Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014): between two syncs a file system may keep any
of what was done, in any order. A file's bytes are safe when the file was synced, a name when its folder was.
"""

import itertools
import os
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("=c3xii4xqq")
_PASSING = ("-shm",)
"""Files that SQLite makes anew after a power cut, and writes as memory."""
Tree = Mapping[str, bytes | None]
"""Paths with the bytes of files; ``None`` for folders."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changed something: its kind as in ``faults.c``, its paths, offset and bytes."""

    kind: str
    path: str
    other: str
    offset: int
    data: bytes


@dataclass(eq=False)
class Node:
    """A file, with writes that are not safe yet; or a folder, with names that are not."""

    folder: bool
    data: bytearray = field(default_factory=bytearray)
    safe: bytes = b""
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    names: "dict[str, Node]" = field(default_factory=dict)
    safe_names: "dict[str, Node]" = field(default_factory=dict)
    changes: "list[tuple[str, Node | None]]" = field(default_factory=list)

    def name(self, name: str, node: "Node | None") -> None:
        self.changes.append((name, node))
        _put(self.names, name, node)

    def write(self, offset: int, data: bytes | None) -> None:
        """``None`` cuts the file there."""
        self.waiting.append((offset, data))
        _apply(self.data, offset, data)

    def sync(self) -> None:
        if self.folder:
            self.safe_names, self.changes = dict(self.names), []
        else:
            self.safe, self.waiting = bytes(self.data), []


def calls(log: Path) -> Iterator[Call]:
    """What was written down, in order."""
    told, place = log.read_bytes(), 0
    while place < len(told):
        kind, path, other, offset, size = _HEAD.unpack_from(told, place)
        place += _HEAD.size
        ends = list(itertools.accumulate((path, other, size if kind == b"W" else 0), initial=place))
        names = [os.fsdecode(told[a:b]) for a, b in itertools.pairwise(ends[:3])]
        yield Call(kind.decode(), names[0], names[1], offset, told[ends[2] : ends[3]])
        place = ends[3]


class Disk:
    """Begins with what is in a folder, all of it safe; ``base`` is where the calls have it."""

    def __init__(self, folder: Path, base: str) -> None:
        self._base = base
        self.root = _read(folder)

    def happen(self, call: Call) -> None:
        above, name = self._place(call.path)
        node = above.names.get(name) if above else None
        if call.kind in "CM" and above:
            above.name(name, Node(folder=call.kind == "M"))
        elif call.kind == "S":
            found = self.root if call.path == self._base else node
            if found is not None:
                found.sync()
        elif call.kind in "WT" and node is not None:
            node.write(call.offset, call.data if call.kind == "W" else None)
        elif call.kind in "UD" and above:
            above.name(name, None)
        elif call.kind in "RL" and above and node is not None:
            to, new = self._place(call.other)
            if to is not None:
                to.name(new, node)
            if call.kind == "R":
                above.name(name, None)

    def _place(self, path: str) -> "tuple[Node | None, str]":
        """The folder of a path, and its name there."""
        if not path.startswith(f"{self._base}/"):
            return None, ""
        *folders, name = path.removeprefix(f"{self._base}/").split("/")
        node: Node | None = self.root
        for folder in folders:
            node = node.names.get(folder) if node else None
        return node, name

    def states(self) -> Iterator[tuple[str, Tree]]:
        """What a power cut may leave now, from nothing but what is safe to all."""
        yield "only what is safe", _tree(self.root, {}, {})
        nodes = list(_nodes(self.root))
        every = {node: len(node.changes) for node in nodes}
        written = {node: len(node.waiting) for node in nodes}
        yield "everything", _tree(self.root, every, written)
        yield "names without what was written", _tree(self.root, every, {})
        yield "what was written without names", _tree(self.root, {}, written)
        yield "half of each write", _tree(self.root, every, {node: count / 2 for node, count in written.items()})
        for node in nodes:
            if node.waiting:
                yield "one file not written", _tree(self.root, every, {**written, node: 0})
                yield "one file alone written", _tree(self.root, every, {node: written[node]})
            for count in range(len(node.changes)):
                yield "names of a folder up to one", _tree(self.root, {**every, node: count}, written)
                yield "one name of a folder left out", _tree(self.root, {**every, node: -1 - count}, written)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for inside in {*node.names.values(), *node.safe_names.values()}:
        yield from _nodes(inside)


def _tree(root: Node, named: Mapping[Node, int], written: Mapping[Node, float]) -> Tree:
    """Files as they are with so many of the changes of names (below nothing: all but that one), and of the writes."""
    tree: dict[str, bytes | None] = {}
    _fill(tree, "", root, named, written)
    return tree


def _fill(
    tree: dict[str, bytes | None], path: str, node: Node, named: Mapping[Node, int], written: Mapping[Node, float]
) -> None:
    names, count = dict(node.safe_names), named.get(node, 0)
    kept = node.changes[:count] if count >= 0 else [*node.changes[: -1 - count], *node.changes[-count:]]
    for name, inside in kept:
        _put(names, name, inside)
    for name, inside in names.items():
        if inside.folder:
            tree[f"{path}{name}"] = None
            _fill(tree, f"{path}{name}/", inside, named, written)
        elif not name.endswith(_PASSING):
            tree[f"{path}{name}"] = _bytes(inside, written.get(inside, 0))


def _bytes(node: Node, count: float) -> bytes:
    """A file with so many of its writes; of one that is half counted the first half."""
    made = bytearray(node.safe)
    for offset, data in node.waiting[: int(count)]:
        _apply(made, offset, data)
    if count != int(count):
        offset, data = node.waiting[int(count)]
        if data is not None:
            _apply(made, offset, data[: len(data) // 2])
    return bytes(made)


def _apply(made: bytearray, offset: int, data: bytes | None) -> None:
    if len(made) < offset:
        made.extend(bytes(offset - len(made)))
    if data is None:
        del made[offset:]
    else:
        made[offset : offset + len(data)] = data


def _put(names: "dict[str, Node]", name: str, node: Node | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


def _read(path: Path) -> Node:
    if not path.is_dir():
        data = path.read_bytes()
        return Node(folder=False, data=bytearray(data), safe=data)
    names = {inside.name: _read(inside) for inside in sorted(path.iterdir())}
    return Node(folder=True, names=names, safe_names=dict(names))


def lay_out(tree: Tree, folder: Path) -> None:
    """Write a state into an empty folder."""
    for path, data in sorted(tree.items()):
        if data is None:
            (folder / path).mkdir(parents=True, exist_ok=True)
        else:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
