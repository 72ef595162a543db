"""Quotations beside the testimony, at the desk: editors find, confirm and correct what a rule made of them."""

import pytest
from django.urls import reverse

from evidence.linking.link import link_inquiry
from evidence.models import Origin, Quotation, QuotationCheck, Standing, TranscriptPage
from tests.factories import HearingFactory, ParagraphFactory, QuotationCheckFactory, QuotationFactory, SpeechFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:evidence_quotation_changelist")


@pytest.fixture
def check() -> QuotationCheck:
    """A check that a rule got wrong: the words stand on page 4, lines 17 and 18, slightly altered."""
    paragraph = ParagraphFactory(text="“The dock was often wet”")
    quotation = QuotationFactory(paragraph=paragraph, end=len(paragraph.text), standing=Standing.PROPOSED)
    check = QuotationCheckFactory(quotation=quotation, outcome="not-found", likeness=0, speech_from=None)
    lines = [[17, "A.  The dock was"], [18, "    always wet, sir."]]
    TranscriptPage.objects.create(hearing=check.hearing, number=4, lines=lines)
    SpeechFactory(hearing=check.hearing, position=3, page_from=4, line_from=17, page_to=4, line_to=18)
    return check


def correct(save, check: QuotationCheck, **values):
    """Saves the quotation's page with this in the form of its check."""
    given = {"id": check.pk, "quotation": check.quotation.pk, "outcome": "altered", "hearing": check.hearing.pk}
    given |= {"page_from": 4, "line_from": 17, "page_to": 4, "line_to": 18, **values}
    rows = {f"checked-0-{name}": value for name, value in given.items()}
    counts = {"checked-TOTAL_FORMS": 1, "checked-INITIAL_FORMS": 1}
    response = save(check.quotation, standing="confirmed", **counts, **rows)
    check.refresh_from_db()
    return response


def test_quotations_are_filtered_by_what_was_made_of_them(editor, client, check):
    QuotationFactory(paragraph=check.quotation.paragraph, start=1, end=4)
    assert client.get(LIST, {"checked__outcome__exact": "not-found"}).context["cl"].result_count == 1
    assert client.get(LIST, {"checked__outcome__exact": "matched"}).context["cl"].result_count == 0


def test_confirming_checks_decides_nothing_else(editor, act, check):
    act("confirm_checks", check.quotation)
    check.refresh_from_db()
    quotation = Quotation.objects.get()
    assert (check.origin, check.outcome) == (Origin.STAFF, "not-found")
    assert (quotation.origin, quotation.standing) == (Origin.RULE, Standing.PROPOSED)


def test_a_corrected_place_is_laid_beside_the_words_there(editor, save, check):
    correct(save, check)
    assert (check.outcome, check.origin, check.speech_from) == ("altered", Origin.STAFF, 3)
    assert [step for step in check.difference if step[0] != "same"] == [["gone", "always"], ["new", "often"]]


def test_a_correction_survives_linking(editor, save, check):
    correct(save, check)
    link_inquiry(check.report.inquiry, {})
    check.refresh_from_db()
    assert (check.outcome, check.likeness > 70) == ("altered", True)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"page_from": 9, "page_to": 9}, "no such page"),
        ({"hearing": "", "page_from": "", "line_from": "", "page_to": "", "line_to": ""}, "Choose the hearing"),
        ({"line_to": 2}, "do not end before they begin"),
    ],
)
def test_a_place_that_is_not_there_is_refused(editor, save, check, values, said):
    assert said in correct(save, check, **values).content.decode()
    assert check.outcome == "not-found"


def test_a_closed_hearing_cannot_be_chosen(editor, save, check):
    closed = HearingFactory(inquiry=check.report.inquiry, is_closed=True)
    assert "closed session" in correct(save, check, hearing=closed.pk).content.decode()


def test_the_desk_s_list_needs_no_query_for_each_row(editor, client, check, django_assert_max_num_queries):
    for number in range(12):
        QuotationCheckFactory(quotation=QuotationFactory(paragraph=check.quotation.paragraph, start=number, end=20))
    with django_assert_max_num_queries(14):
        client.get(LIST)
