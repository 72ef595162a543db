"""Rows for tests: each factory makes a whole, valid row with as little as it is told."""

import datetime

import factory
from factory.django import DjangoModelFactory

from evidence import models


class InquiryFactory(DjangoModelFactory):
    class Meta:
        model = models.Inquiry

    title = factory.Sequence(lambda n: f"Inquiry {n}")
    short_title = factory.SelfAttribute("title")
    slug = factory.Sequence(lambda n: f"inquiry-{n}")
    licence = "Open Government Licence v3.0"
    publisher = "The Inquiry"
    source_url = "https://inquiry.example/report"


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = models.Report

    inquiry = factory.SubFactory(InquiryFactory)
    title = factory.Sequence(lambda n: f"Report {n}")
    slug = factory.Sequence(lambda n: f"report-{n}")


class SectionFactory(DjangoModelFactory):
    """A page of a report."""

    class Meta:
        model = models.Section

    report = factory.SubFactory(ReportFactory)
    number = factory.Sequence(lambda n: f"A.{n}")
    title = factory.Sequence(lambda n: f"Section {n}")
    slug = factory.Sequence(lambda n: f"a-{n}")
    is_page = True
    position = factory.Sequence(lambda n: n)
    last_position = factory.SelfAttribute("position")
    file = factory.LazyAttribute(lambda section: f"report/{section.slug}.txt")


class ParagraphFactory(DjangoModelFactory):
    class Meta:
        model = models.Paragraph

    page = factory.SubFactory(SectionFactory)
    report = factory.SelfAttribute("page.report")
    section = factory.SelfAttribute("page")
    label = factory.Sequence(lambda n: str(n + 1))
    slug = factory.SelfAttribute("label")
    position = factory.Sequence(lambda n: n)
    text = "A plain paragraph."
    blocks = factory.LazyAttribute(lambda paragraph: [["text", 0, len(paragraph.text), 0]])


class FootnoteFactory(DjangoModelFactory):
    class Meta:
        model = models.Footnote

    page = factory.SubFactory(SectionFactory)
    report = factory.SelfAttribute("page.report")
    label = factory.Sequence(lambda n: str(n + 1))
    slug = factory.SelfAttribute("label")
    position = factory.Sequence(lambda n: n)
    text = "A note."


class FootnoteMarkerFactory(DjangoModelFactory):
    class Meta:
        model = models.FootnoteMarker

    paragraph = factory.SubFactory(ParagraphFactory)
    footnote = factory.SubFactory(FootnoteFactory, page=factory.SelfAttribute("..paragraph.page"))
    label = factory.SelfAttribute("footnote.label")
    offset = 0
    position = factory.Sequence(lambda n: n)


class WitnessFactory(DjangoModelFactory):
    class Meta:
        model = models.Witness

    inquiry = factory.SubFactory(InquiryFactory)
    name = factory.Sequence(lambda n: f"Person {n}")
    slug = factory.Sequence(lambda n: f"person-{n}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisation

    inquiry = factory.SubFactory(InquiryFactory)
    name = factory.Sequence(lambda n: f"Body {n}")
    slug = factory.Sequence(lambda n: f"body-{n}")


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = models.Subject

    inquiry = factory.SubFactory(InquiryFactory)
    name = factory.Sequence(lambda n: f"Subject {n}")
    slug = factory.Sequence(lambda n: f"subject-{n}")


class MentionFactory(DjangoModelFactory):
    """A mention of a witness, an organisation or a subject: say ``kind`` and the one it names."""

    class Meta:
        model = models.Mention

    paragraph = factory.SubFactory(ParagraphFactory)
    start = 0
    end = 1
    standing = models.Standing.CONFIRMED


class QuotationFactory(DjangoModelFactory):
    class Meta:
        model = models.Quotation

    paragraph = factory.SubFactory(ParagraphFactory)
    start = 0
    end = 7
    display = models.Quotation.Display.INLINE
    marks = models.Quotation.Marks.COMPLETE
    standing = models.Standing.CONFIRMED


class CrossReferenceFactory(DjangoModelFactory):
    """A reference to another part of the report: say which."""

    class Meta:
        model = models.CrossReference

    paragraph = factory.SubFactory(ParagraphFactory)
    start = 0
    end = 1
    standing = models.Standing.CONFIRMED


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    inquiry = factory.SubFactory(InquiryFactory)
    reference = factory.Sequence(lambda n: f"INQ{n:06}")
    slug = factory.SelfAttribute("reference")


class CitationFactory(DjangoModelFactory):
    """A reference that is the whole of its note, to a source of the same inquiry."""

    class Meta:
        model = models.Citation

    footnote = factory.SubFactory(FootnoteFactory)
    source = factory.SubFactory(SourceFactory, inquiry=factory.SelfAttribute("..footnote.report.inquiry"))
    position = factory.Sequence(lambda n: n)
    start = 0
    end = factory.LazyAttribute(lambda citation: len(citation.footnote.text))
    raw = factory.SelfAttribute("footnote.text")
    kind = "document"
    status = models.Citation.Status.RESOLVED


class HearingFactory(DjangoModelFactory):
    class Meta:
        model = models.Hearing

    inquiry = factory.SubFactory(InquiryFactory)
    date = factory.Sequence(lambda n: datetime.date(2019, 1, 1) + datetime.timedelta(days=n))
    slug = factory.LazyAttribute(lambda hearing: hearing.date.isoformat())


class SpeechFactory(DjangoModelFactory):
    class Meta:
        model = models.Speech

    hearing = factory.SubFactory(HearingFactory)
    position = factory.Sequence(lambda n: n)
    kind = models.Speech.Kind.ANSWER
    speaker_as_printed = "A."
    text = "Yes."


class QuotationCheckFactory(DjangoModelFactory):
    """A rule's check of a quotation, matched at a hearing of its inquiry."""

    class Meta:
        model = models.QuotationCheck

    quotation = factory.SubFactory(QuotationFactory)
    report = factory.SelfAttribute("quotation.paragraph.report")
    words = factory.SelfAttribute("quotation.text")
    outcome = models.QuotationCheck.Outcome.MATCHED
    likeness = 100
    hearing = factory.SubFactory(HearingFactory, inquiry=factory.SelfAttribute("..report.inquiry"))
    page_from = page_to = 4
    line_from, line_to = 17, 18
    speech_from = speech_to = 3
