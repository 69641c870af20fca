"""What outlets print around their texts."""

from datetime import date

from allegedly.corpus.text_reuse import find_derivations

FOOT = (
    "All rights reserved. Nothing on this page may be copied, sent on, sung or read aloud for money unless we have "
    "said yes to it on paper beforehand"
)
STORY = (
    "The ferry left the eastern quay a little after nine with its doors open and its lamps unlit while two men in "
    "yellow coats ran along the pier and shouted that the ramp had not been raised"
)


def derive(*drafts):
    return find_derivations([one.annotated() for one in drafts])


def body(number, words=60):
    return " ".join(f"body{number}x{i}" for i in range(words))


def issue(draft, number, text=None, *, outlet="Tern Gazette", head="", foot=FOOT):
    text = "\n\n".join(part for part in (head, text or body(number), foot) if part)
    return draft(text, published=date(2012, 1, 1 + number), outlet=outlet)


def passages(drafts):
    texts = {one.id: one.text for one in drafts}
    return [texts[found.document][found.start : found.end] for found in derive(*drafts)]


def test_head_and_foot_are_left_out(draft):
    head = "You are reading the evening edition for the coast and the islands, which is brought to you by the rowers"
    drafts = [issue(draft, number, head=head) for number in range(4)]
    assert passages(drafts) == []
    assert len(passages(drafts[:2])) == 2


def test_furniture_is_cut_off_a_copied_story(draft):
    drafts = [issue(draft, number) for number in range(3)]
    drafts += [issue(draft, 3, f"{body(3)}. {STORY}."), issue(draft, 4, f"{body(4)}. {STORY}.")]
    assert passages(drafts) == [STORY]


def test_furniture_that_another_outlet_copied_is_known_too(draft):
    drafts = [issue(draft, number) for number in range(4)]
    drafts.append(issue(draft, 4, outlet="Other Gazette"))
    drafts.append(issue(draft, 5, outlet=None))
    assert passages(drafts) == []


def test_furniture_with_the_name_of_the_outlet_in_it(draft):
    foot = (
        "The views in this text are those of its author and need not in any way be those of the {}. Nobody at this "
        "desk answers for loss or harm that comes of using it, or of not using it"
    )
    drafts = [issue(draft, 0, foot=foot.format("Rook Observer"), outlet="Rook Observer")]
    drafts += [issue(draft, number, foot=foot.format("Tern Gazette")) for number in range(1, 5)]
    assert passages(drafts) == []


def test_a_short_head_does_not_make_a_passage_of_a_shared_headline(draft):
    head = "Tern Gazette Home World Business Sport Culture Travel Weather Archive About Subscribe Contact"
    drafts = [issue(draft, number, head=head, foot="") for number in range(4)]
    drafts += [
        issue(draft, number, f"Union and owners meet in Tern\n\n{body(number)}", head=head, foot="")
        for number in (5, 6)
    ]
    assert passages(drafts) == []


def test_a_legal_phrase_of_several_outlets_is_furniture_once_one_uses_it_often(draft):
    outlets = ["Rook Observer", "Tern Gazette", "Plover Times", "Tern Gazette", "Tern Gazette"]
    drafts = [issue(draft, number, outlet=outlet) for number, outlet in enumerate(outlets)]
    assert passages(drafts) == []
    assert len(passages(drafts[:3])) == 2


def test_a_story_that_one_outlet_prints_over_and_over_is_no_furniture(draft):
    drafts = [issue(draft, number, STORY, foot="") for number in range(5)]
    assert passages(drafts) == [STORY] * 4


def test_what_hands_on_a_claim_stays(draft):
    drafts = [issue(draft, number, foot=STORY) for number in range(4)]
    for one in drafts:
        one.attribution("shouted", "the ramp had not been raised")
    assert passages(drafts) == [STORY] * 3
