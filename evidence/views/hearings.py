"""Testimony: the days on which the inquiry sat, what was said on each, and the very lines that a citation means."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from evidence.filters import HearingFilter
from evidence.models import Hearing, TranscriptPage
from evidence.models.lines import Lines
from evidence.rendering import render_text, withheld_in
from evidence.views.conditional import conditional
from evidence.views.entries import entry_list
from evidence.views.errors import NotFound, bad_request
from evidence.views.pages import paged
from evidence.views.transcripts import TranscriptLeaf, leaves, speeches_on, uses_on
from evidence.withholding import with_marks

SPEECHES_PER_PAGE = 200
TRANSCRIPT_PAGES_PER_PAGE = 20

# pages that one address shows: a longer stretch is read in the transcript
MOST_PAGES = 20


@require_safe
@conditional
def hearing_list(request: HttpRequest) -> HttpResponse:
    """The days of evidence, in order."""
    hearings = Hearing.objects.select_related("inquiry").annotate(spoken=Count("speeches"))
    return entry_list(request, HearingFilter, hearings, "evidence/hearing_list.html")


@require_safe
@conditional
def hearing_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One sitting: its transcript by page and line, or speech by speech. Of a closed one, only that it took place."""
    hearing = _hearing(slug)
    context: dict[str, Any] = {"hearing": hearing, "inquiry": hearing.inquiry}
    if hearing.is_closed:
        return render(request, "evidence/hearing_closed.html", context)
    if hearing.pages.exists():
        found = paged(request, with_marks(hearing.pages.order_by("number"), "lines"), TRANSCRIPT_PAGES_PER_PAGE)
        pages = list(found.object_list)
        shown = leaves(pages, speeches_on(hearing, pages), uses_on(hearing, pages))
        return render(request, "evidence/hearing_transcript.html", {**context, "leaves": shown, "found": found})
    speeches = with_marks(hearing.speeches.select_related("witness").order_by("position"))
    found = paged(request, speeches, SPEECHES_PER_PAGE)
    said = [(speech, render_text(speech.text, withheld=withheld_in(speech))) for speech in found.object_list]
    context |= {"speeches": found, "said": said}
    return render(request, "evidence/hearing_detail.html", context)


