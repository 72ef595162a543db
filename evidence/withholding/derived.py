"""What was read from withheld words: links that would give them away are taken out with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from evidence.models import (
    Citation,
    CrossReference,
    Footnote,
    Inquiry,
    Mention,
    Organisation,
    Origin,
    Paragraph,
    Quotation,
    QuotationCheck,
    Redaction,
    Role,
    Source,
    Speech,
    Subject,
    Witness,
    WitnessAlias,
)
from evidence.withholding.places import Hidden, Stretch
from evidence.withholding.taking_out import keep_value, take_out

_SPEAKERS = ("witness", "organisation")


def take_out_derived(inquiry: Inquiry, hidden: Hidden) -> None:
    """Mentions, citations, speakers and roles that rest on what is hidden, and proposals that rest on nothing else."""
    texts = hidden.of(Paragraph, "text")
    mentions = [
        mention
        for mention in Mention.objects.filter(Q(paragraph__in=texts) | Q(witness__in=hidden.witnesses))
        if mention.witness_id in hidden.witnesses or _overlaps(mention, texts[mention.paragraph_id])
    ]
    citations = _citations(inquiry, hidden)
    quotations = _quotations(hidden, texts, mentions)
    read: dict[type[Model], set[int]] = defaultdict(set)  # what was named or cited there: it may rest on that alone
    for mention in mentions:
        if mention.entity is not None:
            read[type(mention.entity)].add(mention.entity.pk)
    read[Source].update(citation.source_id for citation in citations if citation.source_id)
    for quotation in quotations:
        for name in _SPEAKERS:
            if key := getattr(quotation, f"{name}_id"):
                read[Witness if name == "witness" else Organisation].add(key)
    checks = _checks(hidden, [one for one in quotations if _overlaps(one, texts.get(one.paragraph_id, ()))])
    take_out(inquiry, QuotationCheck, list(checks.values_list("pk", flat=True)))
    references = CrossReference.objects.filter(paragraph__in=texts)
    take_out(inquiry, CrossReference, [one.pk for one in references if _overlaps(one, texts[one.paragraph_id])])
    whole = [one for one in quotations if _lies_inside(one, texts.get(one.paragraph_id, ()))]
    _silence(inquiry, Quotation, [one for one in quotations if one not in whole], _SPEAKERS)
    _silence(inquiry, Speech, _speeches(hidden), ("witness",))
    _silence(inquiry, Citation, Citation.objects.filter(witness__in=hidden.witnesses), ("witness",))
    take_out(inquiry, Quotation, [one.pk for one in whole])
    take_out(inquiry, Mention, [mention.pk for mention in mentions])
    take_out(inquiry, Citation, [citation.pk for citation in citations])
    for model in (WitnessAlias, Role):
        of_hidden: QuerySet[Any] = QuerySet(model).filter(witness__in=hidden.witnesses)
        take_out(inquiry, model, list(of_hidden.values_list("pk", flat=True)))
    told = " ".join(hidden.words).casefold()
    roles = Role.objects.filter(witness__in=read[Witness], origin=Origin.RULE)
    take_out(inquiry, Role, [role.pk for role in roles if role.title.casefold() in told])
    _take_out_orphans(inquiry, read)


def _overlaps(span: Any, stretches: Iterable[Stretch]) -> bool:
    return any(span.start < one.end and one.start < span.end for one in stretches)


def _lies_inside(span: Any, stretches: Iterable[Stretch]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in stretches)


def _citations(inquiry: Inquiry, hidden: Hidden) -> list[Citation]:
    """Citations of hidden words or of a hidden source, and every ibid that repeats one."""
    texts = hidden.of(Footnote, "text")
    if not texts and not hidden.sources:
        return []
    rows = Citation.objects.filter(footnote__report__inquiry=inquiry)
    every = list(rows.only("pk", "footnote", "start", "end", "source", "ibid_of"))
    out = {
        one.pk: one
        for one in every
        if one.source_id in hidden.sources or _overlaps(one, texts.get(one.footnote_id, ()))
    }
    growing = True
    while growing:
        more = {one.pk: one for one in every if one.ibid_of_id in out and one.pk not in out}
        out |= more
        growing = bool(more)
    return list(out.values())


def _quotations(hidden: Hidden, texts: dict[int, list[Stretch]], mentions: list[Mention]) -> list[Quotation]:
    """Quotations of hidden words, or whose speaker the paragraph no longer names."""
    named_out = {(one.paragraph_id, one.witness_id, one.organisation_id) for one in mentions}
    left = Mention.objects.filter(paragraph__in=texts).exclude(pk__in=[mention.pk for mention in mentions])
    named_out -= set(left.values_list("paragraph_id", "witness_id", "organisation_id"))
    rows = Quotation.objects.filter(Q(paragraph__in=texts) | Q(witness__in=hidden.witnesses))
    return [
        one
        for one in rows
        if one.witness_id in hidden.witnesses
        or _overlaps(one, texts.get(one.paragraph_id, ()))
        or (one.paragraph_id, one.witness_id, one.organisation_id) in named_out
    ]


def _checks(hidden: Hidden, quotations: list[Quotation]) -> QuerySet[QuotationCheck]:
    """What was found out about hidden quotations, from hidden notes, or in hidden testimony."""
    said = Q(pk__in=())
    for hearing, position in Speech.objects.filter(pk__in=hidden.of(Speech, "text")).values_list("hearing", "position"):
        said |= Q(hearing=hearing, speech_from__lte=position, speech_to__gte=position)
    of_notes = Q(quotation__footnote__in=hidden.of(Footnote, "text"))
    return QuotationCheck.objects.filter(Q(quotation__in=quotations) | of_notes | said)


def _speeches(hidden: Hidden) -> QuerySet[Speech]:
    """Speeches by a withheld person, or whose speaker's name is hidden."""
    return Speech.objects.filter(Q(pk__in=hidden.of(Speech, "speaker_as_printed")) | Q(witness__in=hidden.witnesses))


