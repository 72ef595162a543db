"""The lists of a folder: each row with its line; what is wrong is said and nothing is guessed."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.importing.lists import LISTS, OrganisationRow, WitnessRow, read_list
from evidence.importing.records import Severity


def said(file: str, content: str) -> list[str]:
    return [str(problem) for problem in read_list(file, content)[1]]


def test_a_row_is_read_with_its_line_and_its_lists():
    rows, problems = read_list("witnesses.csv", 'name,aliases,role\n"Ann Lee","A. Lee; Annie Lee","Clerk, acting"\n')
    assert rows == (WitnessRow("Ann Lee", 2, aliases=("A. Lee", "Annie Lee"), role="Clerk, acting"),)
    assert not problems


def test_a_missing_column_is_an_error_of_line_1():
    assert said("organisations.csv", "title,kind\nA,b\n")[0] == (
        "organisations.csv:1: columns title, kind; expected the columns name, abbreviation, aliases, kind, parent"
    )


def test_a_name_that_comes_twice_is_left_out_the_second_time():
    rows, problems = read_list("witnesses.csv", "name\nAnn Lee\nAnn Lee\n")
    assert len(rows) == 1
    assert str(problems[0]) == "witnesses.csv:3: “Ann Lee” again (first at line 2); expected each once; left out"


def test_a_row_without_a_name_is_an_error():
    assert said("witnesses.csv", "name,role\n,Clerk\n") == ["witnesses.csv:2: no name; expected a value"]


def test_a_parent_that_is_not_in_the_list_is_an_error():
    assert said("organisations.csv", "name,parent\nYouTube,Google\n") == [
        "organisations.csv:2: 'Google'; expected the name of another row"
    ]


def test_a_parent_may_stand_below_its_part():
    rows, problems = read_list("organisations.csv", "name,parent\nYouTube,Google\nGoogle,\n")
    assert rows[0] == OrganisationRow("YouTube", 2, parent="Google")
    assert not problems


def test_an_empty_list_has_no_columns():
    assert said("sources.csv", "")[0].startswith("sources.csv:1: no columns")


@given(st.sampled_from(sorted(LISTS)), st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_line(file: str, content: str):
    rows, problems = read_list(file, content)
    assert all(row.line for row in rows)
    assert all(problem.line for problem in problems if problem.severity is Severity.ERROR)
