"""A document with everything that was read out of it."""

from dataclasses import dataclass
from typing import Any

from .checked import Checked
from .codec import decode, encode
from .document import Document, Voice
from .plain import Happening, PlainTuple
from .records import Attribution, Claim, Entity, Mention, Place, TimeExpression


@dataclass(frozen=True, slots=True)
class Annotated:
    """One document and its records: the result of the document stages.

    ``made_by`` names what decided the result: product version, model name, version and hash, gazetteer.
    """

    document: Document
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[Place, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    made_by: tuple[tuple[str, str], ...]
    tuples: tuple[PlainTuple, ...] | None = None
    happenings: tuple[Happening, ...] | None = None
    """Both are ``None`` where nobody asked for them."""
    checked: tuple[Checked, ...] = ()
    """What a person checked, as it was read; empty in what the document stages give. Those that were edited stand
    in ``claims`` as the person has them, those that were rejected do not."""

    @property
    def voices(self) -> tuple[Voice, ...]:
        return self.document.voices

    def to_dict(self) -> dict[str, Any]:
        """The public JSON object of one document (see the reference of ``annotate``)."""
        data: dict[str, Any] = encode(self)
        for name in ("tuples", "happenings"):
            if data[name] is None:
                del data[name]
        if not self.checked:
            del data["checked"]
        for word, happening in zip(data.get("happenings", ()), self.happenings or (), strict=True):
            word["stance"]["label"] = happening.stance.label
        document = data["document"]
        data = {"document": document, "voices": document.pop("voices"), **data}
        for voice in data["voices"]:
            voice["start"], voice["end"] = voice["spans"][0][0], voice["spans"][-1][1]
        for claim, record in zip(data["claims"], self.claims, strict=True):
            claim["stance"]["label"] = record.stance.label
        data["made_by"] = dict(self.made_by)
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Annotated":
        """The inverse of ``to_dict``; derived keys are ignored."""
        restored = {**data, "document": {**data["document"], "voices": data["voices"]}}
        restored["made_by"] = list(data["made_by"].items())
        return decode(cls, restored)
