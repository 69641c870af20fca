"""What is open, on a terminal."""

from rich.console import Console
from rich.text import Text

from ...reports import Question, Questions
from ...reports.numbers import counted
from ...reports.when import day
from ..terminal import heading, own, show, theirs
from .claim import draw_source, passage


def draw_questions(console: Console, view: Questions, id_length: int) -> None:
    for document in view.documents:
        show(console, heading(document.document_name))
        for voice in document.voices:
            show(console, theirs(voice.voice, "italic"), 2)
            for question in voice.questions:
                head = Text.assemble(own(question.kind, "bold"), "  ", theirs(question.who), ": ")
                show(console, head.append_text(passage(question.line, console.width * 2)), 4)
                show(
                    console,
                    own(f"{_since(question)}{question.line.start}  {question.line.claim[:id_length]}", "dim"),
                    6,
                )
                for answer in question.answers:
                    show(console, own("a later document speaks to this:"), 6)
                    show(console, passage(answer, console.width * 2), 8)
                    draw_source(console, answer, id_length, 8)
        console.print()
    show(console, own(f"{counted(view.count, 'open question')}."))


def _since(question: Question) -> str:
    return f"open as of {day(question.since)}  " if question.since is not None else ""
