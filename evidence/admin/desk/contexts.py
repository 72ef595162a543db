"""What a reader of the desk sees of each item: its words in their text, where they stand, and what is supposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min
from django.utils.safestring import SafeString

from evidence.admin.desk.kinds import Kind
from evidence.models import Citation, DeskDecision, Mention
from evidence.rendering import Mark, render_text

AROUND = 240  # characters shown before and after the words decided on
LONGEST_WORD = 30
Kinds = DeskDecision.Kind


@dataclass(frozen=True)
class Shown:
    """One item as the page shows it."""

    row: Any
    title: str
    text: SafeString
    place: str
    url: str
    supposed: str
    reason: str


def shown(kind: Kind, rows: Sequence[Any]) -> list[Shown]:
    """The items of one page, in as many queries for forty as for one."""
    if kind.key in (Kinds.WITNESS, Kinds.ORGANISATION):
        return _entries(kind, rows)
    if kind.key == Kinds.SOURCE:
        return _sources(rows)
    one = {
        Kinds.CITATION: _citation,
        Kinds.SPEAKER: _speaker,
        Kinds.CHECK: _check,
        Kinds.CROSS_REFERENCE: _reference,
        Kinds.ANNOTATION: _annotation,
        Kinds.PROBLEM: _problem,
    }[DeskDecision.Kind(kind.key)]
    return [one(row) for row in rows]


def in_context(text: str, start: int, end: int, around: int = AROUND) -> SafeString:
    """The words, marked, with what stands around them."""
    first, last = max(0, start - around), min(len(text), end + around)
    if first:  # whole words, if one ends near enough
        first = next((at + 1 for at in range(first, min(start, first + LONGEST_WORD)) if text[at].isspace()), first)
    if last < len(text):
        last = next((at for at in range(last, max(end, last - LONGEST_WORD), -1) if text[at].isspace()), last)
    before, after = "… " if first else "", " …" if last < len(text) else ""
    window = f"{before}{text[first:last]}{after}"
    shift = len(before) - first
    return render_text(window, marks=[Mark(start + shift, end + shift)])


def _citation(row: Citation) -> Shown:
    note = row.footnote
    title = f"“{row.raw[:120]}”"
    text = in_context(note.text, row.start, row.end)
    return Shown(row, title, text, str(note), note.get_absolute_url(), row.get_status_display(), row.reason)


def _span(row: Any, title: str, supposed: str, reason: str) -> Shown:
    paragraph = row.paragraph
    text = in_context(paragraph.text, row.start, row.end)
    return Shown(row, title, text, str(paragraph), paragraph.get_absolute_url(), supposed, reason)


def _speaker(row: Any) -> Shown:
    supposed = f"speaker: {row.speaker}" if row.speaker else "no speaker is chosen"
    if not row.is_certain:
        supposed += "; whether these are somebody’s words is not certain"
    return _span(row, "Whose words?", supposed, row.reason)


def _check(row: Any) -> Shown:
    found = _span(row.quotation, row.get_outcome_display(), "", row.reason)
    supposed = f"{row.hearing}, likeness {row.likeness} of 100" if row.open_hearing else "no open hearing has the words"
    return Shown(row, found.title, found.text, found.place, found.url, supposed, row.reason)


def _reference(row: Any) -> Shown:
    return _span(row, f"“{row}”", row.get_standing_display(), row.reason)


def _annotation(row: Any) -> Shown:
    paragraph = row.paragraph
    text = render_text(row.body[: 2 * AROUND])
    supposed = f"written by {row.author} on “{row.quote[:120]}”"
    url = paragraph.get_absolute_url()
    return Shown(row, f"Annotation ({row.get_kind_display()})", text, str(paragraph), url, supposed, "")


def _problem(row: Any) -> Shown:
    place = f"{row.file}, line {row.line}" if row.line else row.file
    supposed = "; ".join(part for part in (row.expected and f"expected: {row.expected}", row.action) if part)
    return Shown(row, f"{row.severity}: {row.code}", render_text(row.found), place, "", supposed, "")


def _entries(kind: Kind, rows: Sequence[Any]) -> list[Shown]:
    """Proposed entries with the first place that names each, and how many do."""
    keys = [row.pk for row in rows]
    counted = Mention.objects.filter(**{f"{kind.key}__in": keys}).values(kind.key)
    first = {one[kind.key]: one for one in counted.annotate(first=Min("pk"), number=Count("pk")).order_by()}
    related = ("paragraph__page__report", "paragraph__report")
    mentions = Mention.objects.select_related(*related).in_bulk([one["first"] for one in first.values()])
    found = []
    for row in rows:
        one = first.get(row.pk)
        if one is None:
            title, url = str(row), row.get_absolute_url()
            found.append(Shown(row, title, render_text("No paragraph names it."), "", url, "", ""))
            continue
        number = one["number"]
        said = f"named {number} {'time' if number == 1 else 'times'}"
        found.append(_of_mention(row, mentions[one["first"]], said))
    return found


def _of_mention(row: Any, mention: Mention, said: str) -> Shown:
    shown_mention = _span(mention, str(row), said, mention.reason)
    return Shown(row, str(row), shown_mention.text, shown_mention.place, shown_mention.url, said, mention.reason)


def _sources(rows: Sequence[Any]) -> list[Shown]:
    """Sources with the first note that cites each."""
    of_source = Citation.objects.filter(source__in=[row.pk for row in rows]).order_by().values("source")
    first = Citation.objects.filter(pk__in=of_source.annotate(first=Min("pk")).values("first"))
    citations = {one.source_id: one for one in first.select_related("footnote__page__report", "footnote__report")}
    found = []
    for row in rows:
        citation = citations.get(row.pk)
        supposed = f"{row.get_holding_display()}; {row.kind}" if row.kind else row.get_holding_display()
        if citation is None:
            url = row.get_absolute_url()
            found.append(Shown(row, row.reference, render_text("No note cites it."), "", url, supposed, ""))
            continue
        note = _citation(citation)
        found.append(Shown(row, row.reference, note.text, note.place, note.url, supposed, ""))
    return found
