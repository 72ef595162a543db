"""The files of testimony: hearings and the speeches in them."""

from __future__ import annotations

from evidence.exports.columns import Column, Table
from evidence.models import Hearing, Speech, Standing

HEARINGS: Table[Hearing] = Table(
    name="hearings",
    title="Hearings",
    inquiry="inquiry",
    rows=lambda: Hearing.objects.order_by("inquiry", "date", "session"),
    prepare=lambda rows: rows.select_related("inquiry"),
    columns={
        "id": Column(lambda row, place: f"hearings/{row.slug}", "The hearing's address without host; joins the files."),
        "inquiry": Column(lambda row, place: row.inquiry.slug, "Slug of the inquiry."),
        "date": Column(lambda row, place: row.date.isoformat(), "The day it sat.", "date"),
        "session": Column(lambda row, place: row.session, "Morning or afternoon, where they number their pages apart."),
        "title": Column(lambda row, place: row.title, "As printed."),
        "is_closed": Column(
            lambda row, place: row.is_closed, "Sat in closed session: nothing of it is shown.", "boolean"
        ),
        "file": Column(lambda row, place: row.file, "The file of the inquiry folder it was read from."),
        "url": Column(lambda row, place: place.url(row.get_absolute_url()), "The hearing's address."),
    },
)


def _witness(speech: Speech) -> str:
    """The person whose page tells of this speech; staff may have rejected the entry."""
    return speech.witness.slug if speech.witness and speech.witness.standing != Standing.REJECTED else ""


SPEECHES: Table[Speech] = Table(
    name="speeches",
    title="Speeches at the hearings",
    inquiry="hearing__inquiry",
    rows=lambda: Speech.objects.published().in_reading_order(),
    prepare=lambda rows: rows.select_related("hearing__inquiry", "witness"),
    columns={
        "id": Column(lambda row, place: row.citable_id, "The speech's address without host."),
        "inquiry": Column(lambda row, place: row.hearing.inquiry.slug, "Slug of the inquiry."),
        "hearing": Column(lambda row, place: f"hearings/{row.hearing.slug}", "The hearing: its id."),
        "date": Column(lambda row, place: row.hearing.date.isoformat(), "The day of the hearing.", "date"),
        "position": Column(lambda row, place: row.position, "Order in the hearing.", "integer"),
        "kind": Column(lambda row, place: row.kind, "“question”, “answer”, “speech” or “event”."),
        "speaker": Column(lambda row, place: row.speaker_as_printed, "Who speaks, as printed."),
        "spoken_by": Column(
            lambda row, place: row.spoken_by, "Who that is, in words, where the transcript tells; else as printed."
        ),
        "witness": Column(lambda row, place: _witness(row), "Slug of the witness that the speaker is."),
        "text": Column(lambda row, place: row.text, "What was said, as printed."),
        "page_from": Column(lambda row, place: row.page_from, "First page, where the transcript has pages.", "integer"),
        "line_from": Column(lambda row, place: row.line_from, "First line, on the first page.", "integer"),
        "page_to": Column(lambda row, place: row.page_to, "Last page.", "integer"),
        "line_to": Column(lambda row, place: row.line_to, "Last line, on the last page.", "integer"),
        "url": Column(
            lambda row, place: place.url(row.get_absolute_url()), "The address of its lines, or of the speech."
        ),
    },
    joins={"hearing": ("hearings", "id")},
)
