from datetime import date

import pytest

from allegedly.corpus.fingerprints import LEAST_WORDS, prints_of
from allegedly.corpus.text_reuse import Alignment, find_derivations

STORY = (
    "The ferry left the eastern quay a little after nine with its doors open and its lamps unlit while two men in "
    "yellow coats ran along the pier and shouted that the ramp had not been raised"
)
OTHER = (
    "Rain fell on the market all morning and the traders had carried their crates under the arcade where a band of "
    "schoolchildren sang until the mayor arrived with a bag of oranges and thanked every one of them"
)


def derive(*drafts):
    return find_derivations([draft.annotated() for draft in drafts])


def test_a_copied_passage_is_found_to_the_letter(draft):
    first = draft(f"First of all. {STORY}. {OTHER}.", published=date(2012, 1, 1))
    second = draft(f"They write as follows, to the letter: {STORY.upper()}, no less!", published=date(2012, 1, 2))
    (found,) = derive(second, first)
    assert (found.document, found.of_document) == (second.id, first.id)
    assert second.text[found.start : found.end] == STORY.upper()
    assert first.text[found.of_start : found.of_end] == STORY
    assert found.kind == "narration"


@pytest.mark.parametrize(("count", "expected"), [(LEAST_WORDS, 1), (LEAST_WORDS - 1, 0)])
def test_eighteen_words_are_needed(draft, count, expected):
    piece = " ".join(STORY.split()[:count])
    first = draft(f"Alpha beta. {piece} gamma delta epsilon.", published=date(2012, 1, 1))
    second = draft(f"Zeta eta theta, {piece} iota kappa lambda mu.", published=date(2012, 1, 2))
    assert len(derive(first, second)) == expected


def test_a_passage_leads_to_the_earliest_document_only(draft):
    drafts = [draft(f"{STORY} {number}.", published=date(2012, 1, 3 - number)) for number in range(3)]
    assert {(one.document, one.of_document) for one in derive(*drafts)} == {
        (drafts[0].id, drafts[2].id),
        (drafts[1].id, drafts[2].id),
    }


def test_a_document_without_a_date_counts_as_later(draft):
    dated, undated = draft(f"{STORY}. Dated.", published=date(2020, 1, 1)), draft(f"{STORY}. Not.")
    (found,) = derive(undated, dated)
    assert found.document == undated.id


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "‘’"])
def test_a_shared_quotation_is_told_from_copied_narration(draft, marks):
    quoted = f"{marks[0]}{STORY}.{marks[1]}"
    first = draft(f"The harbour master spoke. {quoted} He left.", published=date(2012, 1, 1))
    second = draft(f"We were told: {quoted}", published=date(2012, 1, 2))
    (found,) = derive(first, second)
    assert found.kind == "quotation"


def test_narration_that_a_later_document_quotes_is_narration(draft):
    first = draft(f"{STORY}. {OTHER}.", published=date(2012, 1, 1))
    second = draft(f"The paper wrote: “{STORY}.”", published=date(2012, 1, 2))
    assert derive(first, second)[0].kind == "narration"


def test_a_changed_word_ends_the_run(draft):
    changed = STORY.replace("yellow", "orange").replace("nine", "ten")
    first, second = draft(f"{STORY}.", published=date(2012, 1, 1)), draft(changed, published=date(2012, 1, 2))
    for found in derive(first, second):
        assert "orange" not in second.text[found.start : found.end]
        assert "ten" not in second.text[found.start : found.end].split()


def test_words_shared_by_chance_across_a_paragraph_are_cut_off(draft):
    first = draft(f"One.\n\n{STORY}.\n\nThe police came.", published=date(2012, 1, 1))
    second = draft(f"Two.\n\n{STORY}.\n\nThe mayor came.", published=date(2012, 1, 2))
    (found,) = derive(first, second)
    assert second.text[found.start : found.end] == STORY


def issues(draft, count, *, outlet="Tern Gazette", attributed=False):
    """Documents with bodies of their own and one passage under all of them."""
    for number in range(count):
        body = " ".join(f"word{number}x{i}" for i in range(40))
        one = draft(f"{body}.\n\n{STORY}.", published=date(2012, 1, 1 + number), outlet=outlet)
        if attributed:
            one.attribution("shouted", "the ramp had not been raised")
        yield one


