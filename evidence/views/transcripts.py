"""Pages of a transcript as they are read: lines under who speaks them, and beside them what the report made of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q
from django.utils.safestring import SafeString

from evidence.models import Citation, FootnoteMarker, Hearing, Paragraph, Speech, Standing, TranscriptPage, Witness
from evidence.models.lines import Lines
from evidence.rendering import render_text, withheld_in

# lines shown before and after those asked for
CONTEXT = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed. ``anchor`` is empty where it has no number, or one that its page has already used."""

    number: int | None
    html: SafeString
    anchor: str
    is_indented: bool
    is_marked: bool
    is_cited: bool

    @property
    def kind(self) -> str:
        """How it stands, as classes of the stylesheet."""
        kinds = {"unnumbered": self.number is None, "indented": self.is_indented, "cited": self.is_cited}
        return " ".join(kind for kind, applies in kinds.items() if applies)


@dataclass(frozen=True, slots=True)
class Use:
    """A note of the report that rests on some lines, with the paragraphs that call it."""

    lines: Lines
    citation: Citation

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Those that call the note, each once, however often it does."""
        return list(dict.fromkeys(marker.paragraph for marker in self.citation.footnote.markers.all()))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one page that belong to one speech, with the uses that begin in the first of them."""

    speech: Speech | None
    is_new: bool
    continues: bool
    uses: list[Use]
    lines: list[Line] = field(default_factory=list)

    @property
    def witness(self) -> Witness | None:
        """Who speaks, where that person has a page here."""
        witness = self.speech.witness if self.speech else None
        return witness if witness is not None and witness.standing != Standing.REJECTED else None

    @property
    def speaker(self) -> str:
        """Who speaks, in words; as printed where the transcript does not tell more."""
        return speaker_of(self.speech) if self.speech else ""


@dataclass(frozen=True, slots=True)
class TranscriptLeaf:
    """A page of the transcript, or the part of it that is shown."""

    number: int
    stretches: list[Stretch]


def speaker_of(speech: Speech) -> str:
    """Who speaks; of an event, nobody."""
    if speech.kind == Speech.Kind.EVENT:
        return ""
    return speech.speaker or speech.speaker_as_printed or "Speaker not printed"


def speeches_on(hearing: Hearing, pages: Sequence[TranscriptPage]) -> list[Speech]:
    """The speeches that stand on some of these pages, in the order of their first lines."""
    first, last = pages[0].number, pages[-1].number
    reaching = Q(page_to__gte=first) | Q(page_to=None, page_from__gte=first)
    found = hearing.speeches.filter(reaching, page_from__lte=last).select_related("witness")
    return sorted(found, key=lambda speech: (_start(speech), speech.position))


def uses_on(hearing: Hearing, pages: Sequence[TranscriptPage]) -> list[Use]:
    """Every note that cites lines on these pages, in the order of the lines and then of the report."""
    first, last = pages[0].number, pages[-1].number
    markers = FootnoteMarker.objects.filter(paragraph__withdrawn_at=None).select_related(
        "paragraph__page", "paragraph__report"
    )
    citations = (
        Citation.objects.filter(hearing=hearing, footnote__page__withdrawn_at=None)
        .exclude(page_from="")
        .exclude(status=Citation.Status.COMMENT)
        .select_related("footnote__page__report")
        .prefetch_related(Prefetch("footnote__markers", markers.order_by("paragraph__position", "position")))
        .order_by("footnote__report", "footnote__position", "position")
    )
    uses = [Use(lines, citation) for citation in citations if (lines := citation.lines) is not None]
    here = [use for use in uses if use.lines.page_from <= last and use.lines.page_to >= first]
    return sorted(here, key=lambda use: use.lines.start)


