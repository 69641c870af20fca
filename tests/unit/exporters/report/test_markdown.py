import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from allegedly.exporters import FORMATS, Material
from allegedly.exporters.report.markdown import escaped, write
from allegedly.exporters.report.shown import to_the_letter
from allegedly.model import Event
from allegedly.model.corpus import Join
from allegedly.model.protocols import Receipt
from allegedly.reports import Filters, known_by

NOTE = re.compile(r"(?m)^\[\^(\d+)\]: ((?:.*\n)(?:    .*\n)*)")
OWN_LINKS = re.compile(r"#[a-z-]+")
READER = MarkdownIt("commonmark", {"linkify": False}).enable("table")


def written(material: Material, tmp_path, name: str = "r.md") -> str:
    return write(material, tmp_path / name).path.read_text("utf-8")


def parts(source: str) -> tuple[str, dict[int, str]]:
    """The report without its notes, and the source of each note; notes are no CommonMark."""
    body, _, notes = source.partition("\n## Notes\n")
    return body, {int(number): text.replace("\n    ", "\n") for number, text in NOTE.findall(notes)}


def tokens(source: str) -> Iterator[Token]:
    for token in READER.parse(source):
        yield token
        yield from token.children or ()


def plain(source: str) -> str:
    """What a reader of the rendered text sees."""
    shown = (
        "\n" if token.type in ("softbreak", "hardbreak") else token.content
        for token in tokens(source)
        if token.type in ("text", "text_special", "code_inline", "softbreak", "hardbreak")
    )
    return "".join(shown)


def test_every_claim_has_a_note_that_leads_back_to_its_passage(material, tmp_path, led_back, every_claim):
    _, notes = parts(written(material, tmp_path))
    assert sorted(led_back({number: plain(text) for number, text in notes.items()}, material)) == every_claim


def test_nothing_of_a_document_becomes_markup(material, tmp_path):
    body, notes = parts(written(material, tmp_path))
    for source in (body, *notes.values()):
        found = list(tokens(source))
        kinds = {token.type for token in found}
        assert not kinds & {"html_inline", "html_block", "image", "fence", "code_block", "blockquote_open", "hr"}
        links = [token.attrs["href"] for token in found if token.type == "link_open"]
        assert all(OWN_LINKS.fullmatch(link) for link in links)
        assert len(links) == (10 + bool(material.custody) if source is body else 0)
    for source in notes.values():
        blocks = {token.type for token in READER.parse(source)}
        assert blocks == {"paragraph_open", "inline", "paragraph_close"}


def test_every_sign_of_a_note_has_its_note(material, tmp_path):
    body, notes = parts(written(material, tmp_path))
    signs = {int(number) for number in re.findall(r"(?<!\\)\[\^(\d+)\]", body)}
    assert signs == notes.keys()


def test_tables_have_as_many_cells_in_each_row(material, tmp_path):
    body, _ = parts(written(material, tmp_path))
    rows, cells = [], 0
    for token in tokens(body):
        cells += token.type in ("th_open", "td_open")
        if token.type == "tr_close":
            rows.append(cells)
            cells = 0
    judgements = len(material.corpus.judgements)
    custody = 1 + len(material.originals) if material.custody else 0
    assert rows == [6] * (1 + len(material.annotated) + (1 + judgements if judgements else 0) + custody)


