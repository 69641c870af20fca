from dataclasses import replace
from datetime import date

from allegedly.corpus import entities as entities_module
from allegedly.corpus.entities import group_entities
from allegedly.corpus.occurrences import full_name


def group(*drafts):
    return group_entities([draft.annotated() for draft in drafts])


def named(entities, name):
    (found,) = [entity for entity in entities if entity.name == name]
    return found


def test_spellings_of_one_full_name_are_one_person(draft):
    one = draft("Moussa Barzan left. Barzan slept.", published=date(2012, 1, 1))
    one.entity("Moussa Barzan", "Barzan", roles=("the courier",))
    other = draft("Musa Barzan came.", published=date(2012, 1, 2))
    other.entity("Musa Barzan")
    (person,) = group(one, other)
    assert person.name in ("Moussa Barzan", "Musa Barzan")
    assert {member.document for member in person.members} == {one.id, other.id}
    assert [(use.name, use.count) for use in person.names] == [("Barzan", 2), ("Moussa Barzan", 1), ("Musa Barzan", 1)]
    assert [(role.role, role.document, role.published) for role in person.roles] == [
        ("the courier", one.id, date(2012, 1, 1))
    ]


def test_people_who_share_a_surname_stay_apart(draft):
    one = draft("Odo Brandt left.")
    one.entity("Odo Brandt")
    other = draft("Ilse Brandt came.")
    other.entity("Ilse Brandt")
    entities = group(one, other)
    assert sorted(entity.name for entity in entities) == ["Ilse Brandt", "Odo Brandt"]
    assert not any(entity.candidates for entity in entities)


def test_a_bare_surname_never_joins_by_itself_but_is_told_as_a_candidate(draft):
    one = draft("Odo Brandt left.")
    one.entity("Odo Brandt")
    bare = [draft(f"Brandt came, {word}.") for word in ("late", "early")]
    for other in bare:
        other.entity("Brandt")
    entities = group(one, *bare)
    full = named(entities, "Odo Brandt")
    short = [entity for entity in entities if entity.name == "Brandt"]
    assert len(short) == 2
    assert all(entity.candidates == (full.id,) for entity in short)
    assert set(full.candidates) == {entity.id for entity in short}


def test_names_that_are_less_alike_are_put_to_a_person(draft, monkeypatch):
    one, other = draft("Odo Brandt left."), draft("Oda Branda came.")
    one.entity("Odo Brandt")
    other.entity("Oda Branda")
    for score, together in ((0.85, False), (0.87, True)):
        monkeypatch.setattr(entities_module, "name_similarity", lambda *_, score=score: score)
        found = group(one, other)
        assert len(found) == (1 if together else 2)
        assert any(entity.candidates for entity in found) != together


def test_any_two_words_of_a_name_lead_to_its_spellings(draft):
    one, other = draft("Karim Brandt left."), draft("Odo Kareem Brant came.")
    one.entity("Karim Brandt")
    other.entity("Odo Kareem Brant")
    assert all(entity.candidates for entity in group(one, other))


def test_a_key_leads_to_so_many_rivals_and_no_more(draft, monkeypatch):
    compared = []
    monkeypatch.setattr(entities_module, "name_similarity", lambda *pair: compared.append(pair) or 0.0)
    monkeypatch.setattr(entities_module, "_MOST_RIVALS", 3)
    surnames = [f"B{a}rk{b}d{c}n" for a in "aeiou" for b in "aei" for c in "ao"]
    drafts = [draft(f"Otto {surname} left.") for surname in surnames]
    for one, surname in zip(drafts, surnames, strict=True):
        one.entity(f"Otto {surname}")
    group(*drafts)
    assert 0 < len(compared) <= 9 * len(surnames)


