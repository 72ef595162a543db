"""The files of stretches of the text: quotations, mentions, cross-references and annotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evidence.exports.columns import Column, Table, Values, grouped
from evidence.exports.place import Place
from evidence.models import Annotation, CrossReference, Mention, Quotation, QuotationCheck, Standing
from evidence.models.compiled import CompiledValues, given_keys
from evidence.search.many import keep

_STANDS_IN = ("paragraph__page", "paragraph__slug")


def _paragraph(row: Any, place: Place) -> str:
    return f"{place.page(row.paragraph__page).id}/{row.paragraph__slug}"


def _paragraph_url(row: Any, place: Place) -> str:
    return place.paragraph_url(row.paragraph__page, row.paragraph__slug)


def _text(row: Any, place: Place) -> str:
    words: str = row.paragraph__text[row.start : row.end]
    return words


_WHERE = {
    "paragraph": Column(_paragraph, "The paragraph it stands in: its id."),
    "start": Column("start", "Its first character in the paragraph's text, from 0.", "integer"),
    "end": Column("end", "The character after its last.", "integer"),
}


def _span_id(row: Any, place: Place) -> str:
    """A stretch of a paragraph as an address: characters from 0, end excluded, as RFC 5147 writes them."""
    return f"{_paragraph(row, place)}#char={row.start},{row.end}"


def _speaker_kind(row: Any, place: Place) -> str:
    """Of what readers may be told: a speaker that staff have rejected is as if not known."""
    for kind in ("witness", "organisation"):
        if place.name(kind, getattr(row, kind)) is not None:
            return kind
    return ""


def _speaker(row: Any, place: Place) -> str:
    return row.speaker_as_printed or (_whose(row, place, "name") if _speaker_kind(row, place) else "")


def _whose(row: Any, place: Place, field: str) -> str:
    return str(getattr(row, f"{_speaker_kind(row, place)}__{field}"))


def _note(row: Any, place: Place) -> str:
    if row.footnote__page is None:
        return ""
    return f"{place.page(row.footnote__page).id}#note-{row.footnote__slug}"


def _beside_quotations(rows: Values, place: Place) -> Iterable[Sequence[Any]]:
    """What came of laying each beside the testimony; none where it was not."""
    checks = keep(QuotationCheck.objects.select_related("hearing"), rows["pk"], "quotation")
    found = {check.quotation_id: check for check in checks}
    return ([found.get(key) for key in rows["pk"]],)


def _found_in(row: Any, place: Place) -> str:
    return f"hearings/{row.check.open_hearing.slug}" if row.check and row.check.open_hearing else ""


def _found_at(row: Any, place: Place) -> str:
    return row.check.lines.address if row.check and row.check.lines else ""


def _found_speech(row: Any, place: Place) -> str:
    hearing = _found_in(row, place)
    return f"{hearing}/speech-{row.check.speech_from}" if hearing and row.check.speech_from else ""


def _difference(row: Any, place: Place) -> str:
    """On one line: [-said, not quoted-] {+quoted, not said+}."""
    signs = {"gone": "[-{}-]", "new": "{{+{}+}}"}
    altered = row.check and row.check.outcome == QuotationCheck.Outcome.ALTERED
    return (
        " ".join(signs.get(what, "{}").format(words) for what, words in row.check.shown_difference) if altered else ""
    )


QUOTATIONS = Table(
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
    fields=(
        *("pk", "paragraph__text", *_STANDS_IN, "start", "end", "display", "speaker_as_printed", "standing"),
        *("witness", "witness__name", "witness__slug", "organisation", "organisation__name", "organisation__slug"),
        *("footnote__page", "footnote__slug"),
    ),
    beside=_beside_quotations,
    beside_names=("check",),
    columns={
        "id": Column(_span_id, "The quotation's stretch of its paragraph, as an address."),
        **_WHERE,
        "display": Column("display", "“block” set apart, “inline” in the running text."),
        "text": Column(_text, "The words, with their quotation marks as printed."),
        "speaker": Column(_speaker, "Who speaks, as printed; else the name resolved to."),
        "speaker_kind": Column(_speaker_kind, "“witness”, “organisation”, or empty: unknown."),
        "speaker_slug": Column(
            lambda row, place: _whose(row, place, "slug") if _speaker_kind(row, place) else "",
            "Slug of the witness or organisation.",
        ),
        "footnote": Column(_note, "The note that follows it: its id."),
        "status": Column("standing", "How sure its speaker is."),
        "url": Column(_paragraph_url, "Its paragraph's address."),
        "check": Column(
            lambda row, place: row.check.outcome if row.check else "",
            "Beside the testimony that its note cites: “matched”, “altered”, “not-found” there; empty: not checked.",
        ),
        "found_in": Column(_found_in, "The hearing where its words were said; if not found, said instead: its id."),
        "found_at": Column(_found_at, "The lines, “69:9-70:2”, where the transcript has them."),
        "found_speech": Column(_found_speech, "The speech they begin in: its id."),
        "difference": Column(_difference, "Of an altered one: [-words said, not quoted-] {+words quoted, not said+}."),
        "checked_by": Column(
            lambda row, place: row.check.origin if row.check else "", "“rule”, or “staff” who looked."
        ),
    },
    joins={
        "paragraph": ("paragraphs", "id"),
        "footnote": ("footnotes", "id"),
        "found_in": ("hearings", "id"),
        "found_speech": ("speeches", "id"),
    },
)

_NAMED = tuple(f"{kind}__{field}" for kind in Mention.Kind.values for field in ("slug", "standing"))


def _slug_named(row: Any, place: Place) -> str:
    slug, standing = getattr(row, f"{row.kind}__slug"), getattr(row, f"{row.kind}__standing")
    return "" if slug is None or standing == Standing.REJECTED else str(slug)


MENTIONS = Table(
    name="mentions",
    title="Mentions of witnesses, organisations and subjects",
    inquiry="paragraph__report__inquiry",
    rows=lambda: (
        Mention.objects.filter(paragraph__withdrawn_at=None)
        .exclude(standing=Standing.REJECTED)
        .order_by("paragraph__report", "paragraph__position", "start", "pk")
    ),
    fields=("pk", "paragraph__text", *_STANDS_IN, "start", "end", "kind", "standing", *_NAMED),
    columns={
        **_WHERE,
        "text": Column(_text, "The words that name."),
        "kind": Column("kind", "“witness”, “organisation” or “subject”."),
        "slug": Column(_slug_named, "Slug of what is named; empty while several could be."),
        "status": Column("standing", "How sure it is."),
    },
    key=None,
    joins={"paragraph": ("paragraphs", "id")},
)


def _part(row: Any, place: Place, which: str) -> str:
    if (page := getattr(row, f"{which}_paragraph__page")) is not None:
        return f"{place.page(page).id}/{getattr(row, f'{which}_paragraph__slug')}"
    slug = getattr(row, f"{which}_section__slug")
    return f"reports/{getattr(row, f'{which}_section__report__slug')}/{slug}" if slug is not None else ""


_PARTS = tuple(
    f"{which}_{field}"
    for which in ("target", "last")
    for field in ("paragraph__page", "paragraph__slug", "section__slug", "section__report__slug")
)

CROSS_REFERENCES = Table(
    name="cross_references",
    title="References of the text to other parts of the report",
    inquiry="paragraph__report__inquiry",
    rows=lambda: (
        CrossReference.objects.filter(paragraph__withdrawn_at=None)
        .exclude(standing=Standing.REJECTED)
        .order_by("paragraph__report", "paragraph__position", "start", "pk")
    ),
    fields=("pk", "paragraph__text", *_STANDS_IN, "start", "end", "standing", "reason", *_PARTS),
    columns={
        **_WHERE,
        "text": Column(_text, "The words that refer."),
        "target": Column(
            lambda row, place: _part(row, place, "target"),
            "The paragraph or section it leads to: its id; empty where that is not known.",
        ),
        "target_to": Column(lambda row, place: _part(row, place, "last"), "The last of a range: its id."),
        "status": Column("standing", "How sure it is."),
        "reason": Column("reason", "Why it is not decided, or only supposed."),
    },
    key=None,
    joins={"paragraph": ("paragraphs", "id")},
)


_TAGS = CompiledValues(
    lambda: (
        Annotation.objects.filter(given_keys("pk", "keys"), tags__isnull=False)
        .order_by("tags__name")
        .values_list("pk", "tags__name")
    )
)


def _beside_annotations(rows: Values, place: Place) -> Iterable[Sequence[Any]]:
    """The tags of each, in order."""
    tags = grouped(_TAGS, rows["pk"])
    return ([tags.get(key, []) for key in rows["pk"]],)


def _author(row: Any, place: Place) -> str:
    return f"{row.author__first_name} {row.author__last_name}".strip() or str(row.author__username)


ANNOTATIONS = Table(
    name="annotations",
    title="Public annotations by staff",
    inquiry="paragraph__report__inquiry",
    rows=lambda: (
        Annotation.objects.public()
        .filter(paragraph__withdrawn_at=None)
        .order_by("paragraph__report", "paragraph__position", "start", "pk")
    ),
    fields=(
        *("pk", *_STANDS_IN, "start", "end", "quote", "kind", "body", "created", "visibility"),
        *("author__first_name", "author__last_name", "author__username"),
    ),
    beside=_beside_annotations,
    beside_names=("tags",),
    columns={
        "id": Column(lambda row, place: f"{_paragraph(row, place)}#annotation-{row.pk}", "The annotation's address."),
        "paragraph": Column(_paragraph, "The paragraph it is about: its id."),
        "start": Column("start", "The first character it is about, from 0.", "integer"),
        "end": Column("end", "The character after the last.", "integer"),
        "quote": Column("quote", "The words it is about; empty for the whole paragraph."),
        "kind": Column("kind", "Context, correction, cross-link, sensitivity or question."),
        "tags": Column("tags", "Words of the controlled list; a list."),
        "body": Column("body", "What staff wrote."),
        "author": Column(_author, "Who wrote it."),
        "created": Column(lambda row, place: row.created.isoformat(), "When it was written.", "datetime"),
        "visibility": Column("visibility", "Always “public” in what readers take away."),
    },
    joins={"paragraph": ("paragraphs", "id")},
)
