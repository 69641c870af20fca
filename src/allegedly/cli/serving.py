"""The command that opens the interface."""

from typing import Annotated

import typer

from ..errors import AllegedlyError
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
    team: Annotated[bool, typer.Option("--team", help="For people with accounts: see `allegedly users`.")] = False,
    public: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="With --team: where a proxy that does TLS has it, as https://case.example.org.",
            show_default=False,
        ),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="With --public: a proxy on another machine. May be given again."),
    ] = None,
    unencrypted: Annotated[
        bool,
        typer.Option("--unencrypted", help="With --team: let passwords and texts be read by everybody in the network."),
    ] = False,
    log_out_after: Annotated[
        float, typer.Option(min=0.1, metavar="HOURS", help="With --team: how long one stays logged in at most.")
    ] = 12.0,
    idle_after: Annotated[
        float, typer.Option(min=1, metavar="MINUTES", help="With --team: how long without doing anything.")
    ] = 60.0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
) -> None:
    """Open the interface: read, trace and judge in the browser.

    On this machine only; nothing is loaded from a network, and nothing about the case leaves it. With --team people
    with accounts log in, from elsewhere through a proxy.
    """
    import os

    from ..person import this_person
    from ..team import Lasting
    from ..web.serving import Address, ForTeam
    from ..web.serving import serve as run
    from .terminal import console, own

    if not team and (public or proxy or unencrypted):
        raise AllegedlyError("--public, --proxy and --unencrypted are for --team: without it the case is one person's.")
    if proxy and not public:
        raise AllegedlyError("--proxy goes with --public: the address that the proxy has.")
    lasting = Lasting(log_out_after * 3600, idle_after * 60)
    members = ForTeam(public, tuple(proxy or ()), unencrypted, lasting) if team else None

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
    run(case, by=by or this_person(), host=host, port=port, processes=cores, team=members, ready=ready)
