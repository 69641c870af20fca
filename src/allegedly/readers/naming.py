"""Names of files inside files: for people to read, and never the path of anything on a disk."""

import re
from dataclasses import dataclass, field

from ..unseen import without_unseen

_LONGEST = 120
_LONGEST_PATH = 1_000
_RESERVED = re.compile(r'[<>:"|?*\\/]+')
_DRIVE = re.compile(r"\A[A-Za-z]:")
_SUFFIX = re.compile(r"\.[\w-]{1,10}\Z")


def file_name(words: str, suffix: str = "") -> str:
    """A file's name out of any words, such as a subject; "message" where they hold nothing."""
    name = _RESERVED.sub(" ", without_unseen(words, " "))
    name = " ".join(name.split()).strip(". ")
    own = _SUFFIX.search(name)
    kept = own[0] if own and len(name) > _LONGEST else ""
    return ((name[: _LONGEST - len(kept)].strip() + kept) or "message") + suffix


def member_path(raw: str) -> str:
    """The path of an archive's member, from the archive's root and inside it, whatever it claims."""
    steps = _DRIVE.sub("", without_unseen(raw[:_LONGEST_PATH]).replace("\\", "/")).split("/")
    return "/".join(step for step in steps if step.strip() and step not in (".", "..")) or "unnamed"


def shortened(words: str, longest: int) -> str:
    """The words, cut to at most so many characters with an ellipsis for the rest."""
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


@dataclass
class Names:
    """Tells members of one name apart: crane.txt, crane (2).txt."""

    seen: dict[str, int] = field(default_factory=dict)

    def unique(self, name: str) -> str:
        count = self.seen[name] = self.seen.get(name, 0) + 1
        if count == 1:
            return name
        own = _SUFFIX.search(name)
        stem = name[: own.start()] if own else name
        return self.unique(f"{stem} ({count}){own[0] if own else ''}")
