"""The files of the text itself: paragraphs, quotations, mentions, cross-references and annotations."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from evidence.exports.columns import Column, Place, Table
from evidence.models import (
    Annotation,
    CrossReference,
    FootnoteMarker,
    Mention,
    Organisation,
    Paragraph,
    Quotation,
    QuotationCheck,
    Section,
    Standing,
    Witness,
)


def people(paragraph: Paragraph, kind: str) -> list[str]:
    """Names of the witnesses, or organisations, that a paragraph names or quotes, in the order they come up."""
    spans = sorted([*paragraph.mentions.all(), *paragraph.quotations.all()], key=lambda span: span.start)
    found: list[Witness | Organisation | None] = [getattr(span, kind) for span in spans]
    names = (entity.name for entity in found if entity and entity.standing != Standing.REJECTED)
    return list(dict.fromkeys(names))


def cite_as(paragraph: Paragraph, place: Place) -> str:
    """A reference that can be printed as it is."""
    report, page = paragraph.report, paragraph.page
    published = report.published or report.inquiry.published
    publisher = report.inquiry.publisher or report.inquiry.title
    title = report.title if publisher == report.title else f"{publisher}, {report.title}"
    year = f" ({published.year})" if published else ""
    return f"{title}{year}, {page.number or page.title}, {paragraph.name}, {place.url(paragraph.get_absolute_url())}"


def _prepared_paragraphs(paragraphs: QuerySet[Paragraph]) -> QuerySet[Paragraph]:
    mentions = Mention.objects.exclude(standing=Standing.REJECTED).select_related("witness", "organisation")
    quotations = Quotation.objects.exclude(standing=Standing.REJECTED).select_related("witness", "organisation")
    return paragraphs.select_related("report__inquiry", "page").prefetch_related(
        Prefetch("mentions", mentions),
        Prefetch("quotations", quotations),
        Prefetch("markers", FootnoteMarker.objects.order_by("position")),
        Prefetch("annotations", Annotation.objects.public().only("paragraph")),
    )


PARAGRAPHS: Table[Paragraph] = Table(
    name="paragraphs",
    title="Paragraphs of the report",
    inquiry="report__inquiry",
    rows=lambda: Paragraph.objects.published().in_reading_order(),
    prepare=_prepared_paragraphs,
    columns={
        "id": Column(lambda row, place: row.citable_id, "The paragraph's address without host; joins the files."),
        "inquiry": Column(lambda row, place: row.report.inquiry.slug, "Slug of the inquiry."),
        "report": Column(lambda row, place: row.report.slug, "Slug of the report."),
        "section": Column(
            lambda row, place: place.heading(row.section_id).number,
            "Number, as printed, of the section it stands in; of the nearest above that has one; else the slug.",
        ),
        "section_title": Column(
            lambda row, place: place.heading(row.section_id).titles,
            "Title of that section and of the headings beneath it that the paragraph stands under, joined by “ > ”.",
        ),
        "paragraph": Column(lambda row, place: row.label, "Label as printed; empty for unnumbered text."),
        "text": Column(lambda row, place: row.text, "As printed, without the markers of notes."),
        "footnotes": Column(
            lambda row, place: [marker.label for marker in row.markers.all()],
            "Labels of the notes called in it, in order; a list.",
        ),
        "witnesses": Column(
            lambda row, place: people(row, "witness"),
            "Names of the witnesses it names or quotes, in the order they come up; a list.",
        ),
        "organisations": Column(
            lambda row, place: people(row, "organisation"),
            "Names of the organisations it names or quotes, in the order they come up; a list.",
        ),
        "quotations": Column(
            lambda row, place: len(row.quotations.all()), "Number of quotations, displayed and inline.", "integer"
        ),
        "annotations": Column(
            lambda row, place: len(row.annotations.all()), "Number of public annotations by staff.", "integer"
        ),
        "cite_as": Column(cite_as, "A reference to the paragraph that can be printed as it is."),
        "url": Column(lambda row, place: place.url(row.get_absolute_url()), "The paragraph's address."),
        "file": Column(lambda row, place: row.page.file, "The page of the inquiry folder it was read from."),
    },
)


def span_id(span: Quotation | Mention | Annotation) -> str:
    """A stretch of a paragraph as an address: characters from 0, end excluded, as RFC 5147 writes them."""
    return f"{span.paragraph.citable_id}#char={span.start},{span.end}"


def _speaker_kind(quotation: Quotation) -> str:
    speaker = quotation.speaker
    return "" if speaker is None or speaker.standing == Standing.REJECTED else str(speaker._meta.model_name)


def _speaker(quotation: Quotation) -> str:
    known = quotation.speaker if _speaker_kind(quotation) else None
    return quotation.speaker_as_printed or (known.name if known else "")


def _check(quotation: Quotation) -> QuotationCheck | None:
    """What came of laying it beside the testimony; none where it was not."""
    return getattr(quotation, "checked", None)


def _outcome(quotation: Quotation) -> str:
    check = _check(quotation)
    return check.outcome if check else ""


def _found_in(quotation: Quotation) -> str:
    check = _check(quotation)
    return f"hearings/{check.open_hearing.slug}" if check and check.open_hearing else ""


def _found_at(quotation: Quotation) -> str:
    check = _check(quotation)
    return check.lines.address if check and check.lines else ""


def _found_speech(quotation: Quotation) -> str:
    check = _check(quotation)
    return f"{_found_in(quotation)}#{check.speech_from}" if check and check.open_hearing and check.speech_from else ""


def _found_words(quotation: Quotation) -> str:
    """The difference on one line: [-said, not quoted-] {+quoted, not said+}."""
    check = _check(quotation)
    signs = {"gone": "[-{}-]", "new": "{{+{}+}}"}
    steps = check.shown_difference if check and check.outcome == QuotationCheck.Outcome.ALTERED else []
    return " ".join(signs.get(what, "{}").format(words) for what, words in steps)


QUOTATIONS: Table[Quotation] = Table(
    name="quotations",
    title="Quotations in the paragraphs",
    inquiry="paragraph__report__inquiry",
    rows=lambda: (
        Quotation.objects.filter(paragraph__withdrawn_at=None)
        .exclude(standing=Standing.REJECTED)
        .order_by("paragraph__report", "paragraph__position", "start", "pk")
    ),
    prepare=lambda rows: rows.select_related(
        "paragraph__report",
        "paragraph__page",
        "witness",
        "organisation",
        "footnote__report",
        "footnote__page",
        "checked__hearing",
    ),
    columns={
        "id": Column(lambda row, place: span_id(row), "The quotation's stretch of its paragraph, as an address."),
        "paragraph": Column(lambda row, place: row.paragraph.citable_id, "The paragraph it stands in: its id."),
        "start": Column(
            lambda row, place: row.start, "Its first character in the paragraph's text, from 0.", "integer"
        ),
        "end": Column(lambda row, place: row.end, "The character after its last.", "integer"),
        "display": Column(lambda row, place: row.display, "“block” set apart, “inline” in the running text."),
        "text": Column(lambda row, place: row.text, "The words, with their quotation marks as printed."),
        "speaker": Column(lambda row, place: _speaker(row), "Who speaks, as printed; else the name resolved to."),
        "speaker_kind": Column(lambda row, place: _speaker_kind(row), "“witness”, “organisation”, or empty: unknown."),
        "speaker_slug": Column(
            lambda row, place: row.speaker.slug if row.speaker and _speaker_kind(row) else "",
            "Slug of the witness or organisation.",
        ),
        "footnote": Column(
            lambda row, place: row.footnote.citable_id if row.footnote else "", "The note that follows it: its id."
        ),
        "status": Column(lambda row, place: row.standing, "How sure its speaker is."),
        "url": Column(lambda row, place: place.url(row.paragraph.get_absolute_url()), "Its paragraph's address."),
        "check": Column(
            lambda row, place: _outcome(row),
            "Beside the testimony that its note cites: “matched”, “altered”, “not-found” there; empty: not checked.",
        ),
        "found_in": Column(
            lambda row, place: _found_in(row),
            "The hearing where its words were said; if not found, said instead: its id.",
        ),
        "found_at": Column(lambda row, place: _found_at(row), "The lines, “69:9-70:2”, where the transcript has them."),
        "found_speech": Column(lambda row, place: _found_speech(row), "The speech they begin in: its id."),
        "difference": Column(
            lambda row, place: _found_words(row),
            "Of an altered one: [-words said, not quoted-] {+words quoted, not said+}.",
        ),
        "checked_by": Column(
            lambda row, place: check.origin if (check := _check(row)) else "", "“rule”, or “staff” who looked."
        ),
    },
    joins={
        "paragraph": ("paragraphs", "id"),
        "footnote": ("footnotes", "id"),
        "found_in": ("hearings", "id"),
        "found_speech": ("speeches", "id"),
    },
)


def _slug_named(mention: Mention) -> str:
    entity = mention.entity
    return "" if entity is None or entity.standing == Standing.REJECTED else entity.slug


MENTIONS: Table[Mention] = Table(
    name="mentions",
    title="Mentions of witnesses, organisations and subjects",
    inquiry="paragraph__report__inquiry",
    rows=lambda: (
        Mention.objects.filter(paragraph__withdrawn_at=None)
        .exclude(standing=Standing.REJECTED)
        .order_by("paragraph__report", "paragraph__position", "start", "pk")
    ),
    prepare=lambda rows: rows.select_related(
        "paragraph__report", "paragraph__page", "witness", "organisation", "subject"
    ),
    columns={
        "paragraph": Column(lambda row, place: row.paragraph.citable_id, "The paragraph it stands in: its id."),
        "start": Column(
            lambda row, place: row.start, "Its first character in the paragraph's text, from 0.", "integer"
        ),
        "end": Column(lambda row, place: row.end, "The character after its last.", "integer"),
        "text": Column(lambda row, place: row.paragraph.text[row.start : row.end], "The words that name."),
        "kind": Column(lambda row, place: row.kind, "“witness”, “organisation” or “subject”."),
        "slug": Column(lambda row, place: _slug_named(row), "Slug of what is named; empty while several could be."),
        "status": Column(lambda row, place: row.standing, "How sure it is."),
    },
    key=None,
    joins={"paragraph": ("paragraphs", "id")},
)


def _part(paragraph: Paragraph | None, section: Section | None) -> str:
    if paragraph:
        return paragraph.citable_id
    return f"reports/{section.report.slug}/{section.slug}" if section else ""


CROSS_REFERENCES: Table[CrossReference] = Table(
    name="cross_references",
    title="References of the text to other parts of the report",
    inquiry="paragraph__report__inquiry",
    rows=lambda: (
        CrossReference.objects.filter(paragraph__withdrawn_at=None)
        .exclude(standing=Standing.REJECTED)
        .order_by("paragraph__report", "paragraph__position", "start", "pk")
    ),
    prepare=lambda rows: rows.select_related(
        "paragraph__report",
        "paragraph__page",
        "target_paragraph__report",
        "target_paragraph__page",
        "target_section__report",
        "last_paragraph__report",
        "last_paragraph__page",
        "last_section__report",
    ),
    columns={
        "paragraph": Column(lambda row, place: row.paragraph.citable_id, "The paragraph it stands in: its id."),
        "start": Column(
            lambda row, place: row.start, "Its first character in the paragraph's text, from 0.", "integer"
        ),
        "end": Column(lambda row, place: row.end, "The character after its last.", "integer"),
        "text": Column(lambda row, place: row.paragraph.text[row.start : row.end], "The words that refer."),
        "target": Column(
            lambda row, place: _part(row.target_paragraph, row.target_section),
            "The paragraph or section it leads to: its id; empty where that is not known.",
        ),
        "target_to": Column(
            lambda row, place: _part(row.last_paragraph, row.last_section), "The last of a range: its id."
        ),
        "status": Column(lambda row, place: row.standing, "How sure it is."),
        "reason": Column(lambda row, place: row.reason, "Why it is not decided, or only supposed."),
    },
    key=None,
    joins={"paragraph": ("paragraphs", "id")},
)


def _author(annotation: Annotation) -> str:
    return annotation.author.get_full_name() or annotation.author.get_username()


ANNOTATIONS: Table[Annotation] = Table(
    name="annotations",
    title="Public annotations by staff",
    inquiry="paragraph__report__inquiry",
    rows=lambda: (
        Annotation.objects.public()
        .filter(paragraph__withdrawn_at=None)
        .order_by("paragraph__report", "paragraph__position", "start", "pk")
    ),
    prepare=lambda rows: rows.select_related("paragraph__report", "paragraph__page", "author").prefetch_related("tags"),
    columns={
        "id": Column(lambda row, place: f"{row.paragraph.citable_id}#annotation-{row.pk}", "The annotation's address."),
        "paragraph": Column(lambda row, place: row.paragraph.citable_id, "The paragraph it is about: its id."),
        "start": Column(lambda row, place: row.start, "The first character it is about, from 0.", "integer"),
        "end": Column(lambda row, place: row.end, "The character after the last.", "integer"),
        "quote": Column(lambda row, place: row.quote, "The words it is about; empty for the whole paragraph."),
        "kind": Column(lambda row, place: row.kind, "Context, correction, cross-link, sensitivity or question."),
        "tags": Column(
            lambda row, place: [tag.name for tag in row.tags.all()], "Words of the controlled list; a list."
        ),
        "body": Column(lambda row, place: row.body, "What staff wrote."),
        "author": Column(lambda row, place: _author(row), "Who wrote it."),
        "created": Column(lambda row, place: row.created.isoformat(), "When it was written.", "datetime"),
        "visibility": Column(lambda row, place: row.visibility, "Always “public” in what readers take away."),
    },
    joins={"paragraph": ("paragraphs", "id")},
)
