from allegedly.reports import cast


def test_people_with_names_counts_roles_and_candidates(affair):
    view = cast(affair.annotated, affair.corpus)
    ana = view.persons[0]
    assert (ana.name, len(ana.documents), ana.claims, ana.says) == ("Ana Brandt", 2, 8, 0)
    assert [(use.name, use.count) for use in ana.names] == [("Ana Brandt", 3), ("Brandt", 2)]
    assert [(role.role, role.document_name) for role in ana.roles] == [("clerk", "courier.txt")]
    assert [candidate.name for candidate in ana.candidates] == ["Port Office"]


def test_organisations_and_how_often_they_are_a_source(affair):
    office = cast(affair.annotated, affair.corpus).organisations[0]
    assert (office.claims, office.says) == (2, 1)


def test_people_without_a_name_have_a_list_of_their_own(affair):
    view = cast(affair.annotated, affair.corpus)
    assert [member.name for member in view.unnamed] == ["one customs source"]
    assert "one customs source" not in [member.name for member in view.persons]
