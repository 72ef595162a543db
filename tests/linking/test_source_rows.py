"""Sources as citations make them: one for each key, each under a name of its own that a reader understands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.linking.citations import read_note
from evidence.linking.link import link_inquiry
from evidence.linking.writing.source_names import LONGEST, names_of, printed_date
from evidence.models import Citation, Section, Source
from evidence.models.batches import Tally
from tests.factories import FootnoteFactory, SectionFactory, SourceFactory, WitnessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Section:
    return SectionFactory()


def linked(page: Section, *notes: str) -> None:
    for text in notes:
        FootnoteFactory(page=page, text=text)
    link_inquiry(page.report.inquiry, {})


def references(page: Section, *notes: str) -> list[str]:
    """What the sources of the notes are called, in the order of their citations."""
    linked(page, *notes)
    cited = Citation.objects.order_by("footnote__position", "position")
    return [citation.source.reference for citation in cited]


def test_hearings_of_two_days_are_two_sources_each_called_by_its_day(page):
    found = references(page, "Public hearing, 21 May 2019, page 5.", "Public hearing, 2 July 2019, pages 73-75.")
    assert found == ["Public hearing, 21 May 2019", "Public hearing, 2 July 2019"]


def test_a_hearing_is_one_source_with_or_without_the_witness_in_its_note(page):
    found = references(page, "Public hearing Quill, 21 May 2019, page 5.", "Public hearing, 21 May 2019, page 9.")
    assert set(found) == {"Public hearing, 21 May 2019"}


def test_letters_of_one_title_are_told_apart_by_their_day(page):
    found = references(page, "Letter Roe to Doe, 3 May 2002, ‘Iraq’.", "Letter Doe to Roe, 9 May 2002, ‘Iraq’.")
    assert found == ["Iraq", "Iraq, 9 May 2002"]


def test_letters_of_one_title_and_day_are_called_by_their_whole_citation(page):
    notes = [f"Letter {who}, 3 May 2002, ‘Iraq’." for who in ("Roe to Doe", "Doe to Roe", "Poe to Roe")]
    assert references(page, *notes) == ["Iraq", "Iraq, 3 May 2002", "Letter Poe to Roe, 3 May 2002, ‘Iraq’"]


def test_private_hearings_without_a_day_are_told_apart_by_who_was_heard(page):
    found = references(page, "Private hearing, SIS1, page 61.", "Private hearing, SIS2, page 3.")
    assert found == ["Private hearing", "Private hearing, SIS2"]


def test_a_place_is_never_part_of_a_source_s_name(page):
    found = references(page, "Private hearing, Part 1, page 3.", "Private hearing, 2010, pages 61-62.")
    assert found == ["Private hearing", "Private hearing, 2010"]


def test_a_list_can_name_two_as_one(page):
    SourceFactory(inquiry=page.report.inquiry, reference="Public hearing", origin="imported")
    found = references(page, "Public hearing, 21 May 2019, page 5.", "Public hearing, 2 July 2019, page 73.")
    assert found == ["Public hearing", "Public hearing"]


def test_a_list_can_name_a_hearing_by_its_day(page):
    SourceFactory(inquiry=page.report.inquiry, reference="Public hearing, 21 May 2019", origin="imported")
    references(page, "Public hearing, 21 May 2019, page 5.", "Public hearing, 2 July 2019, page 73.")
    assert Source.objects.count() == 2


def test_one_day_of_a_witness_is_one_source_whatever_the_place(page):
    found = references(page, "Thackery 20 May 2019 5/22-25", "Thackery 20 May 2019 6/3-4", "Pell 21 May 2019 2/2-5")
    assert found == ["Thackery 20 May 2019", "Thackery 20 May 2019", "Pell 21 May 2019"]


def test_a_numbered_day_is_one_source_however_it_is_written(page):
    found = references(page, "Day 2/7/6-8", "{Day2/7:16-7:18}", "T/2/8/10-12", "Day 3/1/2")
    assert found == ["Day 2", "Day 2", "Day 2", "Day 3"]


def test_linking_again_writes_no_source(page):
    linked(page, *(f"Letter {who} to Roe, 3 May 2002, ‘Iraq’, page {n}." for n, who in enumerate(("Poe", "Doe"))))
    tallies: dict[str, Tally] = {}
    link_inquiry(page.report.inquiry, tallies)
    assert {noun: tally for noun, tally in tallies.items() if tally.written} == {}


def test_an_address_longer_than_a_key_is_the_same_source_when_linked_again(page):
    linked(page, "https://example.org/" + "a" * 400)
    link_inquiry(page.report.inquiry, {})
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("iso", "printed"), [("2019-05-01", "1 May 2019"), ("2009-11", "November 2009"), ("2019", "2019")]
)
def test_a_day_is_printed_as_far_as_it_is_known(iso, printed):
    assert printed_date(iso) == printed


PIECES = st.sampled_from([
    "Letter Roe to Doe", "Private hearing", "Public hearing", "Roe", "T/2/8/10", ", 3 May 2002", ", ‘Iraq’", ", page 4",
    ", para 2", ", SIS1", ", Part 2", "; ", " ", "INQ004149_012", " 20 May 2019 5/2", "p3, ", "lev030412am", "x" * 1100,
])  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=8).map("".join), st.integers(1, 9))
def test_there_is_always_another_name_that_fits_and_was_not_given_before(text, wanted):
    for citation in (one for one in read_note(text) if one.source_key):
        names = names_of(citation)
        given_out = [next(names) for _ in range(wanted + 3)]
        assert all(0 < len(name) <= LONGEST for name in given_out)
        assert len(set(given_out[-wanted:])) == wanted


def witnesses(page: Section, note: str) -> list[str | None]:
    linked(page, note)
    return [citation.witness and citation.witness.name for citation in Citation.objects.order_by("position")]


def test_a_bare_surname_in_a_note_is_the_only_person_who_bears_it(page):
    WitnessFactory(inquiry=page.report.inquiry, name="Godfrey Pell", honorific="Sir")
    assert witnesses(page, "Pell 21 May 2019 2/2-5; Statement Pell, 2019, pages 6-7.") == ["Godfrey Pell"] * 2


def test_a_bare_surname_that_two_bear_is_nobody(page):
    for name in ("Godfrey Pell", "Anne Pell"):
        WitnessFactory(inquiry=page.report.inquiry, name=name)
    assert witnesses(page, "Pell 21 May 2019 2/2-5") == [None]


def test_a_rejected_person_bears_no_surname(page):
    WitnessFactory(inquiry=page.report.inquiry, name="Godfrey Pell")
    WitnessFactory(inquiry=page.report.inquiry, name="Anne Pell", standing="rejected")
    assert witnesses(page, "Pell 21 May 2019 2/2-5") == ["Godfrey Pell"]


def test_a_sign_that_stands_for_somebody_is_no_surname(page):
    WitnessFactory(inquiry=page.report.inquiry, name="Pell", is_cipher=True)
    WitnessFactory(inquiry=page.report.inquiry, name="Godfrey Pell")
    assert witnesses(page, "Pell 21 May 2019 2/2-5") == ["Godfrey Pell"]
