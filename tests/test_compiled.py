"""A queryset whose SQL is made once answers as Django's own does."""

from datetime import date

import pytest
from django.db.models import F, Value
from django.db.models.signals import post_init

from evidence.models import Hearing, Mention, Paragraph, QuotationCheck, Section
from evidence.models.compiled import Compiled, CompiledValues, given, given_keys, hand_out
from tests import factories

pytestmark = pytest.mark.django_db


def test_each_question_is_answered_with_its_own_values():
    named = Compiled(lambda: Section.objects.filter(slug=given("slug"), position__gte=given("first")).order_by("pk"))
    factories.SectionFactory(slug="b-1", position=1)
    second = factories.SectionFactory(slug="b-2", position=2)
    assert [named.row(slug=slug, first=2) for slug in ("b-1", "b-2")] == [None, second]


def test_the_queryset_is_made_once():
    made = []
    asked = Compiled(lambda: made.append(1) or Section.objects.filter(pk=given("key")))
    section = factories.SectionFactory()
    assert [asked.rows(key=section.pk) for _ in range(3)] == [[section]] * 3
    assert made == [1]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_any_number_of_keys_is_one_value(count, django_assert_num_queries):
    sections = [factories.SectionFactory() for _ in range(count)]
    factories.SectionFactory()
    among = Compiled(lambda: Section.objects.filter(given_keys("pk", "keys")).order_by("pk"))
    with django_assert_num_queries(1):
        assert among.rows(keys={section.pk for section in sections}) == sections


def test_what_is_selected_with_a_row_is_there_or_known_to_be_missing(django_assert_num_queries):
    mention = factories.MentionFactory(kind="witness", witness=factories.WitnessFactory())
    asked = Compiled(lambda: Mention.objects.filter(pk=given("key")).select_related("witness", "subject"))
    row = asked.row(key=mention.pk)
    with django_assert_num_queries(0):
        assert (row.witness, row.subject) == (mention.witness, None)


def test_equal_rows_selected_with_several_are_one_object():
    report = factories.ReportFactory()
    sections = [factories.SectionFactory(report=report).pk for _ in range(3)]
    asked = Compiled(lambda: Section.objects.filter(given_keys("pk", "keys")).select_related("report__inquiry"))
    assert len({id(row.report.inquiry) for row in asked.rows(keys=sections)}) == 1


def test_a_row_found_from_its_only_one_leads_back_to_it(django_assert_num_queries):
    quotation = factories.QuotationFactory()
    check = QuotationCheck.objects.create(
        report=quotation.paragraph.report, quotation=quotation, words="w", outcome="matched", difference=[["same", "w"]]
    )
    asked = Compiled(lambda: type(quotation).objects.filter(pk=given("key")).select_related("checked"))
    row = asked.row(key=quotation.pk)
    with django_assert_num_queries(0):
        assert (row.checked, row.checked.quotation, row.checked.difference) == (check, row, [["same", "w"]])


def test_dates_switches_and_annotated_values_are_what_they_are_in_django():
    hearing = factories.HearingFactory(date=date(2026, 3, 2), is_closed=True)
    asked = Compiled(lambda: Hearing.objects.filter(pk=given("key")).annotate(said=Value(True)))
    row = asked.row(key=hearing.pk)
    assert (row.date, row.is_closed, row.said) == (date(2026, 3, 2), True, True)


def test_a_row_is_made_as_django_makes_it(django_assert_num_queries):
    key = factories.ParagraphFactory(label="3.1", blocks=[["text", 0, 4, 0]]).pk
    made, known = Compiled(lambda: Paragraph.objects.filter(pk=key)).row(), Paragraph.objects.get(pk=key)
    fields, expected = ({**vars(row)} for row in (made, known))
    states = [vars(one.pop("_state")) for one in (fields, expected)]
    assert fields == expected
    assert [(state["adding"], state["db"]) for state in states] == [(False, "default")] * 2
    with django_assert_num_queries(1):  # it is known to be there, and so it is not looked for
        made.save()


def test_whoever_is_told_of_rows_being_made_is_told_of_these(request):
    told = []

    def listen(instance, **_):
        told.append(instance.pk)

    post_init.connect(listen, sender=Section)
    request.addfinalizer(lambda: post_init.disconnect(listen, sender=Section))
    section = factories.SectionFactory()
    asked = Compiled(lambda: Section.objects.filter(pk=given("key")))
    told.clear()
    asked.row(key=section.pk)
    assert told == [section.pk]


def test_signs_that_stand_for_values_elsewhere_are_left_as_they_are():
    names = ["all of 100%", "50%s", "none"]
    sections = [factories.SectionFactory(title=name, position=place) for place, name in enumerate(names, 1)]
    titled = Section.objects.filter(title__contains="%", position__gte=given("first"))
    asked = Compiled(lambda: titled.annotate(rest=F("position") % 2).order_by("position"))
    assert [(row, row.rest) for row in asked.rows(first=0)] == [(sections[0], 1), (sections[1], 0)]


def test_plain_values_come_as_django_gives_them():
    first = factories.HearingFactory(date=date(2026, 3, 2), is_closed=True)
    factories.HearingFactory(date=date(2026, 3, 3), inquiry=first.inquiry)
    asked = CompiledValues(
        lambda: Hearing.objects.filter(given_keys("pk", "keys")).values_list("is_closed", "inquiry__slug", "date")
    )
    for keys in ([first.pk], []):
        found = Hearing.objects.filter(pk__in=keys).values_list("is_closed", "inquiry__slug", "date")
        assert asked.rows(keys=keys) == list(found)


def test_what_was_left_out_is_read_when_it_is_asked_for(django_assert_num_queries):
    paragraph = factories.ParagraphFactory(text="A text.")
    asked = Compiled(lambda: Paragraph.objects.filter(pk=given("key")).defer("text"))
    row = asked.row(key=paragraph.pk)
    with django_assert_num_queries(1):
        assert row.text == "A text."


def test_rows_handed_out_are_as_if_they_had_been_prefetched(django_assert_num_queries):
    first, second = factories.ParagraphFactory(), factories.ParagraphFactory()
    named = {"paragraph": first, "kind": "witness"}
    mentions = [factories.MentionFactory(start=start, end=start + 1, **named) for start in (4, 0)]
    hand_out([first, second], "mentions", mentions)
    with django_assert_num_queries(0):
        assert (list(first.mentions.all()), list(second.mentions.all())) == (mentions, [])
        assert all(mention.paragraph is first for mention in mentions)