@require_safe
@conditional
def hearing_lines(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """The lines that an address names, marked, with some before and after."""
    hearing = _hearing(slug)
    whole = (f"Go to the hearing of {_day(hearing)}", hearing.get_absolute_url())
    if hearing.is_closed:
        raise NotFound(f"The hearing of {_day(hearing)} sat in closed session. Nothing of it is shown.", whole)
    try:
        lines = _lines(place)
    except BadRequest as fault:
        # answered here and not raised on: a mistyped address is no event for the operator's log
        return bad_request(request, fault)
    pages = _pages(hearing, lines)
    shown = leaves(pages, speeches_on(hearing, pages), uses_on(hearing, pages), lines)
    first = hearing.pages.filter(number__lt=lines.page_from).count()
    context = {
        "hearing": hearing,
        "inquiry": hearing.inquiry,
        "lines": lines,
        "leaves": shown,
        "speakers": _speakers(shown),
        "goes_on": pages[-1].number < lines.page_to,
        "transcript_page": first // TRANSCRIPT_PAGES_PER_PAGE + 1,
    }
    return render(request, "evidence/hearing_lines.html", context)


@require_safe
@conditional
def hearing_speech(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """One speech, by its place among the others: leads to its lines, or to where it is read."""
    hearing = _hearing(slug)
    whole = (f"Go to the hearing of {_day(hearing)}", hearing.get_absolute_url())
    if hearing.is_closed:
        raise NotFound(f"The hearing of {_day(hearing)} sat in closed session. Nothing of it is shown.", whole)
    speech = hearing.speeches.filter(position=position).first()
    if speech is None:
        has = hearing.speeches.count()
        raise NotFound(f"The hearing of {_day(hearing)} has no speech {position}: it has {has:,} speeches.", whole)
    if speech.page_from is not None and hearing.pages.exists():
        return redirect(speech)
    before = hearing.speeches.filter(position__lt=position).count()
    return redirect(f"{hearing.get_absolute_url()}?page={before // SPEECHES_PER_PAGE + 1}#{speech.anchor}")


def _hearing(slug: str) -> Hearing:
    hearing = Hearing.objects.select_related("inquiry").filter(slug=slug).first()
    if hearing is None:
        raise NotFound(f"There is no hearing at “{slug}”.", ("See every hearing listed", reverse("hearing-list")))
    return hearing


def _day(hearing: Hearing) -> str:
    day = date_format(hearing.date, "j F Y")
    return f"{day}, {hearing.session}" if hearing.session else day


def _lines(place: str) -> Lines:
    """The lines that the last part of an address names; refused in a sentence where it names none."""
    lines = Lines.at(place)
    if lines is None:
        shapes = "“69” (a page), “69:9” (a line), “69:9-70:2” (from a line to a line) or “69-70” (pages)"
        raise BadRequest(f"“{place[:40]}” does not name lines of a transcript, which are written {shapes}.")
    if lines.is_reversed:
        raise BadRequest(f"“{place[:40]}” ends before it begins. Did you mean “{lines.turned.address}”?")
    return lines


def _pages(hearing: Hearing, lines: Lines) -> list[TranscriptPage]:
    """The pages of the lines, and one before and one after for their context; refused where a line is not there."""
    _require(hearing, lines)
    held = with_marks(hearing.pages.all(), "lines")
    inside = held.filter(number__gte=lines.page_from, number__lte=lines.page_to).order_by("number")
    pages = list(inside[: MOST_PAGES + 1])
    before = held.filter(number__lt=lines.page_from).order_by("-number")[:1]
    if len(pages) > MOST_PAGES:
        return [*before, *pages[:MOST_PAGES]]
    return [*before, *pages, *held.filter(number__gt=lines.page_to).order_by("number")[:1]]


def _require(hearing: Hearing, lines: Lines) -> None:
    """Refuses a page or line that the transcript has not, and says what it has."""
    whole = (f"Read the hearing of {_day(hearing)}", hearing.get_absolute_url())
    ends = {page.number: page for page in hearing.pages.filter(number__in=(lines.page_from, lines.page_to))}
    for number, line in ((lines.page_from, lines.line_from), (lines.page_to, lines.line_to)):
        if number not in ends:
            raise NotFound(_no_page(hearing, number), whole)
        if line is None:
            continue
        numbers = [printed for printed, _ in ends[number].lines if printed is not None]
        if line not in numbers:
            has = f"its lines are {min(numbers)} to {max(numbers)}" if numbers else "its lines are not numbered"
            where = reverse("hearing-lines", kwargs={"slug": hearing.slug, "place": str(number)})
            sentence = f"Page {number} of the hearing of {_day(hearing)} has no line {line}: {has}."
            raise NotFound(sentence, (f"Read page {number}", where), whole)


def _no_page(hearing: Hearing, number: int) -> str:
    numbers = list(hearing.pages.order_by("number").values_list("number", flat=True))
    if not numbers:
        return (
            f"The transcript of the hearing of {_day(hearing)} has no page and line numbers here, "
            "so that a line of it has no address. What was said can be read speech by speech."
        )
    has = f"its pages are {numbers[0]} to {numbers[-1]}"
    return f"The transcript of the hearing of {_day(hearing)} has no page {number}: {has}."


def _speakers(shown: list[TranscriptLeaf]) -> list[tuple[str, str]]:
    """Who speaks in the marked lines, each once, with the address of their page where they have one."""
    found: dict[str, str] = {}
    for leaf in shown:
        for stretch in leaf.stretches:
            if stretch.speaker and any(line.is_marked for line in stretch.lines):
                found.setdefault(stretch.speaker, stretch.witness.get_absolute_url() if stretch.witness else "")
    return list(found.items())
