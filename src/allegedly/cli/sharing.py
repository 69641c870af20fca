"""Commands that hand a case on: exports, and the demonstration."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import AllegedlyError
from .options import CaseFolder, KnownByDay, Labels, OfEntity, OfOutlet, PassphraseFile, Since, Until
from .passphrase import passphrase_of

if TYPE_CHECKING:
    from ..exporters import Format
    from ..reports import Filters

_PAGE = "allegedly-demo.html"


def export(
    case: Annotated[
        Path | None, typer.Argument(readable=False, metavar="CASE", help="The case's folder.", show_default=False)
    ] = None,
    format: Annotated[str, typer.Option(metavar="NAME", help='What to write; "list" names the formats.')] = "list",  # noqa: A002
    output: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Where to: a file, or for some a folder.", show_default=False)
    ] = None,
    since: Since = None,
    until: Until = None,
    label: Labels = None,
    entity: OfEntity = None,
    outlet: OfOutlet = None,
    known_by: KnownByDay = None,
    encrypt: Annotated[bool, typer.Option("--encrypt", help="Ask for a passphrase; for a bundle.")] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write a case for people or for other programs.

    For people: reports, and pages with every line linked to its passage. For programs: tables, timelines, maps, graphs
    and all records. As a bundle: the whole case in one file, which `allegedly restore` opens elsewhere.
    """
    from .opening import filters_of

    if format == "list":
        _list_formats()
        return
    made = _format(format)
    if case is None:
        raise typer.BadParameter("Name the case.", param_hint="CASE")
    if output is None:
        raise typer.BadParameter("Say where to write.", param_hint="--output")
    if output.resolve().is_relative_to(case.resolve()):
        raise AllegedlyError(f"{output} is in the folder of the case, whose files it could replace; write elsewhere.")
    filters = filters_of(since, until, label, entity, outlet)
    if made is None:
        if filters.narrow() or known_by is not None:
            raise AllegedlyError("A bundle has the whole case; leave out the filters.")
        _bundle(case, output, passphrase_of(passphrase_file, ask=encrypt, twice=True))
        return
    if encrypt or passphrase_file is not None:
        raise AllegedlyError("Only a bundle can be encrypted: --format bundle.")
    _export(case, made, output, filters, known_by)


def _format(name: str) -> "Format | None":
    """An exporter; ``None`` for the bundle, which is the case itself."""
    from ..exporters import BUNDLE, FORMATS

    if name not in {*FORMATS, BUNDLE}:
        raise typer.BadParameter(
            f"There is no format {name!r}; there are {', '.join([*FORMATS, BUNDLE])}.", param_hint="--format"
        )
    return FORMATS.get(name)


def _list_formats() -> None:
    from ..exporters import BUNDLE, BUNDLED, FORMATS
    from .terminal import console, own

    described = {**{name: made.description for name, made in FORMATS.items()}, BUNDLE: BUNDLED}
    width = max(map(len, described)) + 2
    for name, description in described.items():
        console().print(own(f"{name:<{width}}{description}"), soft_wrap=True)


def _export(case: Path, made: "Format", output: Path, filters: "Filters", known_by: date | None) -> None:
    from ..case import Case
    from .terminal import as_line, console

    with Case.open(case) as opened:
        material = opened.material(_title(case), filters, known_by=known_by)
    written = made.write(material, output)
    console().print(as_line(f"Written: {written.path}"), soft_wrap=True)
    for sentence in (*material.cut, *written.left_out):
        console().print(as_line(sentence), soft_wrap=True)


def _bundle(case: Path, output: Path, passphrase: str | None) -> None:
    from ..case import Case
    from .terminal import as_line, console

    with Case.open(case) as opened:
        opened.bundle(output, passphrase=passphrase)
    console().print(as_line(f"Written: {output}"), soft_wrap=True)


def restore(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="What `allegedly export --format bundle` wrote.")],
    case: CaseFolder,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Open a bundle as a case, in a folder that is empty or not there yet.

    Every byte is compared with what it was when the case was bundled.
    """
    from ..bundling import is_encrypted
    from ..bundling import restore as make
    from ..case import Case
    from .terminal import as_line, console

    make(bundle, case, passphrase=passphrase_of(passphrase_file, ask=is_encrypted(bundle)))
    with Case.open(case):  # brings the tables of an older one to this version
        console().print(as_line(f"The case {case} is there."), soft_wrap=True)


def _title(case: Path) -> str:
    return case.resolve().name or "Case"


def demo(
    case: Annotated[
        Path | None, typer.Option(metavar="CASE", help="Keep the sample case in this folder.", show_default=False)
    ] = None,
    output: Annotated[Path, typer.Option(metavar="DIR", help="Where to write the page.")] = Path(),
) -> None:
    """Show the main job on a sample case.

    An invented affair, told by twelve documents that disagree: what is read out of them, and a page of it all.
    """
    import tempfile

    from .demonstration import demonstrate

    if case is not None:
        demonstrate(case, output / _PAGE, kept=case)
        return
    with tempfile.TemporaryDirectory(prefix="allegedly-") as folder:
        demonstrate(Path(folder) / "case", output / _PAGE, kept=None)
