"""Every list of the admin: as many queries for forty rows as for one, and few."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence import models
from tests import factories

pytestmark = pytest.mark.django_db
MOST = 12


def annotation(number: int) -> None:
    author = User.objects.create_user(f"author-{number}")
    paragraph = factories.ParagraphFactory()
    models.Annotation.objects.create(paragraph=paragraph, start=0, end=1, quote="A", body="A note.", author=author)


def problem(number: int) -> None:
    inquiry = factories.InquiryFactory()
    models.ImportProblem.objects.create(inquiry=inquiry, file="a.txt", code="odd", severity="warning", found="Odd.")


def decision(number: int) -> None:
    author = User.objects.create_user(f"author-{number}")
    note = factories.FootnoteFactory()
    models.DeskDecision.objects.create(
        inquiry=note.report.inquiry, kind="citation", footnote=note, verdict="deferred", author=author
    )


def organisation(number: int) -> None:
    factories.OrganisationFactory(parent=factories.OrganisationFactory())


def tag(number: int) -> None:
    models.Tag.objects.create(name=f"tag {number}", slug=f"tag-{number}")


def reference(number: int) -> None:
    target = factories.ParagraphFactory()
    factories.CrossReferenceFactory(target_paragraph=target, last_paragraph=target)


def quotation(number: int) -> None:
    quoted = factories.QuotationFactory(witness=factories.WitnessFactory(), footnote=factories.FootnoteFactory())
    models.QuotationCheck.objects.create(report=quoted.paragraph.report, quotation=quoted, words="A", outcome="matched")


MADE = {
    models.Annotation: annotation,
    models.Citation: lambda number: factories.CitationFactory(source=factories.SourceFactory()),
    models.CrossReference: reference,
    models.DeskDecision: decision,
    models.Footnote: lambda number: factories.FootnoteFactory(),
    models.Hearing: lambda number: factories.HearingFactory(),
    models.ImportProblem: problem,
    models.Inquiry: lambda number: factories.InquiryFactory(),
    models.Mention: lambda number: factories.MentionFactory(witness=factories.WitnessFactory(), kind="witness"),
    models.Organisation: organisation,
    models.Paragraph: lambda number: factories.ParagraphFactory(),
    models.Quotation: quotation,
    models.Report: lambda number: factories.ReportFactory(),
    models.Section: lambda number: factories.SectionFactory(),
    models.Source: lambda number: factories.SourceFactory(),
    models.Subject: lambda number: factories.SubjectFactory(),
    models.Tag: tag,
    models.Witness: lambda number: factories.WitnessFactory(),
}


def test_every_list_of_the_evidence_is_looked_at_here():
    registered = {model for model in admin.site._registry if model._meta.app_label == "evidence"}
    assert registered - set(MADE) == {models.Redaction}  # which is made by withholding something


@pytest.mark.parametrize("model", MADE, ids=lambda model: model._meta.model_name)
def test_a_list_needs_as_many_queries_for_forty_rows_as_for_one(admin_client: Client, model):
    url = reverse(f"admin:evidence_{model._meta.model_name}_changelist")
    MADE[model](0)
    admin_client.get(url)
    with CaptureQueriesContext(connection) as for_one:
        admin_client.get(url)
    for number in range(1, 40):
        MADE[model](number)
    with CaptureQueriesContext(connection) as for_forty:
        assert len(admin_client.get(url).context["cl"].result_list) >= 40
    assert len(for_forty) <= len(for_one) < MOST