def test_headings_are_in_order_and_the_titles_own(material, tmp_path):
    body, _ = parts(written(material, tmp_path))
    levels = [int(token.tag[1]) for token in READER.parse(body) if token.type == "heading_open"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_same_material_gives_the_same_bytes(material, tmp_path):
    again = replace(material)
    assert written(material, tmp_path) == written(again, tmp_path, "again.md")


def test_what_was_chosen_gives_the_same_state_of_the_case_in_every_process():
    asked = "Filters(only=frozenset(map(str, range(9))), chosen='that are seen')"
    code = (
        "from allegedly.exporters.material import Filters, Material\n"
        "from allegedly.exporters.report.front import fingerprint_of\n"
        "from allegedly.corpus import Corpus\n"
        f"print(fingerprint_of(Material((), Corpus((), (), (), (), ()), filters={asked})))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_judged_and_machine_readings_are_told_apart(judged, tmp_path):
    body, notes = parts(written(judged.material, tmp_path))
    by_claim = {re.findall(r"claim ([0-9a-f]{16})\.", text)[-1]: text for text in map(plain, notes.values())}
    for claim, words in ((judged.accepted, "◆ Checked by"), (judged.edited, "◆ Edited by")):
        assert f"{words} Ada *B* on 1 June 2012: the | log (judgement " in by_claim[claim.id]
        assert "Machine reading" not in by_claim[claim.id]
    assert "when 13 April 2011 (was 11 April 2011)" in by_claim[judged.edited.id]
    others = [text for own, text in by_claim.items() if own not in (judged.accepted.id, judged.edited.id)]
    assert all("Machine reading, not checked by a person." in text and "◆" not in text for text in others)
    shown = plain(body)
    assert "◆ checked by Ada *B* on 1 June 2012" in shown
    assert "◆ edited by Ada *B* on 1 June 2012" in shown
    assert "◆ Settled by Ada *B* on 1 June 2012: the | log" in shown
    assert "machine reading" in shown
    assert "Shown" not in shown or judged.rejected.id not in by_claim


def test_the_log_and_the_receipts_are_there(judged, tmp_path):
    shown = plain(written(judged.material, tmp_path))
    assert "1 June 2012, 09:30 UTC: 0.txt" in shown
    assert "is not counted as a claim" in shown
    assert "1 open, 0 settled" not in shown
    assert "1 difference between accounts: 0 open, 1 settled by a person" in shown


def test_filters_and_the_day_are_told(affair, tmp_path):
    _, told = known_by(affair.annotated, date(2011, 4, 20))
    filters = Filters(date(2011, 4, 1), date(2011, 4, 30), labels=("asserted", "denied"), outlet="Cour|er")
    assert "Narrowed." not in plain(written(Material(affair.annotated, affair.corpus, "t"), tmp_path))
    narrowed = Material(affair.annotated, affair.corpus, "t", filters, told)
    shown = plain(written(narrowed, tmp_path))
    assert len(narrowed.cut) == 2
    assert all(f"Narrowed. {sentence}" in shown for sentence in narrowed.cut)
    assert "This report was asked for with filters." in shown


def test_no_filter_hides_a_denial(affair, tmp_path):
    shown = plain(written(Material(affair.annotated, affair.corpus, "t", Filters(latest=date(2011, 4, 11))), tmp_path))
    assert "1 account not shown (left out by the filters)." in shown


def test_a_long_passage_is_cut_in_the_text_only_and_says_so(hostile, tmp_path):
    body, notes = parts(written(hostile, tmp_path))
    assert "(only its beginning; all 9,999 characters are in note " in plain(body)
    assert any("long " * 1999 in plain(text) for text in notes.values())


def test_an_empty_case_gives_a_report(affairs, tmp_path):
    shown = plain(written(Material((), affairs.Corpus(), ""), tmp_path))
    assert "Nothing here." in shown
    assert "It is made from 0 documents." in shown


def test_no_day_of_today(affair, tmp_path):
    assert str(date.today().year) not in plain(written(Material(affair.annotated, affair.corpus, "t"), tmp_path))


@pytest.mark.parametrize(
    "text", ["# a", "1. a", "1) a", "+ a", "= a", "a\n- b", "\\", "a.com", "http://a", "&amp;", " a ", "a@b"]
)
def test_escaped_text_reads_as_it_was(text):
    assert plain(f"x {escaped(text, opens=False)} x") == f"x {text} x"
    assert plain(f"“{escaped(text)}”") == f"“{text}”"


def test_what_is_left_out_is_told(affair, tmp_path):
    assert write(Material(affair.annotated, affair.corpus, "t"), tmp_path / "r.md").left_out
    assert FORMATS["report-md"].suffix == ".md"


def test_line_ends_of_all_systems_are_one():
    assert to_the_letter("a\r\nb\rc\nd\u2028\ufffe") == "a\nb\nc\nd⟨U+2028⟩⟨U+FFFE⟩"


def test_pages_what_it_came_in_and_what_the_reader_says_are_told(affair, tmp_path):
    courier, post, _ = affair.annotated
    paged = replace(
        post.document,
        pages=(0, post.claims[1].start),
        parent=courier.document.id,
        notices=("A table | was left out.",),
        published_by="heading",
        url="https://post.example/a_b_c",
    )
    other = replace(courier.document, parent="ab" * 32)
    received = {"ab" * 32: (Receipt("ab" * 32, "in/all.zip", "2012-05-01"),)}
    case = (replace(courier, document=other), replace(post, document=paged))
    source = written(Material(case, affair.corpus, "t", receipts=received), tmp_path)
    shown = plain(source)
    assert "came in courier.txt (document 1)" in shown
    assert f"came in in/all.zip, SHA-256 {'ab' * 32}" in shown
    assert "A table | was left out." in shown
    notes = [plain(text) for text in parts(source)[1].values()]
    told = [text for text in notes if paged.id in text]
    assert len([text for text in told if "; page 1, characters 0 to " in text]) == 1
    assert len([text for text in told if "; page 2, characters " in text]) == len(post.claims) - 1
    assert all("21 April 2011 (from its heading)" in text and "https://post.example/a_b_c." in text for text in told)
    assert any(", comment 1." in text for text in told)


def test_what_may_be_the_same_and_why_accounts_are_together_is_told(affair, tmp_path):
    event, refused = affair.corpus.events[0], affair.claim("She refused")
    other = Event("event-2", (refused.id,), "refuse", None, None, None, None, None, (), (), (event.id,))
    joins = (Join(*event.claims, ("event.cited", "outlet:x")), Join(*event.claims, ("judgement", "gone")))
    events = (replace(event, candidates=("event-2",), unsure=(), joined=joins), other)
    corpus = replace(affair.corpus, events=events)
    shown = plain(written(Material(affair.annotated, corpus, "t"), tmp_path))
    assert "Perhaps the same happening as refuse: no date[^" in shown
    assert " (suggested by the machine)" in shown
    told = "one names the other's outlet as its source and says the same"
    assert f"Taken together: {told} (x) (machine reading): notes [^" in shown
    assert "◆ Joined by judgement: a person said so: notes [^" in shown
