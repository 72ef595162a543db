"""Web Annotations that staff send in: each is placed by the words it quotes, or listed with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import Resolver404, resolve

from evidence.exports.web_annotations import MOTIVATIONS
from evidence.importing.web_annotations import WebAnnotation, read_annotations
from evidence.importing.writing.reattaching import Stretch, found_exactly
from evidence.models import Annotation, Paragraph, Source, Tag, Witness
from evidence.models.history import remember

MAX_BYTES = 5 * 1024 * 1024
_KINDS = {motivation: kind for kind, motivation in MOTIVATIONS.items()}


class UploadForm(forms.Form):
    """One file of JSON-LD."""

    file = forms.FileField(help_text="JSON-LD in the Web Annotation Data Model, at most 5 MB.")

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(f"The file has {file.size} bytes; expected at most {MAX_BYTES}.")
        return file


@dataclass(slots=True)
class Report:
    """What became of a file's annotations."""

    placed: list[Annotation] = field(default_factory=list)
    known: int = 0
    problems: list[str] = field(default_factory=list)


@transaction.atomic
def place_annotations(content: bytes, author: User) -> Report:
    """Writes the annotations of a file, internal until staff publish them; raises NotAnnotationsError."""
    read, problems = read_annotations(content)
    report = Report(problems=problems)
    for one in read:
        paragraph = _at(one.source, "paragraph-detail")
        stretch = Stretch(one.start, one.exact, one.prefix, one.suffix)
        if paragraph is None:
            report.problems.append(f"{one.where}: “{one.source[:200]}” is no paragraph here.")
            continue
        place = found_exactly(paragraph.text, stretch) if one.exact else (0, len(paragraph.text))
        if place is None:
            report.problems.append(f"{one.where}: {paragraph} does not hold the words “{one.exact[:80]}”.")
        elif _own(paragraph, place, one.exact).filter(body=one.body).exists():
            report.known += 1
        else:
            report.placed.append(_written(one, paragraph, place, author, report))
    return report


def _own(paragraph: Paragraph, place: tuple[int, int], quote: str) -> Any:
    return Annotation.objects.filter(paragraph=paragraph, start=place[0], end=place[1], quote=quote)


def _written(
    one: WebAnnotation, paragraph: Paragraph, place: tuple[int, int], author: User, report: Report
) -> Annotation:
    around = Stretch.of(paragraph.text, *place)
    annotation = Annotation.objects.create(
        paragraph=paragraph,
        start=place[0],
        end=place[1],
        quote=one.exact,
        prefix=around.prefix,
        suffix=around.suffix,
        kind=_KINDS.get(one.motivation, Annotation.Kind.CONTEXT),
        body=one.body,
        author=author,
    )
    tags = {tag.name.lower(): tag for tag in Tag.objects.filter(name__in=one.tags)}
    annotation.tags.set(tags.values())
    report.problems += [
        f"{one.where}: there is no tag “{name[:60]}”; left out." for name in one.tags if name.lower() not in tags
    ]
    for link in one.links:
        if paragraph_meant := _at(link, "paragraph-detail"):
            annotation.linked_paragraphs.add(paragraph_meant)
        elif source := _at(link, "source-detail"):
            annotation.linked_sources.add(source)
        elif witness := _at(link, "witness-detail"):
            annotation.linked_witnesses.add(witness)
        else:
            report.problems.append(f"{one.where}: the link “{link[:200]}” leads to nothing here; left out.")
    remember(annotation, author, "sent in as a Web Annotation")
    return annotation


def _at(address: str, page: str) -> Any:
    """What stands at an address of this site, on whatever host: a copy of the site has the same paths."""
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    if match.url_name != page:
        return None
    given = match.kwargs
    if page == "source-detail":
        return Source.objects.filter(slug=given["reference"]).first()
    if page == "witness-detail":
        return Witness.objects.published().filter(slug=given["slug"]).first()
    own = Paragraph.objects.published().select_related("report", "page")
    return own.filter(report__slug=given["report"], page__slug=given["page"], slug=given["label"]).first()
