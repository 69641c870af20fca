"""The reports as a person sees them, and as machines do."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from allegedly.cli import opening, terminal
from allegedly.cli.app import app
from allegedly.cli.draw.cast import draw_cast
from allegedly.cli.opening import Records
from allegedly.corpus.claims_judged import claim_subject
from allegedly.model import ClaimTime, Happening, Party, Stance, Verdict
from allegedly.model.corpus import CaseEntity, Member, NameUse
from allegedly.reports import CastList, CastMember, known_by

VERDICTS = re.compile(r"\b(?:confirmed|verified|proven|true|false|debunked)\b|%\s*likely", re.IGNORECASE)
COMMANDS = ["timeline", "cast", "conflicts", "ledger", "where", "questions"]


@pytest.fixture
def run(affair, monkeypatch):
    """Runs a command on the affair; returns what it wrote."""
    records = Records(affair.annotated, affair.corpus, 6)
    monkeypatch.setattr(opening, "read_case", lambda path, **_: records)

    def call(command, *arguments):
        result = CliRunner().invoke(app, [command, "case", *arguments], catch_exceptions=False)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    return call


def test_the_timeline_groups_by_time_and_keeps_undated_claims_apart(run):
    dated, undated = run("timeline").split("Undated, by document")
    assert dated.startswith("11 April 2011\n  ● asserted  Lisbon\n")
    assert "“Ana Brandt left Lisbon on 11 April”\n    The Harbour Courier > Ida Roth > one customs source\n" in dated
    assert "2 accounts in 2 documents, 1 apparent origin; also dated 12 April 2011\n" in dated
    assert "the accounts differ in time: 11 April 2011 / 12 April 2011\n" in dated
    assert "● asserted  12 April 2011: The Evening Post > the Harbour Courier: “Brandt" in dated
    assert "(day carried on from the narration)" in dated
    assert "[Ana Brandt] “She was not stopped”" in dated
    assert "She refused" not in dated
    assert "_ unknown  “It is not known where she is”" in undated
    assert "? question" in undated
    assert "13 claims in 3 documents; 7 undated." in undated


def test_the_timeline_says_who_speaks_against_what_is_told(run, affair, monkeypatch):
    event, negative = affair.corpus.events[0], affair.claim("She has not left").id
    origins = replace(affair.corpus.origins[0], denying=(negative,))
    told = replace(affair.corpus, events=(replace(event, claims=(*event.claims, negative)),), origins=(origins,))
    monkeypatch.setattr(opening, "read_case", lambda path: Records(affair.annotated, told, 6))
    out = " ".join(run("timeline").split())
    assert "3 accounts in 2 documents, 1 apparent origin; 1 account against it; also dated" in out
    assert (
        "● asserted against it from 15 to 20 April 2011: The Harbour Courier > Ida Roth: [Ana Brandt] “She has" in out
    )


def test_the_timeline_takes_filters(run):
    assert "Lisbon" not in run("timeline", "--from", "2011-05-01")
    assert "2 of 13 claims" in run("timeline", "--label", "question", "--label", "denied")
    assert "1 May 2011" not in run("timeline", "--entity", "Ana Brandt", "--outlet", "Courier")


def test_places_of_one_name_are_told_apart_by_country():
    there = CastMember("e-1", "place", "Paris", (), (), ("d",), None, None, 2, 0, 0, "single", (), (), "FR")
    members = (there, replace(there, id="e-2", country="US"), replace(there, id="e-3", name="Lyon"))
    console = terminal.console()
    with console.capture() as drawn:
        draw_cast(console, CastList((), (), members, ()))
    assert "  Paris (FR)  e-1" in drawn.get()
    assert "  Paris (US)  e-2" in drawn.get()
    assert "  Lyon  e-3" in drawn.get()


def test_the_cast(run):
    out = run("cast")
    assert (
        "Persons (1)\n  Ana Brandt  e-ana  2 documents, 8 claims, 20 April 2011 to 21 April 2011\n"
        "    also Ana Brandt (3), Brandt (2)\n    clerk\n" in out
    )
    assert "perhaps the same as Port Office" in out
    assert "Without a name (1)\n  one customs source" in out


def test_who_is_met_once_is_counted_unless_asked_for(run, affair, monkeypatch):
    document = affair.annotated[0].document.id
    crowd = [
        CaseEntity(
            f"e-{i}", "person", f"a man {i}", (NameUse(f"a man {i}", 1, ()),), (), (Member(document, f"own-{i}"),)
        )
        for i in range(12)
    ]
    met = replace(affair.corpus, entities=(*affair.corpus.entities, *crowd))
    monkeypatch.setattr(opening, "read_case", lambda path, **_: Records(affair.annotated, met, 6))
    assert "a man 7" not in run("cast")
    assert "and 13 met once; --all shows them" in run("cast")
    assert "a man 7" in run("cast", "--all")


def test_conflicts_show_both_sides_with_their_sources(run):
    out = run("conflicts")
    assert out.startswith(
        "Conflict of time: 11 April 2011 / 12 April 2011\n"
        "  leave: Ana Brandt; Lisbon; some time between 11 and 12 April 2011\n"
        "  11 April 2011  1 document, 1 apparent origin\n"
        "    ● asserted  “Ana Brandt left Lisbon on 11 April”\n"
        "    The Harbour Courier > Ida Roth > one customs source\n"
        "    courier.txt:19  "
    )
    assert "published 20 April 2011, tells of 11 April 2011" in out
    assert "  1 apparent origin stands on both sides.\n" in out
    assert "\n1 open difference.\nSettle one" in out


def test_what_is_settled_is_shown_as_such_and_can_be_left_out(run, affair, monkeypatch):
    pair = [claim_subject(item, item.claims[0]) for item in affair.annotated[:2]]
    made = Verdict("settled", tuple(pair), by="Ada", at="2012-06-01T09:00:00Z", why="the log book", name="time")
    settled = replace(affair.corpus, judgements=(made.numbered(1),))
    monkeypatch.setattr(opening, "read_case", lambda path: Records(affair.annotated, settled, 6))
    out = run("conflicts")
    assert "settled by Ada, 2012-06-01T09:00:00Z: the log book" in out
    assert "0 open, 1 settled." in out
    left = run("conflicts", "--open")
    assert "No open difference between accounts was found." in left
    assert json.loads(run("conflicts", "--json", "--open"))["settled"] == 1


@pytest.mark.parametrize("command", ["timeline", "conflicts"])
def test_what_was_known_by_a_day_says_what_is_left_out(run, affair, monkeypatch, command):
    def read(path, day):
        annotated, told = known_by(affair.annotated, day)
        return Records(annotated, replace(affair.corpus, events=(), relations=()), 6), told

    monkeypatch.setattr(opening, "read_known", read)
    out = run(command, "--known-by", "2011-04-20")
    assert out.startswith(
        "What could be read by 20 April 2011: 1 of 3 documents; 1 document of unknown\ndate left out.\n\n"
    )
    assert "post.txt" not in out
    told = json.loads(run(command, "--known-by", "2011-04-20", "--json"))["known_by"]
    assert (told["day"], told["documents"], told["later"], told["undated"]) == ("2011-04-20", 1, 1, 1)


def test_the_ledger(run):
    out = run("ledger")
    assert (
        "Offer  Port Office → Ana Brandt  ● asserted\n    mid-April 2011\n    - a pass\n    - a desk by the quay\n"
        in out
    )
    assert "on condition: on condition that she stay" in out
    assert "answer: refused by Ana Brandt: [Ana Brandt] “She refused”" in out


def test_whereabouts_with_a_gap(run):
    out = run("where", "Brandt")
    assert "[ Nothing here says where from 13 April 2011 to 14 April 2011 (2 days). ]" in out
    assert "Lisbon → ?" in out
    assert "from 15 to 20 April 2011  Porto  ● asserted" in out


def test_open_questions(run):
    assert "not known  The Evening Post: “It is not known where she is”" in run("questions")


def test_a_trace_shows_everything(run, affair):
    out = run("trace", affair.claim("Ana Brandt left").id[:8])
    assert "chain       The Harbour Courier  outlet\n" in out
    assert "→ one customs source  unnamed person" in out
    assert "when        11 April 2011 from “on 11 April”" in out
    assert "found by    claim.verb; none 1.0" in out
    assert "copied by post.txt:0, narration" in out
    flat = " ".join(out.split())
    assert "Two documents here assert this. They trace to 1 apparent origin. Shared origins that left no trace" in flat
    assert "[conflict (time: 11 April 2011 / 12 April 2011)]" in flat


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_json(run, command):
    data = json.loads(run(command, "--json"))
    assert data
    assert '""' not in json.dumps(data)


@pytest.mark.parametrize("command", COMMANDS)
def test_piped_output_is_plain_narrow_and_steady(run, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    out = run(command)
    assert "\x1b" not in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert not any(line.endswith(" ") for line in out.splitlines())
    assert run(command) == out


def test_nothing_from_a_document_acts_on_the_terminal(run, affair):
    outs = [run(command) for command in COMMANDS]
    outs += [run("trace", claim.id) for claim in affair.annotated[2].claims]
    for out in outs:
        assert not any(ord(c) < 32 and c != "\n" for c in out)
        assert "\u202e" not in out
    assert "⟨U+202E⟩" in outs[0]
    assert "⟨U+001B⟩" in outs[0]


def test_no_verdict_in_what_is_shown(run, affair):
    """The affair's texts hold none of these words, so whatever is found is the program's own."""
    outs = [run(command) for command in COMMANDS]
    outs += [run("trace", claim.id) for item in affair.annotated for claim in item.claims]
    outs += [CliRunner().invoke(app, [command, "--help"]).stdout for command in [*COMMANDS, "trace", "verify", "add"]]
    assert [out for out in outs if VERDICTS.search(out)] == []


def test_a_terminal_without_the_signs_gets_letters(run, monkeypatch):
    terminal._has_signs.cache_clear()
    monkeypatch.setattr(terminal, "_has_signs", lambda: False)
    out = run("timeline")
    assert "* asserted" in out
    assert '"Ana Brandt left Lisbon on 11 April"' in out
    assert not set(out) & set("●◌⊘○◇“”→")


def test_ids_are_as_long_as_it_takes():
    assert terminal.short_ids([]) == 6
    assert terminal.short_ids(["abcdefgh1", "abcdefgh2", "b"]) == 9
    assert terminal.short_ids(["aaaa", "aaaa", "bbbb"], least=2) == 2


def happened(item, word, party, time, stance=None):
    start, at = item.document.text.index(word), item.document.text.index(party)
    parties = (Party(at, at + len(party), party, "subject", item.entities[0].id, None),)
    return Happening(start, start + len(word), word, stance or Stance(), word, parties, time)


def test_the_timeline_of_one(run, affair, monkeypatch):
    courier, post, hostile = affair.annotated
    day = date(2011, 4, 20)
    told = ClaimTime("2011-04-20", day, day, None, "told")
    of_courier = (
        happened(courier, "left", "Ana Brandt", courier.claims[0].time),
        happened(courier, "offered", "Brandt", ClaimTime(), Stance(reality="planned")),
        happened(courier, "refused", "She", told),
    )
    of_post = (happened(post, "left", "Brandt", replace(post.claims[0].time, basis="narration")),)
    annotated = (replace(courier, happenings=of_courier), replace(post, happenings=of_post), hostile)

    def read(path, day, *, happenings):
        assert happenings
        kept, known = known_by(annotated, day) if day is not None else (annotated, None)
        return Records(kept, affair.corpus, 6), known

    monkeypatch.setattr(opening, "read_known", read)
    out = run("timeline", "--of", "Ana Brandt")
    assert out.startswith(
        "11 April 2011\n"
        "  ● asserted  left\n"
        "    “Ana Brandt left Lisbon on 11 April, one customs source said.”\n"
        f"    courier.txt:{courier.document.text.index('Ana')}, 20 April 2011\n\n"
        "12 April 2011\n"
        "  ● asserted  left\n"
        "    “Brandt left Lisbon on 12 April, the Harbour Courier reported.”\n"
        "    post.txt:0, 21 April 2011  (day carried on from the narration)\n\n"
        "Told without a day, in a text of 20 April 2011\n"
        "  ● asserted  refused\n"
    )
    assert "\nUndated\n  ○ planned  offered\n" in out
    assert (
        "1 document was read by an earlier version and was left out; the next `allegedly\nadd` reads it anew.\n" in out
    )
    assert "4 entries from 2 documents; 1 undated.\n" in out
    known = run("timeline", "--of", "Ana Brandt", "--known-by", "2011-04-20")
    assert known.startswith("What could be read by 20 April 2011: 1 of 3 documents;")
    assert "12 April" not in known
    view = json.loads(run("timeline", "--of", "Ana Brandt", "--json"))
    assert [entry["basis"] for entry in view["dated"]] == ["own_clause", "narration", "told"]
    assert "No passage here tells of anything that happened by, to or with Port Office." in run(
        "timeline", "--of", "e-office"
    )


def test_a_sentence_that_stands_in_two_documents_is_drawn_once(run, affair, monkeypatch):
    courier, post, _ = affair.annotated
    text = "Brandt left."
    pair = [
        replace(item, document=replace(item.document, text=text, published=None, voices=()), claims=())
        for item in (courier, post)
    ]
    annotated = [
        replace(item, happenings=(happened(item, "left", "Brandt", affair.annotated[0].claims[0].time),))
        for item in pair
    ]
    monkeypatch.setattr(
        opening, "read_known", lambda path, day, *, happenings: (Records(annotated, affair.corpus, 6), None)
    )
    assert run("timeline", "--of", "Ana Brandt").startswith(
        "11 April 2011\n  ● asserted  left\n    “Brandt left.”\n    courier.txt:0\n    post.txt:0\n\n"
    )
