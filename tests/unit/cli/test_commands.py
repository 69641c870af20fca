"""The commands as processes of their own: exit status, what goes where, and never a traceback."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile

import pytest

SECONDS = 120


def allegedly(*arguments, **options):
    """Run the program; the test fails if it shows a traceback."""
    command = [sys.executable, "-c", "from allegedly.cli import main; main()", *map(str, arguments)]
    options = {"capture_output": True, "timeout": SECONDS, "encoding": "utf-8", **options}
    done = subprocess.run(command, check=False, **options)
    assert "Traceback" not in (done.stderr or "")
    return done


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    folder = tmp_path_factory.mktemp("in")
    (folder / "a.txt").write_text(
        "Ana Brandt left Lisbon on 11 April 2011, a customs officer said. She was not stopped.\n"
    )
    (folder / "b.txt").write_text(
        "The Ministry of Ports denied on 3 May 2011 that Otto Lind offered Ana Brandt a pass.\n"
    )
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def filled(inbox, tmp_path_factory):
    """A case with the two letters, and what adding them gave."""
    case = tmp_path_factory.mktemp("cases") / "case"
    assert allegedly("new", case).returncode == 0
    return case, allegedly("add", case, inbox)


def test_adding_tells_each_file_and_refuses_with_a_line_and_status_1(filled, inbox):
    case, added = filled
    assert added.returncode == 1
    assert added.stdout.splitlines() == [
        f"added: {inbox / 'a.txt'}",
        f"added: {inbox / 'b.txt'}",
        "2 added, 0 known already, 1 refused.",
    ]
    assert len(added.stderr.splitlines()) == 1
    assert added.stderr.startswith(f"refused: {inbox / 'empty.txt'}")
    again = allegedly("add", case, inbox / "a.txt")
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == f"known already: {inbox / 'a.txt'}\n0 added, 1 known already, 0 refused.\n"


def test_reports_of_a_real_case(filled):
    case, _ = filled
    assert "11 April 2011" in allegedly("timeline", case).stdout
    claims = [
        account
        for group in json.loads(allegedly("timeline", case, "--json").stdout)["groups"]
        for entry in group["entries"]
        for account in entry["accounts"]
    ]
    traced = allegedly("trace", case, claims[0]["claim"][:12])
    assert (traced.returncode, claims[0]["claim"] in traced.stdout) == (0, True)
    assert "Ana Brandt" in allegedly("cast", case).stdout
    for command in ("conflicts", "ledger", "where", "questions"):
        assert allegedly(command, case).returncode == 0


def test_the_timeline_of_one_of_a_real_case(filled):
    case, _ = filled
    told = allegedly("timeline", case, "--of", "Ana Brandt")
    assert told.returncode == 0
    assert told.stdout.startswith("11 April 2011\n  ● asserted  left\n    “Ana Brandt left Lisbon on 11 April 2011")
    view = json.loads(allegedly("timeline", case, "--of", "Ana Brandt", "--json").stdout)
    assert [(entry["when"], entry["happened"]) for entry in view["dated"]] == [("11 April 2011", ["leave"])]
    assert view["unread"] == 0


def test_judging_and_taking_it_back(filled, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(filled[0], case)
    parties = ("Ana Brandt@a.txt", "Otto Lind@b.txt")
    shown = allegedly("judge", case, "same", *parties, "--preview")
    assert (shown.returncode, "+ Ana Brandt (Otto Lind)" in shown.stdout) == (0, True)
    assert allegedly("judgements", case).stdout == "Nothing has been judged.\n"
    made = json.loads(allegedly("judge", case, "same", *parties, "--by", "Ada", "--why", "a hunch", "--json").stdout)
    log = allegedly("judgements", case).stdout
    assert log.startswith(f"{made['id'][:8]}  Ana Brandt (a.txt) is the same as Otto Lind (b.txt)\n    in force; Ada, ")
    assert "a hunch" in log
    assert "also Ana Brandt (2), Otto Lind (1)" in allegedly("cast", case).stdout
    again = allegedly("judge", case, "same", *parties)
    assert (again.returncode, f"It is judged so already, by {made['id'][:8]}." in again.stdout) == (0, True)
    assert allegedly("undo", case, made["id"][:8]).returncode == 0
    told = json.loads(allegedly("judgements", case, "--json").stdout)
    assert [(line["kind"], line["state"], line["state_by"]) for line in told] == [
        ("same", "undone", told[1]["id"]),
        ("undo", "in_force", None),
    ]
    assert [subject["document_name"] for subject in told[0]["subjects"]] == ["a.txt", "b.txt"]
    assert allegedly("cast", case).stdout == allegedly("cast", filled[0]).stdout
    nobody = allegedly("judge", case, "different", "Ana Brandt", "Nobody Known")
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert len(nobody.stderr.splitlines()) == 1


def test_judging_claims_and_taking_it_back(filled, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(filled[0], case)
    view = json.loads(allegedly("timeline", case, "--json").stdout)
    lines = [line for group in view["groups"] for entry in group["entries"] for line in entry["accounts"]]
    lines += [line for document in view["undated"] for line in document["claims"]]
    left, offer = (next(x["claim"] for x in lines if x["predicate"] == word) for word in ("leave", "offer"))
    shown = allegedly("judge", case, "same", left[:8], offer[:8], "--preview")
    assert (shown.returncode, "joined:" in shown.stdout, "The cast" in shown.stdout) == (0, True, False)
    before = allegedly("timeline", case, "--json").stdout
    made = json.loads(allegedly("judge", case, "same", left[:8], offer[:8], "--by", "Ada", "--json").stdout)
    assert [subject["kind"] for subject in made["subjects"]] == ["claim", "claim"]
    assert "are taken together: Ada said so on" in " ".join(allegedly("trace", case, left).stdout.split())
    assert "tells of the same as" in " ".join(allegedly("judgements", case).stdout.split())
    assert "Possible conflict of polarity: said to be so / said not to be so" in allegedly("conflicts", case).stdout
    for wrong in (["settled", left, offer], ["same", left, "Ana Brandt"], ["settled", left, offer, "--slot", "colour"]):
        told = allegedly("judge", case, *wrong)
        assert (told.returncode, told.stdout) == (2, "")
    settled = json.loads(
        allegedly("judge", case, "settled", left, offer, "--slot", "polarity", "--why", "a log", "--json").stdout
    )
    assert (settled["name"], settled["state"]) == ("polarity", "in_force")
    assert "settled by" in allegedly("conflicts", case).stdout
    for one in (settled, made):
        assert allegedly("undo", case, one["id"][:8]).returncode == 0
    assert allegedly("timeline", case, "--json").stdout == before


def test_one_claim_is_accepted_edited_and_rejected_and_all_taken_back(filled, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(filled[0], case)
    before = allegedly("timeline", case, "--json").stdout
    left = next(
        line["claim"]
        for group in json.loads(before)["groups"]
        for entry in group["entries"]
        for line in entry["accounts"]
        if line["predicate"] == "leave"
    )
    assert "checked" in allegedly("judge", case, "accept", left[:8], "--preview").stdout
    made = [json.loads(allegedly("judge", case, "accept", left[:8], "--by", "ana", "--json").stdout)["id"]]
    assert "checked by ana" in allegedly("timeline", case).stdout
    edit = ("--when", "2011-03-28/2011-03-30", "--place", "none", "--label", "hedged", "--who", "the mayor",
            "--role", "theme=none")  # fmt: skip
    told = json.loads(allegedly("judge", case, "edit", left[:8], *edit, "--by", "bo", "--json").stdout)
    made.append(told["id"])
    assert told["edit"] == {
        "label": "hedged", "polarity": None, "when": "2011-03-28/2011-03-30", "place": "",
        "roles": [["agent", "the mayor"], ["theme", ""]],
    }  # fmt: skip
    assert "edited by bo" in allegedly("timeline", case).stdout
    assert "edited      agent the mayor (was Ana Brandt)" in allegedly("trace", case, left).stdout
    log = " ".join(allegedly("judgements", case).stdout.split())
    assert "is read otherwise: when from 28 to 30 March 2011 (was 11 April 2011)" in log
    for wrong in ("accept X X", "edit X", "edit X --role agent", "same X", "edit X --when soon", "edit X --label sure",
                  "reject X --who Ada"):  # fmt: skip
        told = allegedly("judge", case, *wrong.replace("X", left).split())
        assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (2, "", 1)
    made.append(json.loads(allegedly("judge", case, "reject", left, "--by", "cy", "--json").stdout)["id"])
    gone = allegedly("trace", case, left[:8])
    assert (gone.returncode, gone.stdout, "cy rejected it on" in gone.stderr) == (2, "", True)
    assert "Ana Brandt left" not in allegedly("timeline", case).stdout
    for one in reversed(made):
        assert allegedly("undo", case, one).returncode == 0
    assert allegedly("timeline", case, "--json").stdout == before


def test_search_shows_the_passage_and_its_claims(filled):
    case, _ = filled
    found = allegedly("search", case, "customs AND lisbon")
    assert "a.txt:0" in found.stdout
    assert "claims " in found.stdout
    assert found.stdout.endswith("1 passage.\n")
    assert json.loads(allegedly("search", case, "customs", "--json").stdout)["total"] == 1


def test_all_is_as_it_was_until_an_original_changes(inbox, tmp_path):
    case = tmp_path / "case"
    allegedly("new", case)
    allegedly("add", case, inbox / "a.txt")
    fine = allegedly("verify", case)
    assert (fine.returncode, fine.stderr) == (0, "")
    whole, head = fine.stdout.splitlines()
    assert whole.startswith("All 1 original and ")
    assert whole.endswith(" passages are as they were.")
    assert head.startswith("The log of custody ends at 2:")
    original = next(path for path in (case / "originals").rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_text("something else")
    changed = allegedly("verify", case)
    assert changed.returncode == 1
    assert changed.stderr.endswith("not as it was; see above.\n")


def test_exports(filled, tmp_path):
    case, _ = filled
    assert allegedly("export", "--format", "list").stdout.split()[0] == "html"
    assert allegedly("export", case, "--format", "jsonl", "--output", tmp_path / "out").returncode == 0
    assert len((tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()) == 2
    assert allegedly("export", case, "--format", "html", "--output", tmp_path / "page.html").returncode == 0
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    for output in (case / "case.sqlite", case / "originals", case):
        refused = allegedly("export", case, "--format", "jsonl", "--output", output)
        assert refused.returncode == 2
        assert "in the folder of the case" in " ".join(refused.stderr.split())
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_annotate_gives_a_line_a_document_in_order_and_tells_the_rest(inbox):
    done = allegedly("annotate", inbox / "b.txt", inbox / "empty.txt", inbox / "a.txt", inbox / "no.txt")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [line["document"]["path"] for line in lines] == [str(inbox / "b.txt"), str(inbox / "a.txt")]
    assert {"document", "voices", "mentions", "entities", "times", "places", "attributions", "claims"} <= lines[
        0
    ].keys()
    assert len(done.stderr.splitlines()) == 2


def test_annotate_reads_standard_input_and_a_given_date():
    text = "He left on 11 April."
    done = allegedly("annotate", "--published", "2011-04-20", "-", input=text)
    data = json.loads(done.stdout)
    assert (done.returncode, data["document"]["path"], data["document"]["text"]) == (0, None, text)
    assert data["document"]["published"] == "2011-04-20"
    assert [time["edtf"] for time in data["times"]] == ["2011-04-11"]


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
def test_no_character_of_a_document_acts_on_the_terminal_that_annotate_writes_to():
    ours, theirs = os.openpty()
    with open(ours, "rb", buffering=0) as seen:  # noqa: PTH123 (a descriptor)
        allegedly("annotate", "-", input="He left\x9b31m\u202e on 11 April.", capture_output=False, stdout=theirs)
        os.close(theirs)
        told = b""
        with contextlib.suppress(OSError):  # nobody has the other end any more
            while piece := seen.read(4096):
                told += piece
    assert told.isascii()
    assert "He left\x9b31m\u202e on" in json.loads(told)["document"]["text"]


def test_a_text_in_another_language_is_told_and_read_all_the_same(tmp_path):
    text = (
        "Elle a quitté la ville dans la nuit, et sa famille ne sait pas où elle est, dit un homme qui l'a vue au port."
    )
    (tmp_path / "port.txt").write_text(text, encoding="utf-8")
    sentence = "This seems to be in French, but only English is read"
    done = allegedly("annotate", tmp_path / "port.txt")
    document = json.loads(done.stdout)["document"]
    assert (done.returncode, document["text"]) == (0, text)
    assert document["notices"][0].startswith(sentence)
    assert f"port.txt: {sentence}" in done.stderr
    allegedly("new", tmp_path / "case")
    done = allegedly("add", tmp_path / "case", tmp_path / "port.txt")
    assert "1 added" in done.stdout
    assert f"  {sentence}" in done.stdout


def test_annotate_adds_happenings_and_every_claim_when_asked(inbox, tmp_path):
    talk = "We want our country to be great and we need hope. You really do. It has issues with some things. "
    (tmp_path / "talk.txt").write_text(f"Ana Brandt left Lisbon on 3 May 2011. {talk}")
    plain, wide, every = (
        json.loads(allegedly("annotate", *options, tmp_path / "talk.txt").stdout)
        for options in ((), ("--happenings",), ("--every-claim",))
    )
    words = {one["text"]: one["stance"]["label"] for one in wide.pop("happenings")}
    assert (wide, words["left"]) == (plain, "asserted")
    assert {c["id"] for c in plain["claims"]} < {c["id"] for c in every["claims"]}


def test_annotate_adds_plain_tuples_when_asked_and_changes_nothing_else(inbox):
    plain = json.loads(allegedly("annotate", inbox / "a.txt").stdout)
    data = json.loads(allegedly("annotate", "--tuples", inbox / "a.txt").stdout)
    text = data["document"]["text"]
    left = next(one for one in data.pop("tuples") if one["relation"]["text"] == "left")
    assert data == plain
    assert [text[start:end] for start, end in left["subject"]["spans"]] == ["Ana Brandt"]
    assert [argument["text"] for argument in left["arguments"]] == ["Lisbon", "on 11 April 2011"]
    assert left["attributed"]["text"] == "a customs officer said"


def test_annotate_is_the_same_in_two_processes(inbox):
    one = allegedly("annotate", "--tuples", inbox / "a.txt", inbox / "b.txt")
    two = allegedly("annotate", "--tuples", "--processes", "2", inbox / "a.txt", inbox / "b.txt")
    assert one.stdout == two.stdout
    assert one.returncode == two.returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline", "{tmp}/nowhere"],
        ["timeline", "{case}", "--from", "2011-13-01"],
        ["timeline", "{case}", "--label", "certain"],
        ["timeline", "{case}", "--entity", "Zacharias Quint"],
        ["timeline", "{case}", "--of", "Zacharias Quint"],
        ["timeline", "{case}", "--of", "Ana Brandt", "--label", "asserted"],
        ["trace", "{case}", "zz"],
        ["where", "{case}", "Zacharias Quint"],
        ["search", "{case}", '"open'],
        ["new", "{case}"],
        ["add", "{case}"],
        ["add", "{tmp}/nowhere", "{tmp}"],
        ["add", "{case}", "{tmp}", "--published", "yesterday"],
        ["annotate"],
        ["annotate", "--processes", "0", "-"],
        ["export", "{case}", "--format", "pdf", "--output", "{tmp}/x"],
        ["export", "{case}", "--format", "html"],
        ["export", "--format", "html", "--output", "{tmp}/x"],
        ["export", "{case}", "--format", "html", "--output", "{tmp}"],
        ["bogus"],
        [],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_told_with_status_2(arguments, filled, tmp_path):
    done = allegedly(*[argument.format(case=filled[0], tmp=tmp_path) for argument in arguments])
    assert done.returncode == 2
    assert done.stdout == "" or not arguments
    assert done.stderr


def test_help_and_version():
    assert allegedly("--version").stdout.startswith("allegedly 0.")
    assert "annotate" in allegedly("--help").stdout


def test_help_loads_nothing_heavy():
    heavy = ("spacy", "sqlalchemy", "rich", "lxml", "trafilatura", "yaml", "rapidfuzz", "numpy", "allegedly.reports")
    code = f"import sys, allegedly.cli.app; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout == "[]\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_reader_that_leaves_is_no_error(filled):
    reading, writing = os.pipe()
    os.close(reading)
    done = allegedly("timeline", filled[0], capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_ctrl_c_keeps_what_was_added_and_says_how_to_go_on(tmp_path):
    folder, case = tmp_path / "in", tmp_path / "case"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(f"Otto Lind met {number} captains in Lisbon on 3 May 2011. " * 6)
    allegedly("new", case)
    command = [sys.executable, "-u", "-c", "from allegedly.cli import main; main()", "add", str(case), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as adding:
        assert adding.stdout.readline().startswith("added: ")
        adding.send_signal(signal.SIGINT)
        _, told = adding.communicate(timeout=SECONDS)
    assert adding.returncode == 130
    assert told == "Stopped; what was added is kept. Run the same command again to go on.\n"
    went_on = allegedly("add", case, folder)
    assert went_on.returncode == 0
    assert "0 refused" in went_on.stdout
    assert len({path.name for path in (case / "originals").rglob("*") if path.is_file()}) == 300


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission_is_a_sentence(filled, tmp_path):
    tmp_path.chmod(0o500)
    done = allegedly("export", filled[0], "--format", "html", "--output", tmp_path / "x.html")
    tmp_path.chmod(0o700)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_a_narrow_encoding_stops_nothing(filled):
    done = allegedly("timeline", filled[0], env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "* asserted" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a disk that is always full")
def test_closed_and_full_outputs_are_no_tracebacks(filled):
    program = f"{sys.executable} -c 'from allegedly.cli import main; main()' timeline '{filled[0]}'"
    for redirection, status in ((">&-", 0), ("2>&-", 0), (">&- 2>&- <&-", 0), (">/dev/full", 2)):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{program} {redirection}"], capture_output=True, check=False, encoding="utf-8"
        )
        assert (done.returncode, "Traceback" in done.stderr) == (status, False), redirection


def test_the_help_is_there_at_once():
    began = time.perf_counter()
    allegedly("--help")
    assert time.perf_counter() - began < 3  # a guard; the figure itself is measured by the benchmarks


def test_annotate_opens_what_is_inside_a_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "box.zip", "w") as archive:
        archive.writestr("a.txt", "Ana Brandt left Lisbon on 11 April 2011.")
        archive.writestr("broken.pdf", b"%PDF-1.4 no more")
    done = allegedly("annotate", tmp_path / "box.zip")
    assert done.returncode == 1
    (document,) = [json.loads(line)["document"] for line in done.stdout.splitlines()]
    assert document["path"] == str(tmp_path / "box.zip" / "a.txt")
    assert document["parent"] == hashlib.sha256((tmp_path / "box.zip").read_bytes()).hexdigest()
    assert len(done.stderr.splitlines()) == 1
    assert "broken.pdf" in done.stderr