def leaves(
    pages: Sequence[TranscriptPage],
    speeches: list[Speech],
    uses: list[Use],
    marked: Lines | None = None,
    context: int = CONTEXT,
) -> list[TranscriptLeaf]:
    """The pages, each line with its speech and its uses. Of lines asked for, those, marked, with some either side."""
    setting = _Setting(speeches, uses, marked)
    set_pages = [setting.leaf(page, shown) for page, shown in zip(pages, _shown(pages, marked, context), strict=True)]
    return [leaf for leaf in set_pages if leaf.stretches or marked is None]


def _shown(pages: Sequence[TranscriptPage], marked: Lines | None, context: int) -> list[range]:
    """Which lines of each page are shown, counted from 0."""
    if marked is None:
        return [range(len(page.lines)) for page in pages]
    inside = [marked.start <= at <= marked.end for page in pages for at in _places(page)]
    first = inside.index(True) if True in inside else 0
    last = len(inside) - inside[::-1].index(True) if True in inside else 0
    shown, before = [], 0
    for page in pages:
        shown.append(range(first - context - before, last + context - before))
        before += len(page.lines)
    return shown


def _places(page: TranscriptPage) -> Iterator[tuple[int, int]]:
    """Page and line of each line; one without a number stands at the one before it."""
    here = 0
    for number, _ in page.lines:
        here = here if number is None else number
        yield page.number, here


class _Setting:
    """Sets lines one after another, and starts a new stretch where the speech changes or a cited range begins."""

    def __init__(self, speeches: list[Speech], uses: list[Use], marked: Lines | None) -> None:
        self.speeches, self.marked, self.uses = speeches, marked, uses
        self.starts = [_start(speech) for speech in speeches]
        self.said: set[int] = set()  # uses already shown beside a line

    def leaf(self, page: TranscriptPage, shown: range) -> TranscriptLeaf:
        stretches: list[Stretch] = []
        taken: set[int] = set()
        for index, ((number, _), at) in enumerate(zip(page.lines, _places(page), strict=True)):
            anchor = "" if number is None or number in taken else f"l{page.number}-{number}"
            taken.add(at[1])
            if index not in shown:
                continue
            speech = self._speech(at)
            beginning = self._beginning(at)
            is_new = not stretches or stretches[-1].speech is not speech
            if is_new or beginning:
                continues = is_new and speech is not None and _start(speech) < at
                stretches.append(Stretch(speech, is_new, continues, beginning))
            stretches[-1].lines.append(self._line(number, _words(page, index), anchor, at))
        return TranscriptLeaf(page.number, stretches)

    def _line(self, number: int | None, shown: tuple[SafeString, bool], anchor: str, at: tuple[int, int]) -> Line:
        html, is_indented = shown
        return Line(
            number=number,
            html=html,
            anchor=anchor,
            is_indented=is_indented,
            is_marked=self.marked is not None and self.marked.start <= at <= self.marked.end,
            is_cited=any(use.lines.start <= at <= use.lines.end for use in self.uses),
        )

    def _speech(self, at: tuple[int, int]) -> Speech | None:
        index = bisect_right(self.starts, at) - 1
        # an event may stand inside a speech that goes on after it
        for speech in reversed(self.speeches[max(0, index - 3) : index + 1]):
            if at <= _end(speech):
                return speech
        return None

    def _beginning(self, at: tuple[int, int]) -> list[Use]:
        """The uses that are to stand beside this line: of its range, the first line that is shown."""
        beginning = []
        for use in self.uses:
            if id(use) not in self.said and use.lines.start <= at <= use.lines.end:
                self.said.add(id(use))
                beginning.append(use)
        return beginning


def _words(page: TranscriptPage, index: int) -> tuple[SafeString, bool]:
    """A line to show, and whether it is printed farther in."""
    text = page.lines[index][1]
    return render_text(text.strip(), withheld=withheld_in(page, index)), text.startswith("  ")


def _start(speech: Speech) -> tuple[int, int]:
    return (speech.page_from or 0, speech.line_from or 0)


def _end(speech: Speech) -> tuple[int, int]:
    page = speech.page_to or speech.page_from or 0
    return (page, 10**9 if speech.line_to is None else speech.line_to)
