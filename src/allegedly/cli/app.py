"""The commands, in the order in which help lists them."""

from typing import Annotated

import typer

from .. import __version__
from ..collector import collector_paused
from . import people
from .judging import judge, judgements, undo
from .keeping import add, custody, move, new, search, verify
from .outcome import told
from .reading import annotate
from .reporting import cast, conflicts, ledger, questions, timeline, trace, where
from .serving import serve
from .sharing import demo, export, restore

_STOPPED_ADDING = "Stopped; what was added is kept. Run the same command again to go on."

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"allegedly {__version__}")
        raise typer.Exit


@app.callback()
def allegedly(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Who says that what happened: a sourced chronology of a contested case, read from its documents.

    It never says what is so; it says what is said, by whom, how surely, and from how many apparent origins. Everything
    stays on this machine. `allegedly demo` shows all of it on a sample case.
    """


app.command()(told(demo))
app.command()(told(new))
app.command()(told(serve))
app.command()(told(add, _STOPPED_ADDING))
for report in (timeline, cast, trace, conflicts, ledger, where, questions):
    app.command()(told(collector_paused()(report)))
app.command()(told(judge))
app.command()(told(undo))
app.command()(told(judgements))
app.command()(told(search))
app.command()(told(collector_paused()(export)))
app.command()(told(restore))
app.command()(told(move))
app.command()(told(verify))
app.command()(told(custody))
app.command()(told(annotate))

_users = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
_users.callback()(people.users)
_users.command()(told(people.add))
_users.command("list")(told(people.listed))
_users.command("role")(told(people.set_role))
_users.command()(told(people.password))
_users.command()(told(people.disable))
_users.command()(told(people.enable))
_users.command()(told(people.remove))
_users.command()(told(people.sessions))
_users.command()(told(people.end_sessions))
_users.command()(told(people.audit))
app.add_typer(_users, name="users")