def test_what_an_outlet_prints_under_all_its_texts_is_left_out(draft):
    assert derive(*issues(draft, 3)) == ()
    assert len(derive(*issues(draft, 2))) == 1


def test_what_hands_on_words_is_no_furniture(draft):
    assert len(derive(*issues(draft, 3, attributed=True))) == 2


def test_what_several_outlets_print_is_no_furniture(draft):
    own, *others = issues(draft, 3)
    for number, other in enumerate(others):
        other.outlet = f"Gazette {number}"
    assert len(derive(own, *others)) == 2


def test_a_place_in_a_copy_leads_to_its_original(draft):
    first = draft(f"Prologue, epilogue. {STORY}.", published=date(2012, 1, 1))
    second = draft(f"Someone else wrote, in short, that\n{STORY}.", published=date(2012, 1, 2))
    alignment = Alignment(derive(first, second), {one.id: one.text for one in (first, second)})
    start = second.text.index("ran along the pier")
    (copied,) = alignment.copies(second.id, (start, start + 18), start)
    assert copied.offset == first.text.index("ran along the pier")
    assert not list(alignment.copies(second.id, (0, 7), 0))


def test_short_texts_have_no_fingerprints():
    assert not prints_of("too short to be copied").hashes


def test_two_texts_that_share_twelve_words_share_a_fingerprint():
    piece = STORY.split()[5:17]
    one = prints_of(" ".join(["aa", "bb", "cc", "dd", "ee", "ff", "gg", *piece, *["hh", "ii", "jj", "kk", "ll"]]))
    other = prints_of(" ".join(["mm", "nn", *piece, *["oo", "pp", "qq", "rr", "ss", "tt", "uu", "vv"]]))
    assert set(one.hashes) & set(other.hashes)


def test_two_own_reports_that_share_a_quotation_share_no_narration(draft):
    quoted = f"“{STORY},” Anna Berg told reporters in Tern on Tuesday."
    first = draft(f"Rain fell on the quay. {quoted} She left.", published=date(2012, 1, 1))
    second = draft(f"A ferry sank. {quoted} Nobody answered.", published=date(2012, 1, 2))
    (found,) = derive(first, second)
    assert found.kind == "quotation"


def test_a_copied_story_with_long_quotations_is_narration(draft):
    story = f"{OTHER}. “{STORY}. {STORY.replace('The', 'A')},” he said."
    first, second = draft(story, published=date(2012, 1, 1)), draft(f"Again: {story}", published=date(2012, 1, 2))
    assert {found.kind for found in derive(first, second)} == {"narration"}


def test_a_quotation_in_a_quotation(draft):
    quoted = f"“She told me: ‘{STORY}’, and that was all,” he said."
    first, second = draft(f"One. {quoted}", published=date(2012, 1, 1)), draft(quoted, published=date(2012, 1, 2))
    assert [found.kind for found in derive(first, second)] == ["quotation"]


def test_a_quotation_over_several_paragraphs(draft):
    quoted = f"“{STORY}.\n\n“{OTHER}.”"
    first = draft(f"He spoke.\n\n{quoted}", published=date(2012, 1, 1))
    second = draft(f"We heard:\n\n{quoted}", published=date(2012, 1, 2))
    assert {found.kind for found in derive(first, second)} == {"quotation"}


def test_copies_of_copies_lead_to_the_first(draft):
    drafts = [draft(f"{STORY}.", published=date(2012, 1, 1), outlet=f"Outlet {number}") for number in range(100)]
    found = derive(*drafts)
    assert len(found) == 99
    assert {one.of_document for one in found} == {min(one.id for one in drafts)}


def test_undated_documents_come_last_in_the_order_of_their_ids(draft):
    drafts = [draft(f"{STORY}. {number}") for number in range(3)]
    first = min(one.id for one in drafts)
    assert {one.of_document for one in derive(*drafts)} == {first}


@pytest.mark.parametrize(
    "text", ["", "\n\n", "word " * 50_000, "部长晚上离开了这座城市。" * 50, "غادر الوزير المدينة " * 50]
)
def test_odd_texts_are_read(draft, text):
    first, second = draft(text, published=date(2012, 1, 1)), draft(f"{text}\nEnd", published=date(2012, 1, 2))
    for found in derive(first, second):
        assert first.text[found.of_start : found.of_end] == second.text[found.start : found.end]
