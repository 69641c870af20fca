"""What a report says of itself: how to read it, what made it, and where that is known to go wrong."""

from collections.abc import Iterable, Iterator, Sequence

from ...model import Annotated
from ...reports import LABEL_MEANS, LABELS
from ...reports.lines import BRACKETS_MEAN
from ...reports.numbers import counted
from ...reports.origins import NOT_COUNTED
from ...reports.rulings import JudgementView
from ...reports.text import one_line
from .blocks import Block, Heading, Paragraph, Words, words
from .hands import MACHINE, SIGN

METHOD_SECTIONS = (
    Heading(2, "What the machine does, and what a person does", "method-who"),
    Heading(2, "What this report does not say", "method-not"),
    Heading(2, "Where the machine is known to go wrong", "method-limits"),
    Heading(2, "What made the readings", "method-versions"),
)
_PERSON = (
    "A program reads each document and notes claims: passages that say that something happened, holds, was planned, "
    "was offered and so on. For each it works out who is said to have done what, when and where, how surely that is "
    "put, and through whom it came to the document. Across documents it takes names for one person, and accounts for "
    "accounts of one happening, and counts to how many origins they can be traced. All that is machine reading, by "
    "rules and a language model. The same documents, judgements and versions give the same report, byte for byte.",
    "People can check a claim, edit how it is read, reject it, say who is the same and which accounts tell of the "
    "same, and settle differences. Each such judgement is in the log with who made it, when and why; it can be taken "
    "back, and then the log says so. What rests on a judgement shows the sign {sign} and the name. To settle a "
    "difference says what a person concluded and why; it takes no account away.",
)
_NOT = (
    "The report does not say what happened. It tells what is said, by whom, how surely, and from how many apparent "
    "origins. That many documents say a thing does not make it so: they may have it from one another. {not_counted}",
    "It is no full account of the documents. Only passages that were noted as claims are in it, and the texts around "
    "them are not: each passage can be found in the original, which its SHA-256 identifies, at the place that its "
    "note gives.",
    "That no account is listed does not mean that there is none, only that none was found in these documents.",
)
_LIMITS = (
    "Claims: some of what is noted a careful reader would strike (comment and opinion most), and some is missed.",
    "Who says so: sources, chains and pronouns are led to the wrong party at times. Check the passage.",
    "Names: two people of one full name are one here until somebody judges otherwise; surnames alone join nobody "
    "across documents and are listed as perhaps the same. A foreign name can be taken for a place or an organisation.",
    "Dates: what the clause itself does not date can take the day of the paragraph, and then says so. Relative dates "
    "are counted from the date of the document or voice; where that is wrong, so are they. A date such as 03/04/2011 "
    "is read day first unless the document shows otherwise.",
    "Happenings: accounts in other words are often not seen to tell of one happening; so both the count of accounts "
    "and that of origins are more often too low than too high.",
    "Differences: only accounts that were taken together are compared, so differences are missed; some that are listed "
    "are none.",
    "Offers and answers: what is only hinted at, or answered by a deed, is not seen.",
    "Whereabouts: “in June” is taken as some day in June, “from 1 to 3 June” as each of these days. A gap means that "
    "nothing here says where somebody was, and no more.",
    "Reading of files: what a reader took for furniture of a page or could not read is left out; the list of documents "
    "says so for each.",
)


def how_to_read(*, filtered: bool) -> Iterator[Block]:
    """What labels, chains, brackets, notes and signs mean."""
    yield Paragraph(
        words(
            "The chronology lists what is said to have happened, in the order of the time at which it is said to have "
            "happened. One entry is one happening, with every account of it. Entries are numbered, so that they can be "
            "cited. An entry stands under the year in which its time begins, or ends where no beginning is known."
        )
    )
    yield Paragraph(words("Each account begins with how surely its text puts it:"))
    for label in LABELS:
        yield Paragraph(words(Words(label, "label"), f": {LABEL_MEANS[label]}."), "item")
    yield Paragraph(words("Then come:"))
    yield Paragraph(words("the passage, “between quotation marks”, with white space closed up; "), "item")
    yield Paragraph(words(Words("[Name]", "quiet"), f": {BRACKETS_MEAN};"), "item")
    chain = "The Harbour Courier › Ida Roth › one customs source"
    told = ": the chain, through whom the claim came, the outermost first. Here an outlet has it from its reporter, "
    yield Paragraph(words(Words(chain, "quiet"), told, "and she from a source that she does not name;"), "item")
    yield Paragraph(words(*_hands()), "item")
    yield Paragraph(words(_notes_are()))
    if filtered:
        yield Paragraph(words(_narrowed()), "judged")


def _hands() -> tuple[str | Words, ...]:
    person = Words(f"{SIGN} checked by Ana on 1 June 2012", "judged")
    told = ": a person looked at the reading. Whatever a person decided has the sign "
    return Words(MACHINE, "machine"), " or ", person, told, Words(SIGN, "judged"), " and a name, in all of the report."


def _notes_are() -> str:
    return (
        "The note of an account quotes its passage to the letter. Control characters and direction marks, which could "
        "act on what shows this report, are written out, as in ⟨U+202E⟩. The note says where the passage stands: the "
        "page, where the document has pages, and characters (Unicode code points) of the text as it was read; the "
        "first character has the number 0, and the last number is that of the character behind the passage. The long "
        "number behind SHA-256 identifies the file that the document came from."
    )


def _narrowed() -> str:
    return (
        "This report was asked for with filters. They narrow the chronology and the claims without a date; the cast, "
        "the differences, the offers, the questions and the documents are those of the whole case that is reported on."
    )


def method_blocks(annotated: Sequence[Annotated], log: Sequence[JudgementView]) -> Iterator[Block]:
    who, not_said, limits, versions = METHOD_SECTIONS
    yield who
    yield from _paragraphs(text.replace("{sign}", SIGN) for text in _PERSON)
    yield Paragraph(words(_checked(annotated, log)))
    yield not_said
    yield from _paragraphs(text.replace("{not_counted}", NOT_COUNTED) for text in _NOT)
    yield limits
    yield from (Paragraph(words(text), "item") for text in _LIMITS)
    yield versions
    yield from _made_by(annotated)


def _paragraphs(texts: Iterable[str]) -> Iterator[Block]:
    return (Paragraph(words(text)) for text in texts)


def _checked(annotated: Sequence[Annotated], log: Sequence[JudgementView]) -> str:
    """How much of the case a person has looked at."""
    claims = sum(len(item.claims) for item in annotated)
    states = [made.hand.state for item in annotated for made in item.checked]
    seen = f"people checked {states.count('accepted'):,} and edited {states.count('edited'):,}"
    rejected = counted(states.count("rejected"), "further passage")
    people = len({one_line(line.by) for line in log})
    by = f" {counted(people, 'person', 'people')} judged in this case." if people else ""
    return f"Of the {counted(claims, 'claim')} {seen}; they rejected {rejected} that the machine had noted.{by}"


def _made_by(annotated: Sequence[Annotated]) -> Iterator[Block]:
    """Each combination of versions once, with how many documents it read."""
    makers: dict[tuple[tuple[str, str], ...], int] = {}
    for item in annotated:
        makers[item.made_by] = makers.get(item.made_by, 0) + 1
    for made, documents in makers.items():
        told = ", ".join(f"{name} {value}" for name, value in made)
        yield Paragraph(words(f"{counted(documents, 'document')} read by ", Words(told, "code")), "item")
    if not makers:
        yield Paragraph(words("No document was read."), "item")