def test_one_country_has_one_government_whatever_it_is_called(draft):
    drafts = [draft(f"{name} refused, {i}.") for i, name in enumerate(("Paris", "France", "Niger", "Abuja"))]
    for one, name, code in zip(drafts, ("Paris", "France", "Niger", "Abuja"), ("FR", "FR", "NE", "NG"), strict=True):
        one.entity(name, kind="organisation")
        country = {"FR": "France", "NE": "Niger", "NG": "Nigeria"}[code]
        one.entities[name] = replace(one.entities[name], name=f"{country} (government)", government_of=code)
    entities = group(*drafts)
    assert [entity.name for entity in entities] == [f"{c} (government)" for c in ("France", "Niger", "Nigeria")]
    assert [(use.name, use.count) for use in entities[0].names] == [("France", 1), ("Paris", 1)]
    assert not any(entity.candidates for entity in entities)


def test_an_initial_is_less_than_a_full_name():
    assert full_name("Odo Brandt") == full_name("Mr Odo Brandt") == ("brandt", "odo")
    assert full_name("O. Brandt") is None
    assert full_name("Brandt") is None


def test_a_description_alone_stays_in_its_document(draft):
    drafts = [draft(f"The minister spoke {word}.") for word in ("twice", "once")]
    for one in drafts:
        one.entity("The minister")
        one.mentions.clear()
    assert len(group(*drafts)) == 2


def test_an_acronym_joins_its_only_expansion(draft):
    one = draft("The Lowland Mining Authority answered.")
    one.entity("Lowland Mining Authority", kind="organisation")
    other = draft("The LMA was silent.")
    other.entity("LMA", kind="organisation")
    (organisation,) = group(one, other)
    assert organisation.name == "Lowland Mining Authority"
    assert [use.name for use in organisation.names] == ["LMA", "Lowland Mining Authority"]


def test_an_acronym_with_two_readings_is_left_open(draft):
    one = draft("The Lowland Mining Authority and the Lakeside Museum Association answered.")
    one.entity("Lowland Mining Authority", kind="organisation")
    one.entity("Lakeside Museum Association", kind="organisation")
    other = draft("The LMA was silent.")
    other.entity("LMA", kind="organisation")
    entities = group(one, other)
    assert len(entities) == 3
    assert len(named(entities, "LMA").candidates) == 2


def test_the_first_word_of_an_organisation_is_a_candidate(draft):
    one = draft("Varnholt Resources paid.")
    one.entity("Varnholt Resources", kind="organisation")
    other = draft("Varnholt paid.")
    other.entity("Varnholt", kind="organisation")
    entities = group(one, other)
    assert named(entities, "Varnholt").candidates == (named(entities, "Varnholt Resources").id,)


def test_one_name_is_one_kind_in_all_documents(draft):
    drafts = [draft(f"Varnholt Resources paid {word}.") for word in ("in May", "in June", "in July")]
    for one, kind in zip(drafts, ("organisation", "person", "organisation"), strict=True):
        one.entity("Varnholt Resources", kind=kind)
    (entity,) = group(*drafts)
    assert entity.kind == "organisation"


def test_a_country_is_named_by_its_name_and_found_by_its_people(draft):
    one = draft("Georgian police waited. Georgian judges slept.")
    one.entity("Georgian", kind="place")
    other = draft("Georgia waited.")
    other.entity("Georgia", kind="place")
    (country,) = group(one, other)
    assert country.name == "Georgia"


def test_places_of_one_name_are_told_apart_by_where_they_lie(draft):
    drafts = [draft(f"It rained in Vienna {word}.") for word in ("again", "too", "here")]
    for one, where in zip(drafts, ((48.2, 16.4, "AT", 2761369), (38.9, -77.3, "US", 4791160)) * 2, strict=False):
        one.entity("Vienna", kind="place")
        one.place("Vienna", *where)
    assert sorted(len(entity.members) for entity in group(*drafts)) == [1, 2]


def test_an_entity_keeps_its_id_when_a_later_document_comes(draft):
    one = draft("Odo Brandt left.", published=date(2012, 1, 1))
    one.entity("Odo Brandt")
    other = draft("Odo Brandt came.", published=date(2012, 1, 2))
    other.entity("Odo Brandt")
    assert group(one)[0].id == group(one, other)[0].id
