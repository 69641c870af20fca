"""The command that opens the interface."""

from typing import Annotated

import typer

from .options import CaseFolder
from .outcome import say


def serve(
    case: CaseFolder,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0 takes any that is free.")] = 0,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Another than this machine's own opens the case to a network.")
    ] = "127.0.0.1",
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who judges here.  [default: your user name]", show_default=False)
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="How many read many documents.", show_default=False)
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
) -> None:
    """Open the interface: read, trace and judge in the browser.

    On this machine only; nothing is loaded from a network, and nothing about the case leaves it.
    """
    import os

    from ..person import this_person
    from ..web.serving import Address
    from ..web.serving import serve as run
    from .terminal import console, own

    def ready(address: Address) -> None:
        if not address.is_built:
            from ..web.app import NOT_BUILT

            say(NOT_BUILT)
        console().print(own(f"The case is open at {address.url}"), soft_wrap=True)
        console().print(own("Ctrl-C ends it."), soft_wrap=True)
        if browser and address.is_built:
            import webbrowser

            webbrowser.open(address.url)

    cores = processes or min(4, os.cpu_count() or 1)
    run(case, by=by or this_person(), host=host, port=port, processes=cores, ready=ready)
