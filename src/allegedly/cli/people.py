"""Commands about the people of a team: who has an account of a case, and what each may do."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import AsJson, CaseFolder

if TYPE_CHECKING:
    from ..team import Team

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the account.", show_default=False)]
PasswordFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Take the password from the first line of a file.", show_default=False),
]


class RoleName(StrEnum):
    """What an account may do; each also what those before it may."""

    read = "read"
    judge = "judge"
    manage = "manage"


def users(context: typer.Context, case: CaseFolder) -> None:
    """The people of a team: who may log in to a case that is served with `serve --team`.

    They are kept in the case's folder, and in no bundle and no export.
    """
    context.obj = case


def add(
    context: typer.Context,
    name: Name,
    role: Annotated[RoleName, typer.Option(help="What they may do.")] = RoleName.read,
    password_file: PasswordFile = None,
) -> None:
    """Make an account. The first one has to be able to manage."""
    from ..case import Case
    from ..team import Team
    from .terminal import as_line, console

    with Case.open(context.obj):  # so that no team is made in a folder that is no case
        pass
    with Team(context.obj, create=True) as team:
        made = team.add(name, role.value, _password(password_file), by=_here())
    console().print(as_line(f"{made.name} may {made.role} now."), soft_wrap=True)


def listed(context: typer.Context, json: AsJson = False) -> None:
    """Tell who has an account."""
    from ..model.codec import encode
    from .terminal import as_line, console, write_json

    with _team(context) as team:
        accounts = team.accounts()
    if json:
        write_json([encode(one) for one in accounts])
        return
    width = max((len(one.name) for one in accounts), default=0)
    for one in accounts:
        state = ", disabled" if one.disabled else ""
        line = f"{one.name:<{width}}  {one.role:<6}  made {one.created_at[:10]} by {one.created_by}{state}"
        console().print(as_line(line), soft_wrap=True)


def set_role(
    context: typer.Context, name: Name, role: Annotated[RoleName, typer.Argument(metavar="ROLE", show_default=False)]
) -> None:
    """Change what somebody may do. They have to log in again."""
    with _team(context) as team:
        team.set_role(name, role.value, by=_here())


def password(context: typer.Context, name: Name, password_file: PasswordFile = None) -> None:
    """Give somebody another password. They have to log in again."""
    with _team(context) as team:
        team.account(name)
        team.set_password(name, _password(password_file), by=_here())


def disable(context: typer.Context, name: Name) -> None:
    """Let nobody in with an account; all else of it stays."""
    with _team(context) as team:
        team.set_disabled(name, True, by=_here())


def enable(context: typer.Context, name: Name) -> None:
    """Let somebody in again."""
    with _team(context) as team:
        team.set_disabled(name, False, by=_here())


def remove(context: typer.Context, name: Name) -> None:
    """Take an account away for good. What it judged keeps its name, which nobody else can have."""
    with _team(context) as team:
        team.remove(name, by=_here())


def sessions(context: typer.Context, json: AsJson = False) -> None:
    """Tell who is logged in, since when, and from where."""
    from .terminal import as_line, console, write_json

    with _team(context) as team:
        going_on = [
            {"name": one.name, "role": one.role, "began": _moment(one.began), "used": _moment(one.used),
             "ends": _moment(one.ends), "address": one.address}
            for one in team.sessions()
        ]  # fmt: skip
    if json:
        write_json(going_on)
        return
    for one in going_on:
        line = f"{one['name']}: since {one['began']} from {one['address']}, last used {one['used']}"
        console().print(as_line(line), soft_wrap=True)


def end_sessions(context: typer.Context, name: Name) -> None:
    """Log somebody out wherever they are logged in."""
    from ..reports.numbers import counted
    from .terminal import console, own

    with _team(context) as team:
        ended = team.end_sessions(name, by=_here())
    console().print(own(f"{counted(ended, 'session')} ended."))


def audit(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many to show at most.")] = 50,
    json: AsJson = False,
) -> None:
    """Tell who came in, who failed to, and what was done to accounts; the latest first."""
    from ..model.codec import encode
    from .terminal import as_line, console, write_json

    with _team(context) as team:
        _, events = team.events(0, limit)
    if json:
        write_json([encode(one) for one in events])
        return
    for one in events:
        parts = [one.at, one.who or "somebody unknown", one.what.replace("_", " "), one.whom, one.detail]
        line = "  ".join(filter(None, [*parts, one.address and f"from {one.address}"]))
        console().print(as_line(line), soft_wrap=True)


def _team(context: typer.Context) -> "Team":
    from ..team import Team

    return Team(context.obj)


def _password(file: Path | None) -> str:
    from .passphrase import secret_of

    return secret_of(file, "password", twice=True)


def _here() -> str:
    """Who works at this machine: no name that an account can have."""
    import getpass
    import os

    try:
        return f"{getpass.getuser()} (at the machine)"
    except (OSError, KeyError):  # a user without a name
        return f"{os.getuid()} (at the machine)"


def _moment(seconds: float) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
