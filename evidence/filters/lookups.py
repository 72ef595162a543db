"""What the values of a parameter mean: slugs, numbers and references, looked up for a whole list at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from evidence.filters.fields import Found, LookUp, Named, Offers, Parameter
from evidence.filters.missing import Missing
from evidence.models import (
    Hearing,
    Inquiry,
    Organisation,
    Paragraph,
    Report,
    Section,
    Source,
    Speech,
    Standing,
    Subject,
    Tag,
    Witness,
)


def reports(values: Sequence[str]) -> Found:
    """Reports by slug."""
    return {report.slug: [report] for report in Report.objects.filter(slug__in=values)}


def sections(values: Sequence[str]) -> Found:
    """Sections by number as printed, by slug, or, where several reports have it, by “report/slug”."""
    exact = Q()
    for value in values:
        report, _, slug = value.partition("/")
        if slug:
            exact |= Q(report__slug=report, slug=slug)
    rows = Section.objects.filter(withdrawn_at=None).select_related("report").order_by("report", "position")
    found: Found = {}
    for section in rows.filter(Q(number__in=values) | Q(slug__in=values) | exact):
        for name in {section.number, section.slug, f"{section.report.slug}/{section.slug}"}:
            found.setdefault(name, []).append(section)
    for value in values:
        # the whole address means that one section, whatever else is called the same
        whole = [section for section in found.get(value, ()) if f"{section.report.slug}/{section.slug}" == value]
        found[value] = whole or found.get(value, [])
    return found


def labels(values: Sequence[str]) -> Found:
    """Paragraph labels that some paragraph has, or the ids of paragraphs: each as the condition it means."""
    known = set(Paragraph.objects.published().filter(label__in=values).values_list("label", flat=True))
    found: Found = {value: [Q(label=value)] for value in values if value in known and value}
    for value in values:
        match value.split("/"):
            case ["reports", report, page, slug]:
                one = Q(report__slug=report, page__slug=page, slug=slug)
                found[value] = [one] if Paragraph.objects.published().filter(one).exists() else []
    return found


def sources(values: Sequence[str]) -> Found:
    """Sources by reference, or by the slug of their address; one merged into another means that other."""
    found: Found = {}
    rows = Source.objects.filter(Q(reference__in=values) | Q(slug__in=values)).select_related("merged_into")
    for source in rows:
        for name in {source.reference, source.slug}:
            found.setdefault(name, []).append(source.merged_into or source)
    return found


def tags(values: Sequence[str]) -> Found:
    """Tags by slug."""
    return {tag.slug: [tag] for tag in Tag.objects.filter(slug__in=values)}


def entities(model: type[Witness] | type[Organisation] | type[Subject]) -> Callable[[Sequence[str]], Found]:
    """Witnesses, organisations or subjects by slug; the slug of one merged into another means that other."""

    def look_up(values: Sequence[str]) -> Found:
        rows: QuerySet[Any] = model._default_manager.filter(slug__in=values).select_related("merged_into")
        return {entity.slug: [entity.merged_into or entity] for entity in rows.exclude(standing=Standing.REJECTED)}

    return look_up


def speakers(values: Sequence[str]) -> Found:
    """Whoever can be quoted: witnesses and organisations by slug."""
    people, bodies = entities(Witness)(values), entities(Organisation)(values)
    return {value: people.get(value, []) + bodies.get(value, []) for value in values}


def hearings(values: Sequence[str]) -> Found:
    """Hearings by slug; a closed one too, of which there is nothing to find."""
    return {hearing.slug: [hearing] for hearing in Hearing.objects.filter(slug__in=values)}


def inquiries(values: Sequence[str]) -> Found:
    """Inquiries by slug."""
    return {inquiry.slug: [inquiry] for inquiry in Inquiry.objects.filter(slug__in=values)}


def spoken_by(values: Sequence[str]) -> Q:
    """Speeches of those who are called so, in words or, where the transcript does not tell more, as printed."""
    return Q(speaker__in=values) | Q(speaker="", speaker_as_printed__in=values)


def voices(values: Sequence[str]) -> Found:
    """Who speaks at a hearing, by the name that the transcript gives."""
    rows = Speech.objects.published().filter(spoken_by(values)).order_by()
    known = {speaker or printed for speaker, printed in rows.values_list("speaker", "speaker_as_printed").distinct()}
    return {value: [value] for value in values if value in known}


def voice_names() -> Iterable[str]:
    """Names of those who speak at a hearing."""
    rows = Speech.objects.published().exclude(speaker="").order_by("speaker")
    return rows.values_list("speaker", flat=True).distinct().iterator()


def names(model: Any, field: str = "slug") -> Callable[[], Iterable[str]]:
    """The values that exist, for an error to offer the nearest of."""
    return lambda: model._default_manager.order_by(field).values_list(field, flat=True).distinct().iterator()


def section_names() -> Iterable[str]:
    """Numbers and slugs of the sections."""
    for number, slug in Section.objects.filter(withdrawn_at=None).order_by("position").values_list("number", "slug"):
        yield from (name for name in (number, slug) if name)


def speaker_names() -> Iterable[str]:
    """Slugs of whoever can be quoted."""
    yield from names(Witness)()
    yield from names(Organisation)()


def label_names() -> Iterable[str]:
    """Labels of paragraphs."""
    rows = Paragraph.objects.published().exclude(label="").order_by("label")
    return rows.values_list("label", flat=True).distinct().iterator()


def _or_none(look_up: LookUp) -> LookUp:
    """“none” is a value of its own; whatever has it for a slug is found by its name."""

    def looked_up(values: Sequence[str]) -> Found:
        none = str(Missing.NONE)
        found = look_up([value for value in values if value != none])
        return {**found, none: [Missing.NONE]}

    return looked_up


NAMED: dict[str, tuple[str, str, LookUp, Offers]] = {
    "report": ("Report", "a report", reports, names(Report)),
    "section": ("Section", "the number or slug of a section", sections, section_names),
    "paragraph": ("Paragraph", "the label of a paragraph", labels, label_names),
    "witness": ("Person", "a witness", entities(Witness), names(Witness)),
    "organisation": ("Organisation", "an organisation", entities(Organisation), names(Organisation)),
    "subject": ("Subject", "a subject", entities(Subject), names(Subject)),
    "quoted": ("Quoted", "a witness or an organisation", speakers, speaker_names),
    "source": ("Source", "the reference of a source", sources, names(Source, "reference")),
    "tag": ("Tag", "a tag", tags, names(Tag)),
    "inquiry": ("Inquiry", "an inquiry", inquiries, names(Inquiry)),
    "hearing": ("Hearing", "a hearing", hearings, names(Hearing)),
    "speaker": ("Speaker", "the name of a speaker at a hearing", voices, voice_names),
}


def named(parameter: str, method: str, *, or_none: bool = False) -> Parameter:
    """The parameter that names one of these things, or none, and the method that narrows a set by them."""
    label, noun, look_up, offers = NAMED[parameter]
    if or_none:
        look_up = _or_none(look_up)
    return Parameter(Named, method=method, label=label, noun=noun, look_up=look_up, offers=offers)
