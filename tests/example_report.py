"""A small report to read: two pages, a sub-heading, quotations, notes that are there and notes that are missing."""

from dataclasses import dataclass

from evidence import models
from tests import factories

OPENING = "Ms Vale told us:\n\n“the reports were not read”.\n\nShe added that Harbour knew."
LATER = "Harbour <b>denied</b> it, and the classifier was switched off."


@dataclass(frozen=True)
class ExampleReport:
    inquiry: models.Inquiry
    report: models.Report
    page: models.Section
    heading: models.Section
    next_page: models.Section
    opening: models.Paragraph
    later: models.Paragraph
    note: models.Footnote
    missing_note: models.Footnote
    witness: models.Witness
    organisation: models.Organisation
    subject: models.Subject
    source: models.Source


def example_report() -> ExampleReport:
    """Section B.1, paragraphs 3 and 4; note 1 cites a source, note 2 was not printed."""
    inquiry = factories.InquiryFactory(title="The Harbour Inquiry", publisher="The Harbour Inquiry Team")
    report = factories.ReportFactory(inquiry=inquiry, title="The Harbour Report", slug="harbour")
    part = _section(report, None, number="Part B", title="", slug="part-b", is_page=False, position=0, last_position=3)
    page = _section(report, part, number="B.1", title="What was known", slug="b-1", position=1, last_position=2)
    heading = _section(
        report, page, number="", title="Afterwards", slug="b-1/afterwards", is_page=False, position=2, last_position=2
    )
    next_page = _section(report, part, number="B.2", title="What was done", slug="b-2", position=3, last_position=3)
    opening = factories.ParagraphFactory(page=page, label="3", position=0, text=OPENING, blocks=_blocks(OPENING))
    later = factories.ParagraphFactory(page=page, section=heading, label="4", position=1, text=LATER)
    factories.ParagraphFactory(page=next_page, label="5", position=2)
    witness = factories.WitnessFactory(inquiry=inquiry, name="Ada Vale", honorific="Ms", slug="ada-vale")
    organisation = factories.OrganisationFactory(inquiry=inquiry, name="Harbour", slug="harbour")
    models.Role.objects.create(witness=witness, title="Head of Records", organisation=organisation)
    subject = factories.SubjectFactory(inquiry=inquiry, name="Classifier", slug="classifier")
    note = factories.FootnoteFactory(page=page, label="1", position=0, text="Ada Vale 1st [WITN0001] at [52/6].")
    missing_note = factories.FootnoteFactory(page=page, label="2", position=1, text="", text_missing=True)
    source = models.Source.objects.create(inquiry=inquiry, reference="WITN0001", slug="WITN0001", title="Statement")
    _refer(opening, later, witness, organisation, subject, note)
    _cite(note, source, witness)
    factories.FootnoteMarkerFactory(paragraph=opening, footnote=note, offset=OPENING.index("\n\nShe"), position=0)
    factories.FootnoteMarkerFactory(paragraph=later, footnote=missing_note, offset=len(LATER), position=0)
    return ExampleReport(
        inquiry,
        report,
        page,
        heading,
        next_page,
        opening,
        later,
        note,
        missing_note,
        witness,
        organisation,
        subject,
        source,
    )


def _section(report: models.Report, parent: models.Section | None, **fields: object) -> models.Section:
    depth = parent.depth + 1 if parent else 0
    section: models.Section = factories.SectionFactory(report=report, parent=parent, depth=depth, **fields)
    return section


def _blocks(text: str) -> list[list[object]]:
    blocks: list[list[object]] = []
    start = 0
    for block in text.split("\n\n"):
        blocks.append(["text", start, start + len(block), 0])
        start += len(block) + 2
    return blocks


def _refer(opening, later, witness, organisation, subject, note) -> None:
    start = OPENING.index("“")
    factories.QuotationFactory(
        paragraph=opening,
        start=start,
        end=OPENING.index("\n\nShe"),
        display=models.Quotation.Display.BLOCK,
        witness=witness,
        footnote=note,
    )
    factories.MentionFactory(paragraph=opening, kind="witness", witness=witness, start=0, end=7)
    start = OPENING.index("Harbour")
    factories.MentionFactory(
        paragraph=opening, kind="organisation", organisation=organisation, start=start, end=start + 7
    )
    factories.MentionFactory(paragraph=later, kind="organisation", organisation=organisation, start=0, end=7)
    start = LATER.index("classifier")
    factories.MentionFactory(paragraph=later, kind="subject", subject=subject, start=start, end=start + 10)


def _cite(note: models.Footnote, source: models.Source, witness: models.Witness) -> None:
    models.Citation.objects.create(
        footnote=note,
        position=0,
        start=0,
        end=len(note.text) - 1,
        raw=note.text[:-1],
        kind="statement",
        status=models.Citation.Status.RESOLVED,
        source=source,
        witness=witness,
        page_from="52",
        paragraph_from="6",
    )