def _silence(inquiry: Inquiry, model: type[Model], rows: Iterable[Any], names: Iterable[str]) -> None:
    """Takes the speaker off: who it is, and how the reader was told."""
    for row in rows:
        for name in names:
            field = f"{name}_id"
            if (before := getattr(row, field)) is not None:
                keep_value(inquiry, model, row.pk, field, before, None)
                QuerySet(model).filter(pk=row.pk).update(**{field: None})


# what may point to a proposal; one that nothing points to any more was known from the hidden words only
_POINTING: dict[type[Model], tuple[tuple[type[Model], str], ...]] = {
    Witness: ((Mention, "witness"), (Quotation, "witness"), (Citation, "witness"), (Speech, "witness")),
    Organisation: ((Mention, "organisation"), (Quotation, "organisation"), (Organisation, "parent")),
    Subject: ((Mention, "subject"), (Subject, "broader")),
    Source: ((Citation, "source"),),
}


def _take_out_orphans(inquiry: Inquiry, read: dict[type[Model], set[int]]) -> None:
    for model, keys in read.items():
        used = {
            key
            for pointing, field in _POINTING[model]
            for key in QuerySet(pointing).filter(**{f"{field}__in": keys}).values_list(field, flat=True)
        }
        alone: QuerySet[Any] = QuerySet(model).filter(pk__in=keys - used, origin=Origin.RULE)
        kept = Redaction.objects.filter(inquiry=inquiry).values_list("witness_id", "source_id")
        spoken_of = {key for pair in kept for key in pair if key}
        if model in (Witness, Source):
            alone = alone.exclude(pk__in=spoken_of)
        alone = alone.filter(merged=None, merged_into=None)
        take_out(inquiry, model, list(alone.values_list("pk", flat=True)))
