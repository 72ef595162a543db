"""What facets count in memory is what the database counts, whatever was changed since and by whomever."""

import pytest
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.http import QueryDict
from django.utils import timezone

from evidence import models
from evidence.filters import ParagraphFilter, facets, preloaded
from evidence.models import touched
from evidence.search.index import search_index
from tests import factories, sets

pytestmark = pytest.mark.django_db(transaction=True)

QUERIES = (*("", "q=dock", "witness={witness}", "q=dock&organisation={organisation}", "kind=transcript&section=B.1"),)
PARAMETERS = (
    *("q=zebra", "q=dock&sort=order", "report={report}", "section=B.1&section=b-1/later", "paragraph=2&q=dock"),
    *("witness=none", "organisation=none&organisation={organisation}", "subject=none", "subject={subject}"),
    *("quoted=none", "quoted={quoted}&q=dock", "quoted={organisation}", "kind=none", "source=none", "source={source}"),
    *("footnoted=yes", "footnoted=no&q=nobody", "annotated=yes", "annotated=no", "tag={tag}&q=dock"),
)


@pytest.fixture(autouse=True)
def _nothing_held():
    preloaded.forget()
    yield
    preloaded.forget()


@pytest.fixture
def paragraphs() -> list[models.Paragraph]:
    rows = sets.paragraphs_with_everything(4)
    later = factories.SectionFactory(report=rows[0].report, number="", title="Later", slug="b-1/later", is_page=False)
    factories.ParagraphFactory(page=rows[0].page, section=later, label="9", position=9, text="Nobody at the dock.")
    models.Annotation.objects.filter(paragraph__in=rows[2:]).update(visibility="internal")
    rows[1].annotations.get().tags.add(models.Tag.objects.create(name="harbour", slug="harbour"))
    search_index().rebuild()
    return rows


def read(query: str) -> ParagraphFilter:
    witness, body = models.Witness.objects.earliest("pk"), models.Organisation.objects.earliest("pk")
    names = {
        "report": models.Report.objects.earliest("pk").slug,
        "quoted": models.Witness.objects.filter(quotations__isnull=False).earliest("pk").slug,
        "subject": models.Subject.objects.earliest("pk").slug,
        "source": models.Source.objects.earliest("pk").reference,
        "tag": models.Tag.objects.get().slug,
    }
    data = QueryDict(query.format(witness=witness.slug, organisation=body.slug, **names))
    return ParagraphFilter(data, queryset=models.Paragraph.objects.published())


def agrees(*queries: str) -> None:
    for query in queries or QUERIES:
        held = read(query)
        assert held.held is not None
        counted = facets(held)
        with transaction.atomic():  # where what is held is not used
            asked = read(query)
            assert asked.held is None
            assert counted == facets(asked), query
            keys = held.keys()
            assert list(keys) == list(asked.qs.in_reading_order().values_list("pk", flat=True)), query


def earlier_report() -> None:
    earlier = factories.InquiryFactory(short_title="A", slug="zz")
    page = factories.SectionFactory(report__inquiry=earlier, report__slug="earlier", number="A.1", slug="a-1")
    factories.ParagraphFactory(page=page, label="1", position=1, text="At the dock.")


