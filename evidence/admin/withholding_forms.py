"""The forms by which a guardian says what to withhold and why: words and lines, never offsets."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from evidence.importing.writing.reattaching import Stretch, found_exactly
from evidence.models import MASK, Footnote, Hearing, Inquiry, Paragraph, Redaction, Source, Witness
from evidence.models.lines import Lines

_SPEECHES = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")


class WithholdForm(forms.ModelForm):
    """The reason and the authority; what it is about is given with the page."""

    class Meta:
        model = Redaction
        fields = ["reason", "authority", "public_reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, kind: str, target: Any, data: Any) -> None:
        super().__init__(data)
        self.kind, self.target = kind, target

    @property
    def printed(self) -> str:
        """What is shown of the thing beside the form."""
        return str(self.target)

    def redaction(self, author: Any) -> Redaction:
        """The redaction that the form describes, not saved."""
        found: Redaction = self.instance
        found.kind, found.author = self.kind, author
        found.inquiry = self.inquiry()
        setattr(found, "hearing" if self.kind == Redaction.Kind.LINES else self.kind, self.target)
        return found

    def inquiry(self) -> Inquiry:
        inquiry: Inquiry = self.target.inquiry
        return inquiry


class WordsForm(WithholdForm):
    """Words of a paragraph or a note, or all of it."""

    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        strip=True,
        help_text="Copied from the text exactly; empty to withhold all of it.",
    )
    field_order = ["words"]

    @property
    def printed(self) -> str:
        return str(self.target.text)

    def inquiry(self) -> Inquiry:
        inquiry: Inquiry = self.target.report.inquiry
        return inquiry

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words, text = cleaned.get("words", ""), self.target.text
        place = (0, len(text)) if not words else _found(text, words)
        if not text:
            raise ValidationError("There are no words here to withhold.")
        if place is None:
            self.add_error("words", "These words do not stand there. Copy them from the text exactly.")
            return cleaned
        self.instance.start, self.instance.end = place
        self.instance.is_whole = place == (0, len(text))
        self.instance.words = [text[slice(*place)]]
        return cleaned


def _found(text: str, words: str) -> tuple[int, int] | None:
    """Where the words stand; a browser sends line breaks of its own, so white space may differ."""
    place = found_exactly(text, Stretch(0, words))
    if place is None:
        pattern = r"\s+".join(map(re.escape, words.split()))
        found = re.search(pattern, text)
        place = found.span() if found else None
    return place


class LinesForm(WithholdForm):
    """Lines of a transcript; of one without page numbers, speeches by their order."""

    lines = forms.CharField(
        max_length=50,
        help_text="As in an address: “69” (a page), “69:9” (a line), “69:9-70:2”. Where the transcript has no "
        "pages: the speeches by their order, “3” or “3-5”.",
    )
    field_order = ["lines"]

    def clean_lines(self) -> str:
        given = str(self.cleaned_data["lines"]).strip()
        if not self.target.pages.exists():
            return self._speeches(given)
        lines = Lines.at(given)
        if lines is None or lines.is_reversed:
            raise ValidationError("These are no lines: “69:9-70:2” is how they are written.")
        held = set(self.target.pages.values_list("number", flat=True))
        if not {lines.page_from, lines.page_to} <= held:
            raise ValidationError(f"The transcript has the pages {min(held)} to {max(held)}.")
        for name in ("page_from", "line_from", "page_to", "line_to"):
            setattr(self.instance, name, getattr(lines, name))
        return given

    def _speeches(self, given: str) -> str:
        found = _SPEECHES.fullmatch(given)
        first = int(found[1]) if found else 0
        last = int(found[2] or first) if found else -1
        if not self.target.speeches.filter(position__gte=first, position__lte=last).exists():
            raise ValidationError("There is no such speech: “3” or “3-5” is how they are written.")
        self.instance.start, self.instance.end = first, last + 1
        return given


class PersonForm(WithholdForm):
    """A person, by every name that is known, and by others that a guardian knows."""

    names = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        label="Further names",
        help_text="Other names by which the text speaks of the person, one a line. The name itself, its aliases and "
        "its surname behind a title are withheld in any case.",
    )
    field_order = ["names"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.instance.words = [name.strip() for name in cleaned.get("names", "").splitlines() if name.strip()]
        return cleaned


class LiftForm(forms.Form):
    """Why it is shown again."""

    because = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), label="Why it is lifted")


class AgainForm(forms.ModelForm):
    """On what grounds it is withheld again: those it was withheld on before, unless they are others."""

    class Meta:
        model = Redaction
        fields = WithholdForm.Meta.fields
        widgets = WithholdForm.Meta.widgets


_FORMS: dict[str, tuple[type[WithholdForm], Any]] = {
    Redaction.Kind.PARAGRAPH: (WordsForm, Paragraph),
    Redaction.Kind.FOOTNOTE: (WordsForm, Footnote),
    Redaction.Kind.LINES: (LinesForm, Hearing),
    Redaction.Kind.WITNESS: (PersonForm, Witness),
    Redaction.Kind.SOURCE: (WithholdForm, Source),
}


def form_for(kind: str, key: str, data: Any) -> WithholdForm | None:
    """The form for what the address names; none where there is no such thing, or its name is withheld already."""
    form, model = _FORMS[kind]
    target = model.objects.filter(pk=key).first() if re.fullmatch(r"\d{1,18}", key, re.ASCII) else None
    if target is None or (kind in (Redaction.Kind.WITNESS, Redaction.Kind.SOURCE) and MASK in str(target)):
        return None
    return form(kind, target, data)
