import pytest
from benchmarks.quality.statements import compare_statements, read_statement

from allegedly import annotate_many


def conflicts(one, other):
    """The rules by which two passages exclude each other."""
    passages = [read_statement(read.document.text, read.times) for read in annotate_many([one, other])]
    found = [compare_statements(*passages), compare_statements(*reversed(passages))]
    rules = [{one.verdict.rule for one in way if one.verdict.relation == "conflict"} for way in found]
    assert rules[0] == rules[1], "it matters which passage comes first"
    return {rule.removeprefix("relation.") for rule in rules[0]}


DATES, NUMBERS = {"time.disjoint"}, {"number.differs"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Odo Brandt was born on 3 May 1960.", "Odo Brandt (born 3 May 1961) is a painter.", DATES),
        ("Odo Brandt was born on 3 May 1960.", "Odo Brandt (3 May 1960 – 8 June 1999) was a painter.", set()),
        ("On 9 June 1999, Odo Brandt died.", "Odo Brandt (3 May 1960 – 8 June 1999) was a painter.", DATES),
        ("Odo Brandt died in 1999.", "Odo Brandt (3 May 1960 – 8 June 1999) was a painter.", set()),
        ("The harbour opened in 1999.", "The harbour opened on 8 June 1999.", set()),
        ("The harbour opened in 1999.", "The harbour was sold in 2004.", set()),
        ("In 2004 the Tarn Choir was founded.", "The Tarn Choir was formed in 2006.", DATES),
        ("Founded in 2004, it has a hall.", "It was founded in 2006.", DATES),
        ("Harbour is a 1987 novel.", "Harbour is a 1989 novel by Ilse Marn.", DATES),
        ("Harbour is a novel from 1987.", "Harbour is a 1989 novel by Ilse Marn.", DATES),
        ("Harbour is a 1987 novel.", "Harbour was first published in 1989.", DATES),
        ("Harbour (1987 novel) was sold.", "Harbour is a 1989 novel.", DATES),
        ("Harbour was released in August.", "Harbour was released on 8 July 2005.", DATES),
        ("Harbour was released in July.", "Harbour was released on 8 July 2005.", set()),
        ("Harbour came out in 2001.", "Harbour was released in 2003.", DATES),
        ("The club was built in the 1920s.", "The club was built in 1934.", DATES),
    ],
)
def test_dates_of_one_happening(one, other, expected):
    assert conflicts(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("They began filming in May 1994.", "It was filmed from September 1994 to August 1995.", DATES),
        ("They began filming in May 1994.", "It was filmed from May 1994 to August 1995.", set()),
        ("The filming ended in May 1995.", "It was filmed from September 1994 to August 1995.", DATES),
        ("The Lake War ended in 1955.", "The Lake War took place from 1 March 1950 to 27 July 1953.", DATES),
        ("The games were held in 1994.", "The games were held from 1990 to 1995.", set()),
    ],
)
def test_a_beginning_is_set_against_a_beginning(one, other, expected):
    assert conflicts(one, other) == expected


def test_names_and_objects_tell_happenings_apart():
    assert conflicts("Odo Brandt died in 1990.", "Ilse Marn died in 1995.") == set()
    first = "Odo Brandt released his first album in 1990."
    assert conflicts(first, "Odo Brandt released his second album in 1995.") == set()
    assert conflicts(first, "Odo Brandt released his first album in 1991.") == DATES


def test_one_date_of_several_that_agrees_is_enough():
    text = "The choir was on tour in 1991, 1993 and 1995, and sang in 1996."
    assert conflicts("The choir sang in 1996.", text) == set()


def test_nobody_does_anything_before_birth():
    born = "Odo Brandt (born 3 May 1960) is a painter."
    assert conflicts("Odo Brandt graduated on 3 May 1960.", born) == {"time.birth"}
    assert conflicts("Odo Brandt graduated in 1950.", born) == {"time.birth"}
    assert conflicts("Odo Brandt graduated in 1980.", born) == set()


def test_a_denied_date():
    assert conflicts("Odo Brandt was not born in 1960.", "Odo Brandt was born in 1960.") == {"time.denied"}
    assert conflicts("Odo Brandt was not born in 1960.", "Odo Brandt was born in 1970.") == set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Velm has about 9,000 inhabitants.", "Velm is a town with around 80,000 inhabitants.", NUMBERS),
        ("Velm has a population of 12,000.", "Velm is a town with a population of 9,000.", NUMBERS),
        ("The fire killed 12 people.", "A fire in which 14 people died destroyed the inn.", NUMBERS),
        ("The fire killed 12 people.", "The fire left 14 dead and 12 injured.", NUMBERS),
        ("The fire killed 12 people.", "The fire injured 14 people.", set()),
        ("Harbour sold over 5 million copies.", "The novel sold 2 million copies.", NUMBERS),
        ("Odo Brandt played for one club.", "Brandt played for three clubs.", NUMBERS),
        ("Harbour grossed $90 million.", "It was made on a budget of $20 million.", set()),
        ("The series ran for four seasons.", "The series consisted of five seasons.", NUMBERS),
        ("She wrote four books.", "She sold five books.", set()),
        ("He waited for over 50 minutes.", "He waited for an hour.", set()),
        ("Velm is the third largest town.", "Velm is the second largest town.", NUMBERS),
        ("Velm has the third largest harbour.", "Velm, the second largest harbour, is a town.", NUMBERS),
        ("Velm is the third largest town.", "Velm is the second smallest town.", set()),
        ("Odo Brandt was not the first mayor.", "Odo Brandt became the first mayor.", {"number.denied"}),
        ("She sang in the first round.", "She sang in the second round.", set()),
        ("Velm finished third.", "Velm finished in fifth place.", NUMBERS),
        ("The house was split into two.", "The house was split into three.", NUMBERS),
    ],
)
def test_numbers_of_one_thing(one, other, expected):
    assert conflicts(one, other) == expected