CHANGES = {
    "nothing": lambda rows: None,
    "a mention rejected": lambda rows: rows[0].mentions.filter(kind="witness").update(standing="rejected"),
    "a mention made": lambda rows: factories.MentionFactory(
        paragraph=rows[1], kind="subject", subject=models.Subject.objects.earliest("pk"), start=0, end=2
    ),
    "a mention moved": lambda rows: rows[0].mentions.update(paragraph=rows[2]),
    "mentions gone": lambda rows: rows[3].mentions.all().delete(),
    "a quotation given to another": lambda rows: rows[0].quotations.update(
        witness=models.Witness.objects.earliest("pk")
    ),
    "a citation of another kind": lambda rows: models.Citation.objects.update(kind="statement"),
    "a note called elsewhere": lambda rows: rows[0].markers.update(paragraph=rows[1], position=7),
    "a person rejected": lambda rows: models.Witness.objects.filter(pk__gt=0)[:1].get().delete(),
    "a body renamed": lambda rows: models.Organisation.objects.update(name="Quay"),
    "a subject rejected": lambda rows: models.Subject.objects.update(standing="rejected"),
    "a section renamed": lambda rows: models.Section.objects.filter(is_page=True).update(title="Other"),
    "a paragraph withdrawn": lambda rows: sets.withdraw(rows[0]),
    "a paragraph under another heading": lambda rows: models.Paragraph.objects.filter(pk=rows[0].pk).update(
        section=models.Section.objects.get(slug="b-1/later")
    ),
    "an annotation shown": lambda rows: models.Annotation.objects.update(visibility="public"),
    "an annotation withdrawn": lambda rows: models.Annotation.objects.update(withdrawn_at=timezone.now()),
    "a source called otherwise": lambda rows: models.Source.objects.update(
        reference=Concat(F("reference"), Value("a"))
    ),
    "a report renamed": lambda rows: models.Report.objects.update(title="Other", slug="other"),
    "an earlier report": lambda rows: earlier_report(),
    "reports in another order": lambda rows: (earlier_report(), models.Inquiry.objects.update(short_title=F("slug"))),
    "paragraphs in another order": lambda rows: models.Paragraph.objects.update(position=30 - F("position")),
    "a paragraph made": lambda rows: factories.ParagraphFactory(page=rows[0].page, label="8", position=8),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_held_is_what_the_database_counts_after(change, paragraphs):
    preloaded.load()
    CHANGES[change](paragraphs)
    agrees()


def test_every_parameter_leaves_what_the_database_leaves(paragraphs):
    preloaded.load()
    agrees(*PARAMETERS)


def test_a_change_that_is_taken_back_is_not_held(paragraphs):
    preloaded.load()
    with transaction.atomic():
        models.Mention.objects.all().delete()
        assert read("").held is None
        transaction.set_rollback(True)
    agrees()


def test_after_very_many_changes_everything_is_read_again(paragraphs, monkeypatch):
    preloaded.load()
    monkeypatch.setattr(touched, "MOST", 2)
    models.Mention.objects.filter(kind="subject").delete()
    agrees()


def test_the_list_of_changes_is_kept_short_and_nothing_is_missed(paragraphs, monkeypatch):
    preloaded.load()
    models.Mention.objects.filter(kind="subject").delete()
    monkeypatch.setattr(touched, "KEPT", 3)
    monkeypatch.setattr(touched, "MOST", 2)
    with connection.cursor() as cursor:
        touched.prune(cursor)
        cursor.execute("SELECT count(*) FROM evidence_touched")
        assert cursor.fetchone() == (3,)
    agrees()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has triggers for each row only")
def test_rows_written_in_one_statement_are_listed_once_for_each_paragraph(paragraphs):
    with connection.cursor() as cursor:
        mark = touched.now(cursor)
        named = {"kind": "subject", "subject": models.Subject.objects.earliest("pk")}
        rows = [models.Mention(paragraph=paragraphs[0], start=at, end=at + 1, **named) for at in range(40, 80)]
        models.Mention.objects.bulk_create(rows)
        models.Mention.objects.filter(start__gte=40).update(rule="seen again")
        assert touched.since(cursor, mark) == [paragraphs[0].pk] * 2


def test_every_trigger_is_there_after_all_migrations(db):
    # a later migration that makes one of these tables anew on SQLite must make its triggers anew too
    with connection.cursor() as cursor:
        assert touched.is_kept(cursor)


def test_without_its_triggers_the_database_counts(paragraphs, monkeypatch):
    preloaded.load()
    monkeypatch.setattr(touched, "TRIGGERS", touched.TRIGGERS + 1)
    assert read("").held is None


def test_a_small_site_holds_nothing(paragraphs):
    assert read("").held is None
