"""What comes in, goes out, and is saved."""

from datetime import date

from pydantic import ConfigDict, Field

from .base import Shape


class Uploaded(Shape):
    batch: str
    path: str
    size: int


class NewAdd(Shape):
    model_config = ConfigDict(extra="forbid")

    batch: str = Field(max_length=40)
    published: date | None = None


class FormatShape(Shape):
    name: str
    description: str


class NewExport(Shape):
    """A ``passphrase`` is for a bundle alone."""

    model_config = ConfigDict(extra="forbid")

    format: str = Field(max_length=40)
    passphrase: str | None = Field(default=None, min_length=1, max_length=1000)


class SavedView(Shape):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=80)
    url: str = Field(min_length=1, max_length=2000, pattern=r"^/([^/\\\x00-\x1f\x7f][^\\\x00-\x1f\x7f]*)?$")
