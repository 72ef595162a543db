"""Records → rows: the only writer of what was printed. Run twice it changes nothing; it fails whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from evidence.importing.folder import FolderRefusedError, InquiryFolder, ReportFolder
from evidence.importing.records import PageRecord, Problem, Severity
from evidence.importing.transcripts.records import HearingRecord
from evidence.importing.writing.authority import write_lists
from evidence.importing.writing.footnotes import NOT_CALLED, FootnoteWriter
from evidence.importing.writing.hearings import HearingWriter
from evidence.importing.writing.paragraphs import ParagraphWriter, remove_sections
from evidence.importing.writing.sections import SectionWriter
from evidence.importing.writing.summary import Summary
from evidence.importing.writing.withheld import cleaned, follow_withheld, without_withheld
from evidence.models import ImportProblem, Inquiry, Paragraph, Report
from evidence.models.batches import Batch
from evidence.withholding import conceal, reveal, withheld_words


@transaction.atomic
def write_inquiry(
    folder: InquiryFolder, pages: Mapping[str, Sequence[PageRecord]], hearings: Sequence[HearingRecord] = ()
) -> Summary:
    """Writes the folder; ``pages`` are the records of each report's pages, by the report's slug.

    Raises FolderRefusedError, with nothing written, where a page cannot be read or an address is another inquiry's.
    """
    problems = [
        *folder.problems,
        *(problem for records in pages.values() for page in records for problem in page.problems),
        *(problem for hearing in hearings for problem in hearing.problems),
    ]
    refusals = [problem for problem in problems if problem.severity is Severity.ERROR]
    refusals += _foreign_reports(folder)
    held = Inquiry.objects.select_for_update().filter(slug=folder.slug).first()
    if refusals:
        raise FolderRefusedError(refusals if held is None else cleaned(refusals, withheld_words(held)))
    shown = reveal(held).get(Paragraph, set()) if held is not None else set()
    # each once; of notes that nothing calls a page cannot tell: another page of the volume may
    once = [problem for problem in dict.fromkeys(problems) if problem.code != NOT_CALLED]
    summary = Summary(folder.slug, problems=once)
    inquiry = _write_own_facts(folder, summary)
    write_lists(inquiry, folder.lists, summary)
    for position, report_folder in enumerate(folder.reports):
        _write_report(inquiry, report_folder, position, pages[report_folder.slug], summary)
    _remove_reports(inquiry, [report.slug for report in folder.reports], summary)
    HearingWriter(inquiry, summary).write(hearings)
    _write_problems(inquiry, summary)
    follow_withheld(inquiry, summary)
    summary.reindex |= shown ^ conceal(inquiry).get(Paragraph, set())
    without_withheld(inquiry, summary)
    return summary


def _foreign_reports(folder: InquiryFolder) -> list[Problem]:
    foreign = Report.objects.filter(slug__in=[report.slug for report in folder.reports])
    return [
        Problem(
            "inquiry.toml",
            None,
            "slug-taken",
            f"report slug {report.slug!r}, which belongs to {report.inquiry.title!r}",
            "a slug that no other inquiry's report has",
            severity=Severity.ERROR,
        )
        for report in foreign.exclude(inquiry__slug=folder.slug).select_related("inquiry")
    ]


def _write_own_facts(folder: InquiryFolder, summary: Summary) -> Inquiry:
    batch: Batch[Inquiry] = Batch(Inquiry, summary.tally("inquiries"))
    url = folder.source_url if folder.source_url.startswith(("http://", "https://")) else ""
    if folder.source_url and not url:
        found, expected = f"source_url = {folder.source_url[:80]!r}", "http:// or https://"
        summary.problems.append(Problem("inquiry.toml", None, "unsafe-address", found, expected, "left out"))
    inquiry = batch.put(
        Inquiry.objects.filter(slug=folder.slug).first(),
        slug=folder.slug,
        title=folder.title[:300],
        short_title=folder.short_title[:100],
        publisher=folder.publisher[:300],
        licence=folder.licence[:200],
        source_url=url,
        content_notice=folder.content_notice,
        published=folder.published,
        digest=folder.digest,
    )
    batch.save()
    return inquiry


def _write_report(
    inquiry: Inquiry, folder: ReportFolder, position: int, pages: Sequence[PageRecord], summary: Summary
) -> None:
    batch: Batch[Report] = Batch(Report, summary.tally("reports"))
    report = batch.put(
        Report.objects.filter(slug=folder.slug).first(),
        inquiry=inquiry,
        slug=folder.slug,
        title=folder.title[:300],
        published=folder.published,
        position=position,
    )
    batch.save()
    sections = SectionWriter(report, summary)
    sections.write(pages)
    paragraphs = ParagraphWriter(report, sections, summary)
    paragraphs.write(pages)
    paragraphs.write_block_quotations(pages)
    FootnoteWriter(report, sections, paragraphs, summary).write(pages)
    remove_sections(sections.left_over(), summary)


def _remove_reports(inquiry: Inquiry, slugs: list[str], summary: Summary) -> None:
    """Reports that the folder no longer names go, unless staff have worked on them."""
    for report in inquiry.reports.exclude(slug__in=slugs):
        worked_on = Paragraph.objects.filter(report=report).exclude(annotations=None, redactions=None, linked_from=None)
        if worked_on.exists():
            summary.staff_work.append(f"report {report.slug} is no longer in the folder; kept, for staff's work on it")
        else:
            report.delete()
            summary.tally("reports").deleted += 1


def _write_problems(inquiry: Inquiry, summary: Summary) -> None:
    """Replaces what the last import said, where it differs; staff see it in the admin."""
    fields = ("file", "line", "code", "severity", "found", "expected", "action")
    said = list(inquiry.problems.values_list(*fields))
    rows = [
        ImportProblem(
            inquiry=inquiry,
            file=problem.file,
            line=problem.line,
            code=problem.code,
            severity=problem.severity.value,
            found=problem.found,
            expected=problem.expected,
            action=problem.action,
        )
        for problem in sorted(summary.problems, key=lambda problem: (problem.file, problem.line or 0))
    ]
    if sorted(map(str, said)) != sorted(str(tuple(getattr(row, field) for field in fields)) for row in rows):
        inquiry.problems.all().delete()
        ImportProblem.objects.bulk_create(rows)
