"""The records of a case: frozen, typed values that know nothing of where they are kept or shown."""

from .annotated import Annotated
from .document import Document, PublishedBy, Span, Voice, VoiceKind
from .ids import content_id, sha256
from .records import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Entity,
    EntityKind,
    Hop,
    Link,
    Mention,
    Place,
    Role,
    RoleName,
    SourceType,
    Stance,
    TimeExpression,
)

__all__ = [
    "Annotated",
    "Attribution",
    "Claim",
    "ClaimPlace",
    "ClaimTime",
    "Document",
    "Entity",
    "EntityKind",
    "Hop",
    "Link",
    "Mention",
    "Place",
    "PublishedBy",
    "Role",
    "RoleName",
    "SourceType",
    "Span",
    "Stance",
    "TimeExpression",
    "Voice",
    "VoiceKind",
    "content_id",
    "sha256",
]
