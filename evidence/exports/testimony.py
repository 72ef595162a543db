"""The files of testimony: hearings and the speeches in them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import reverse

from evidence.exports.columns import Column, Table
from evidence.exports.place import Place
from evidence.models import Hearing, Speech, Standing


@lru_cache(maxsize=100)  # a hearing has hundreds of speeches, one after the other
def _path(slug: str) -> str:
    return reverse("hearing-detail", kwargs={"slug": slug})


def _hearing_url(slug: str, place: Place) -> str:
    return place.url(_path(slug))


HEARINGS = Table(
    name="hearings",
    title="Hearings",
    inquiry="inquiry",
    rows=lambda: Hearing.objects.order_by("inquiry", "date", "session"),
    fields=("pk", "slug", "inquiry__slug", "date", "session", "title", "is_closed", "file"),
    columns={
        "id": Column(lambda row, place: f"hearings/{row.slug}", "The hearing's address without host; joins the files."),
        "inquiry": Column("inquiry__slug", "Slug of the inquiry."),
        "date": Column(lambda row, place: row.date.isoformat(), "The day it sat.", "date"),
        "session": Column("session", "Morning or afternoon, where they number their pages apart."),
        "title": Column("title", "As printed."),
        "is_closed": Column("is_closed", "Sat in closed session: nothing of it is shown.", "boolean"),
        "file": Column("file", "The file of the inquiry folder it was read from."),
        "url": Column(lambda row, place: _hearing_url(row.slug, place), "The hearing's address."),
    },
)


def _witness(row: Any, place: Place) -> str:
    """The person whose page tells of this speech; staff may have rejected the entry."""
    return "" if row.witness__slug is None or row.witness__standing == Standing.REJECTED else str(row.witness__slug)


def _speech_url(row: Any, place: Place) -> str:
    """Its lines; in a transcript without lines, the speech among the others."""
    if None in (row.page_from, row.line_from, row.page_to, row.line_to):
        return f"{_hearing_url(row.hearing__slug, place)}speech-{row.position}/"
    first, last = f"{row.page_from}:{row.line_from}", f"{row.page_to}:{row.line_to}"
    return f"{_hearing_url(row.hearing__slug, place)}{first if first == last else f'{first}-{last}'}/"


SPEECHES = Table(
    name="speeches",
    title="Speeches at the hearings",
    inquiry="hearing__inquiry",
    rows=lambda: Speech.objects.published().in_reading_order(),
    prepare=lambda rows: rows.select_related("hearing__inquiry", "witness"),
    fields=(
        *("pk", "hearing__slug", "hearing__inquiry__slug", "hearing__date", "position", "kind", "text"),
        *("speaker_as_printed", "speaker", "witness__slug", "witness__standing"),
        *("page_from", "line_from", "page_to", "line_to"),
    ),
    columns={
        "id": Column(
            lambda row, place: f"hearings/{row.hearing__slug}/speech-{row.position}",
            "The speech's address without host.",
        ),
        "inquiry": Column("hearing__inquiry__slug", "Slug of the inquiry."),
        "hearing": Column(lambda row, place: f"hearings/{row.hearing__slug}", "The hearing: its id."),
        "date": Column(lambda row, place: row.hearing__date.isoformat(), "The day of the hearing.", "date"),
        "position": Column("position", "Order in the hearing.", "integer"),
        "kind": Column("kind", "“question”, “answer”, “speech” or “event”."),
        "speaker": Column("speaker_as_printed", "Who speaks, as printed."),
        "spoken_by": Column(
            lambda row, place: "" if row.kind == Speech.Kind.EVENT else row.speaker or row.speaker_as_printed,
            "Who that is, in words, where the transcript tells; else as printed.",
        ),
        "witness": Column(_witness, "Slug of the witness that the speaker is."),
        "text": Column("text", "What was said, as printed."),
        "page_from": Column("page_from", "First page, where the transcript has pages.", "integer"),
        "line_from": Column("line_from", "First line, on the first page.", "integer"),
        "page_to": Column("page_to", "Last page.", "integer"),
        "line_to": Column("line_to", "Last line, on the last page.", "integer"),
        "url": Column(_speech_url, "The address of its lines, or of the speech."),
    },
    joins={"hearing": ("hearings", "id"), "witness": ("witnesses", "slug")},
)
