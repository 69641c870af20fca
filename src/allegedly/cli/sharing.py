"""Commands that hand a case on: exports, and the demonstration."""

from pathlib import Path
from typing import Annotated

import typer

_PAGE = "allegedly-demo.html"


def export(
    case: Annotated[Path | None, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)] = None,
    format: Annotated[str, typer.Option(metavar="NAME", help='What to write; "list" names the formats.')] = "list",  # noqa: A002
    output: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Where to: a file, or for jsonl a folder.", show_default=False)
    ] = None,
) -> None:
    """Write a case for people or for other programs.

    For people: one page with the chronology, every line linked to its passage. For programs: all records.
    """
    from ..exporters import FORMATS, Material
    from .terminal import console, own, theirs

    if format == "list":
        for name, made in FORMATS.items():
            console().print(own(f"{name:<8}{made.description}"), soft_wrap=True)
        return
    if format not in FORMATS:
        raise typer.BadParameter(
            f"There is no format {format!r}; there are {', '.join(FORMATS)}.", param_hint="--format"
        )
    if case is None:
        raise typer.BadParameter("Name the case.", param_hint="CASE")
    if output is None:
        raise typer.BadParameter("Say where to write.", param_hint="--output")
    from .opening import read_case

    records = read_case(case, links=True)
    written = FORMATS[format].write(Material(records.annotated, records.corpus, _title(case)), output)
    console().print(theirs(f"Written: {written.path}"), soft_wrap=True)
    for sentence in written.left_out:
        console().print(theirs(sentence), soft_wrap=True)


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
