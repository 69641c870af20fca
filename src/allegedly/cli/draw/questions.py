"""What is open, on a terminal."""

from rich.console import Console
from rich.text import Text

from ...reports import Questions
from ...reports.numbers import counted
from ..terminal import heading, own, show, theirs
from .claim import passage


def draw_questions(console: Console, view: Questions, id_length: int) -> None:
    for document in view.documents:
        show(console, heading(document.document_name))
        for voice in document.voices:
            show(console, theirs(voice.voice, "italic"), 2)
            for question in voice.questions:
                head = Text.assemble(own(question.kind, "bold"), "  ", theirs(question.who), ": ")
                show(console, head.append_text(passage(question.line, console.width * 2)), 4)
                show(console, own(f"{question.line.start}  {question.line.claim[:id_length]}", "dim"), 6)
        console.print()
    show(console, own(f"{counted(view.count, 'open question')}."))
