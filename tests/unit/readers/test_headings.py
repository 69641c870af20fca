"""What the first lines of a text say, and what they only seem to say."""

from datetime import date

import pytest

from allegedly.readers.headings import Heading, read_day, read_heading

PROSE = "The crane left Leith at night, and nobody on the quay saw it go or would say so."
DAY = date(2014, 3, 4)


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, 4 March 2014",
        "Tuesday 4th March 2014",
        "Tue, 4 Mar 2014",
        "March 4, 2014",
        "Tuesday, March 4th, 2014",
        "4 March 2014",
        "the 4th of March, 2014",
        "2014-03-04",
        "2014-03-04 10:12",
        "4 MARCH 2014",
        "Published 4 March 2014 at 10:12 GMT",
        "Published: March 4, 2014, 10:12 am",
        "Posted on March 4, 2014",
        "First published on 4 March 2014",
        "Date: 4 March 2014",
        "4 March 2014, last updated 6 March 2014",
        "By Jane Doe, 4 March 2014",
        "Published 4 March 2014 by Jane Doe",
        "The Harbour Courier, 4 March 2014",
        "4 March 2014 | The Harbour Courier",
        "\u200f4 March 2014\u200e",
    ],
)
@pytest.mark.parametrize(
    "layout", ["{line}\n\nThe crane\n\n{prose}", "The crane\n\n{line}\n\n{prose}", "The crane\n{line}\n{prose}"]
)
def test_a_day_in_full_in_the_heading_is_that_of_publication(line: str, layout: str) -> None:
    heading = read_heading(layout.format(line=line, prose=PROSE))
    assert heading.published == DAY
    assert heading.title == "The crane"


@pytest.mark.parametrize(
    "text",
    [
        "4 March\n\nThe crane\n\n" + PROSE,
        "March 2014\n\nThe crane\n\n" + PROSE,
        "3/4/2014\n\nThe crane\n\n" + PROSE,
        "31 June 2014\n\nThe crane\n\n" + PROSE,
        "Updated 4 March 2014\n\nThe crane\n\n" + PROSE,
        "Report on the night of 4 March 2014\n\n" + PROSE,
        "TBILISI, March 4 (Port Telegraph) - " + PROSE,
        "The crane\n\n" + PROSE + "\n\n4 March 2014\n\n" + PROSE,
        "The crane\n\n[4 March 2014]\n\n" + PROSE,
        "Diary of a crane\n\n3 March 2014\n\n" + PROSE + "\n\n4 March 2014\n\n" + PROSE,
    ],
)
def test_what_only_looks_like_a_day_of_publication(text: str) -> None:
    assert read_heading(text).published is None


def test_a_day_in_digits_counts_where_it_can_be_read_in_one_way_only() -> None:
    assert read_heading("15/6/2011\n\nThe crane\n\n" + PROSE).published == date(2011, 6, 15)
    assert read_heading("4.4.2011\n\nThe crane\n\n" + PROSE).published == date(2011, 4, 4)


def test_a_dateline_with_a_year_gives_the_day() -> None:
    heading = read_heading("The crane\n\nTBILISI, March 4, 2014 (Port Telegraph Agency) - " + PROSE)
    assert heading == Heading("The crane", (), "Port Telegraph Agency", DAY)


def test_a_dateline_without_a_year_still_names_the_agency() -> None:
    assert read_heading("The crane\n\nLEITH, March 4 (PTA) — " + PROSE).outlet == "PTA"
    assert read_heading("The crane\n\nLEITH (the port) - " + PROSE).outlet is None


@pytest.mark.parametrize(
    ("line", "authors", "outlet"),
    [
        ("By Jane Doe", ("Jane Doe",), None),
        ("BY JANE DOE AND JOHN ROE", ("JANE DOE", "JOHN ROE"), None),
        ("by Jane Doe and John Roe", ("Jane Doe", "John Roe"), None),
        ("By Jane Doe, The Harbour Courier", ("Jane Doe",), "The Harbour Courier"),
        ("By Jane Doe, Harbour Courier", ("Jane Doe",), "Harbour Courier"),
        ("By Jane Doe, Chief Reporter", ("Jane Doe",), None),
        ("By Jan van der Berg in Leith", ("Jan van der Berg",), None),
        ("Author: Jane Doe", ("Jane Doe",), None),
        ("The Harbour Courier", (), "The Harbour Courier"),
        ("Source: The Harbour Courier", (), "The Harbour Courier"),
        ("By the Sea", (), None),
        ("The crane that walked away", (), None),
        ("The Harbour", (), None),
        ("By Friday", (), None),
    ],
)
def test_a_byline_counts_where_its_form_is_plain(line: str, authors: tuple[str, ...], outlet: str | None) -> None:
    heading = read_heading(f"A crane is gone\n\n{line}\n\n{PROSE}")
    assert (heading.title, heading.authors, heading.outlet) == ("A crane is gone", authors, outlet)


def test_who_issued_a_statement_is_its_outlet_and_its_title_stays() -> None:
    heading = read_heading("4 March 2014\n\nStatement of the Harbour Board on recent reports\n\n" + PROSE)
    assert heading == Heading("Statement of the Harbour Board on recent reports", (), "Harbour Board", DAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        PROSE,
        "Crane",
        "Crane.\n\n" + PROSE,
        "the crane\n\n" + PROSE,
        "roses are red\nviolets are blue",
        "-----\n\n" + PROSE,
        "[What follows is from The Anchor.]\n\nThe crane\n\n" + PROSE,
        "Dear Sir,\n\n" + PROSE,
        "x" * 5_000,
    ],
)
def test_no_title_is_made_up(text: str) -> None:
    assert read_heading(text).title is None


def test_a_question_can_be_a_title() -> None:
    assert read_heading("Who will tell us where the crane has gone?\n\n" + PROSE).title is not None


def test_a_day_and_nothing_else() -> None:
    assert read_day(" 4 March 2014 at 10:12 ") == DAY
    assert read_day("on 4 March 2014 they left") is None
    assert read_day("") is None
