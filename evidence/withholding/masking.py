"""Masks what redactions hide in every table of an inquiry, and puts it back.

Nothing is worked out from a masked text: whoever changes the redactions or the texts first puts everything back, in
the same transaction, and then masks anew. So redactions may overlap, and come and go in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from evidence.models import MASK, Annotation, Citation, Inquiry, Original, Paragraph, Redaction, Speech
from evidence.withholding.columns import PRINTED, Column, columns, rows_of
from evidence.withholding.copies import mask_copies, mask_tags_elsewhere
from evidence.withholding.derived import take_out_derived
from evidence.withholding.places import Stretch, places
from evidence.withholding.reports import without_words
from evidence.withholding.taking_out import keep_value, make_room, put_back
from evidence.withholding.words import HiddenWords, with_masks

SEARCHED = (Paragraph, Speech)
# the lists of a folder in which what is withheld may stand
_LISTS: Mapping[str, tuple[str, ...]] = {
    Redaction.Kind.FOOTNOTE: ("footnotes.csv",),
    Redaction.Kind.WITNESS: ("witnesses.csv", "organisations.csv"),
    Redaction.Kind.SOURCE: ("sources.csv",),
}
Changed = Mapping[type[Model], set[int]]  # keys of texts that an index holds


def changed_either(one: Changed, other: Changed) -> Changed:
    """The texts of both."""
    return {model: one.get(model, set()) | other.get(model, set()) for model in SEARCHED}


def reveal(inquiry: Inquiry) -> Changed:
    """Puts back everything that is masked; the texts that have changed. Never commit what it leaves."""
    originals = list(Original.objects.filter(inquiry=inquiry))
    if not originals:
        return {}
    put_back(original for original in originals if not original.column)
    changed: dict[type[Model], dict[str, dict[int, Original]]] = defaultdict(lambda: defaultdict(dict))
    for original in originals:
        if original.column:
            changed[apps.get_model(original.table)][original.column][original.key] = original
    for model, by_column in changed.items():
        for column, by_key in by_column.items():
            rows: QuerySet[Any] = QuerySet(model).filter(pk__in=by_key)
            for key, now in rows.values_list("pk", column):
                if now == by_key[key].shown:  # what staff have written since stays
                    make_room(model, key, column, by_key[key].value)
                    QuerySet(model).filter(pk=key).update(**{column: by_key[key].value})
    Original.objects.filter(inquiry=inquiry).delete()
    _cut_again(inquiry)
    return {model: set(changed[model]["text"]) for model in SEARCHED}


def conceal(inquiry: Inquiry) -> Changed:
    """Masks what the active redactions hide, and every copy of it; the texts that have changed."""
    mask_tags_elsewhere(inquiry, withheld_words)
    files = _files(inquiry)  # asked for while they have their own names
    hidden = places(inquiry)
    if not hidden.stretches and not hidden.witnesses and not hidden.sources:
        return {}
    take_out_derived(inquiry, hidden)
    for column in columns(PRINTED):
        _mask(inquiry, column, hidden.of(column.model, column.name))
    _cut_again(inquiry)
    mask_copies(inquiry, hidden, HiddenWords(hidden.words, lambda words: _is_printed(inquiry, words), files))
    return {model: set(hidden.of(model, "text")) for model in SEARCHED}


def _mask(inquiry: Inquiry, column: Column, stretches: dict[int, list[Stretch]]) -> None:
    for key, before in QuerySet(column.model).filter(pk__in=stretches).values_list("pk", column.name):
        masks = stretches[key]
        if isinstance(before, list):
            shown: Any = [
                [number, with_masks(text, [(one.start, one.end) for one in masks if one.line == index])]
                for index, (number, text) in enumerate(before)
            ]
        else:
            shown = with_masks(before, [(one.start, one.end) for one in masks])
        keep_value(inquiry, column.model, key, column.name, before, shown)
        marks = sorted({tuple(one.mark) for one in masks})
        Original.objects.filter(table=column.model._meta.label_lower, key=key, column=column.name).update(
            marks=[list(mark) for mark in marks]
        )
        QuerySet(column.model).filter(pk=key).update(**{column.name: shown})


def _cut_again(inquiry: Inquiry) -> None:
    """Slices of printed text: what they hold is what the text holds now."""
    touched = Original.objects.filter(inquiry=inquiry, column="text").values_list("table", "key")
    keys: dict[str, set[int]] = defaultdict(set)
    for table, key in touched:
        keys[table].add(key)
    of_masked = rows_of(Annotation, inquiry).filter(paragraph__in=keys["evidence.paragraph"])
    with_masks_left = rows_of(Annotation, inquiry).filter(quote__contains=MASK)
    around = rows_of(Annotation, inquiry).filter(prefix__contains=MASK)
    after = rows_of(Annotation, inquiry).filter(suffix__contains=MASK)
    annotations = (of_masked | with_masks_left | around | after).filter(is_orphaned=False)
    for annotation in annotations.select_related("paragraph"):
        _cut_annotation(annotation)
    citations = rows_of(Citation, inquiry).filter(footnote__in=keys["evidence.footnote"])
    for citation in (citations | rows_of(Citation, inquiry).filter(raw__contains=MASK)).select_related("footnote"):
        raw = citation.footnote.text[citation.start : citation.end]
        if raw and raw != citation.raw:
            Citation.objects.filter(pk=citation.pk).update(raw=raw)


def _cut_annotation(annotation: Annotation) -> None:
    text, start, end = annotation.paragraph.text, annotation.start, annotation.end
    values = {
        "quote": text[start:end] if annotation.quote else "",
        "prefix": text[max(0, start - len(annotation.prefix)) : start],
        "suffix": text[end : end + len(annotation.suffix)],
    }
    if any(getattr(annotation, name) != value for name, value in values.items()):
        Annotation.objects.filter(pk=annotation.pk).update(**values)


def _is_printed(inquiry: Inquiry, words: str) -> bool:
    """Whether the words are still to be read in something that was printed."""
    texts = (column for column in columns(PRINTED) if column.name != "lines")  # speeches hold what the lines do
    return any(column.rows(inquiry).filter(**{f"{column.name}__icontains": words}).exists() for column in texts)


def _files(inquiry: Inquiry) -> set[str]:
    """The files of the folder in which something is withheld."""
    active = Redaction.objects.active().filter(inquiry=inquiry)
    ways = ("paragraph__page__file", "footnote__page__file", "hearing__file")
    files = {file for named in active.values_list(*ways) for file in named if file}
    return files.union(*(_LISTS.get(kind, ()) for kind in active.values_list("kind", flat=True).distinct()))


def withheld_words(inquiry: Inquiry) -> HiddenWords:
    """The words of the active redactions, to clean what is said of the inquiry; ask it while they are masked."""
    texts = [
        str(text)
        for words in Redaction.objects.active().filter(inquiry=inquiry).values_list("words", flat=True)
        for text in words
    ]
    return HiddenWords(texts, lambda words: _is_printed(inquiry, words), _files(inquiry))


def without_withheld(said: Any) -> Any:
    """What imports have said, sentences in lists and by names, without the words that any inquiry withholds."""
    inquiries = Inquiry.objects.filter(redactions__in=Redaction.objects.active()).distinct()
    for words in map(withheld_words, inquiries):
        said = without_words(said, words)
    return said
