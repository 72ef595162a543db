"""A report with something of everything, for tests of lists, filters and files."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from evidence import models
from evidence.search.index import search_indexes
from tests import factories


def index_everything() -> None:
    """Builds the index of every kind of text."""
    for index in search_indexes():
        index.rebuild()


def annotate(paragraph: models.Paragraph, visibility: str = "public", **fields: object) -> models.Annotation:
    author, _ = get_user_model().objects.get_or_create(username="editor", first_name="Ed", last_name="Itor")
    annotation: models.Annotation = models.Annotation.objects.create(
        paragraph=paragraph,
        author=author,
        visibility=visibility,
        **{"start": 0, "end": 3, "quote": paragraph.text[:3], "body": "See also B.2.", **fields},
    )
    return annotation


def withdraw(row: models.Paragraph | models.Section) -> None:
    row.withdrawn_at = timezone.now()
    row.save()


def paragraphs_with_everything(many: int) -> list[models.Paragraph]:
    """Paragraphs of one page, each with two witnesses, a body, quotations, a note that is cited and annotations."""
    page = factories.SectionFactory(number="B.1", title="What was known", slug="b-1")
    found = []
    for number in range(many):
        paragraph = factories.ParagraphFactory(
            page=page, label=str(number + 1), position=number, text="Ms Vale and Mr Roe of Harbour said “the dock”."
        )
        vale, roe = factories.WitnessFactory(), factories.WitnessFactory()
        factories.MentionFactory(paragraph=paragraph, kind="witness", witness=vale, start=0, end=7)
        factories.MentionFactory(paragraph=paragraph, kind="witness", witness=roe, start=12, end=18)
        body, subject = factories.OrganisationFactory(), factories.SubjectFactory()
        factories.MentionFactory(paragraph=paragraph, kind="organisation", organisation=body, start=22, end=29)
        factories.MentionFactory(paragraph=paragraph, kind="subject", subject=subject, start=39, end=43)
        note = factories.FootnoteFactory(page=page, label=str(number + 1), position=number)
        factories.FootnoteMarkerFactory(paragraph=paragraph, footnote=note, offset=45, position=0)
        factories.QuotationFactory(paragraph=paragraph, witness=roe, start=35, end=45, footnote=note)
        factories.CitationFactory(footnote=note, witness=vale)
        annotate(paragraph)
        found.append(paragraph)
    return found
