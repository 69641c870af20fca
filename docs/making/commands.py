"""The commands as a page, from the Typer app: what `--help` prints, under headings that can be linked to."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

import typer
from docs.making.markup import paragraphs, plain, table

from allegedly.cli import outcome
from allegedly.cli.app import app


def page() -> str:
    """Every command with its arguments and options, in the order of the help."""
    group = typer.main.get_command(app)
    lines = ["# Commands", "", *paragraphs(group.help), "What `allegedly COMMAND --help` prints.", ""]
    lines += ["## Exit status", "", "```text", *_statuses(), "```", ""]
    for called, command in _walked(group, "allegedly"):
        lines += _command(called, command)
    return "\n".join(lines)


def _statuses() -> list[str]:
    return (outcome.__doc__ or "").split("\n\n", 1)[1].replace("``", "").strip().splitlines()


def _walked(group: Any, called: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _walked(command, f"{called} {name}")
        else:
            yield f"{called} {name}", command


def _command(called: str, command: Any) -> list[str]:
    given = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    usage = " ".join([called, *(["[OPTIONS]"] if options else []), *(_metavar(one) for one in given)])
    lines = [f"## {called.removeprefix('allegedly ')}", "", "```text", usage, "```", ""]
    lines += paragraphs(command.help)
    lines += table(("argument", ""), ((f"`{_metavar(one)}`", _told(one)) for one in given))
    return lines + table(("option", ""), ((_option(one), _told(one)) for one in options))


def _metavar(one: Any) -> str:
    """``CASE``, ``[OTHER]`` where it may be left out, ``PATH...`` where there may be several."""
    name = (one.metavar or one.name.upper()).strip("[]") + ("..." if one.nargs == -1 else "")
    return name if one.required else f"[{name}]"


def _option(one: Any) -> str:
    names = ", ".join((*one.opts, *one.secondary_opts))
    value = "" if one.is_flag else f" {one.metavar or one.name.upper()}"
    return f"`{names}{value}`"


def _told(one: Any) -> str:
    kind = one.type_descriptor.annotation
    choices = (
        ", ".join(f"`{member.value}`" for member in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ""
    )
    default = f"[default: {one.default}]" if one.show_default and one.default not in (None, True, False, ()) else ""
    return " ".join(part for part in (plain(one.help or ""), f"One of {choices}." if choices else "", default) if part)
