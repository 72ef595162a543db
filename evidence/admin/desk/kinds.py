"""The kinds of things that wait for staff: which rows, where they belong, and what a decision on them is kept by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import MD5, Concat

from evidence.models import (
    Annotation,
    Citation,
    CrossReference,
    DeskDecision,
    ImportProblem,
    Organisation,
    Origin,
    Quotation,
    QuotationCheck,
    Source,
    Standing,
    Witness,
)

Kinds = DeskDecision.Kind
NOT_STAFF = ~Q(origin=Origin.STAFF)


@dataclass(frozen=True)
class Kind:
    """One kind of item: ``holder`` is what a decision is kept by, ``at`` how a row leads to it."""

    key: str
    title: str
    model: type[Model]
    waiting: Q
    holder: str
    at: str
    inquiry: str
    report: str = ""
    page: str = ""
    prefix: str | None = None  # how a row leads to its start and end; none where it has no place in a text
    reason: str = "reason"
    order: tuple[str, ...] = ("pk",)
    related: tuple[str, ...] = ()
    settled_here: bool = False  # nothing but the decision itself says that it is settled
    decided_on: str = field(default="")  # the row that is decided on, where it is not the item itself

    @property
    def decided_model(self) -> type[Model]:
        """The model whose admin decides on the item."""
        return Quotation if self.decided_on else self.model

    def rows(self) -> QuerySet[Any]:
        """All that waits, whether it was put off or not."""
        found = self._all().filter(self.waiting).select_related(*self.related).order_by(*self.order)
        if not self.settled_here:
            return found
        settled = self._current().exclude(verdict__in=(DeskDecision.Verdict.DEFERRED, DeskDecision.Verdict.RETURNED))
        return found.exclude(pk__in=self._decided_by(settled).values("pk"))

    def deferred(self) -> QuerySet[Any]:
        """What of it was put off."""
        return self._decided_by(self._current().filter(verdict=DeskDecision.Verdict.DEFERRED))

    def _all(self) -> QuerySet[Any]:
        found: QuerySet[Any] = QuerySet(self.model)
        if self.holder == "digest":
            words = Concat("file", Value("\n"), "code", Value("\n"), "found", output_field=TextField())
            found = found.alias(printed=words).annotate(digest=MD5("printed"))
        return found

    def _current(self) -> QuerySet[DeskDecision]:
        return DeskDecision.objects.filter(kind=self.key, is_current=True)

    def _decided_by(self, decisions: QuerySet[DeskDecision]) -> QuerySet[Any]:
        """The rows that the decisions are on: found from the decisions, which are few beside the rows."""
        held = self._all().filter(self.waiting, **{f"{self.at}__in": decisions.values(self.holder)})
        same: dict[str, Any] = {self.holder: OuterRef(self.at)}
        if self.holder == "digest":
            same["inquiry"] = OuterRef("inquiry")
        elif self.prefix is None:
            return held
        else:
            same |= {end: OuterRef(f"{self.prefix}{end}") for end in ("start", "end")}
        return held.filter(Exists(decisions.filter(**same)))

    def item(self, row: Any) -> dict[str, Any]:
        """The columns of a decision that name this item."""
        names = {"at": self.at, "inquiry": f"{self.inquiry}_id"}
        if self.prefix is not None:
            names |= {"start": f"{self.prefix}start", "end": f"{self.prefix}end"}
        (values,) = self._all().filter(pk=row.pk).values(**{f"its_{n}": F(path) for n, path in names.items()})
        item = {"kind": self.key, "inquiry_id": values["its_inquiry"]}
        item |= {name: values[f"its_{name}"] for name in ("start", "end") if f"its_{name}" in values}
        return item | {self.holder if self.holder == "digest" else f"{self.holder}_id": values["its_at"]}


def _in_paragraph(key: str, title: str, model: type[Model], waiting: Q, *related: str) -> Kind:
    return Kind(
        key, title, model, waiting, "paragraph", "paragraph_id", "paragraph__report__inquiry", "paragraph__report",
        "paragraph__page", "", order=("paragraph__report_id", "paragraph__position", "start"),
        related=("paragraph__page__report", "paragraph__report", *related),
    )  # fmt: skip


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            Kinds.CITATION, "Citations not read, or of several candidates", Citation,
            NOT_STAFF & Q(status__in=(Citation.Status.AMBIGUOUS, Citation.Status.UNPARSED)),
            "footnote", "footnote_id", "footnote__report__inquiry", "footnote__report", "footnote__page", "",
            order=("footnote__report_id", "footnote__position", "position"),
            related=("footnote__page__report", "footnote__report"),
        ),
        Kind(
            Kinds.WITNESS, "Proposed people", Witness,
            NOT_STAFF & Q(standing=Standing.PROPOSED, merged_into=None), "witness", "pk", "inquiry",
            reason="", order=("name", "pk"), related=("inquiry",),
        ),
        Kind(
            Kinds.ORGANISATION, "Proposed organisations", Organisation,
            NOT_STAFF & Q(standing=Standing.PROPOSED, merged_into=None), "organisation", "pk", "inquiry",
            reason="", order=("name", "pk"), related=("inquiry",),
        ),
        _in_paragraph(
            Kinds.SPEAKER, "Suggested speakers and uncertain quotations", Quotation,
            NOT_STAFF & ~Q(standing=Standing.REJECTED) & (Q(standing=Standing.PROPOSED) | Q(is_certain=False)),
            "witness", "organisation",
        ),
        Kind(
            Kinds.CHECK, "Quotations not found in the testimony, or altered", QuotationCheck,
            NOT_STAFF
            & ~Q(outcome=QuotationCheck.Outcome.MATCHED)
            & Q(quotation__isnull=False)
            & ~Q(quotation__standing=Standing.REJECTED),
            "paragraph", "quotation__paragraph_id", "report__inquiry", "report", "quotation__paragraph__page",
            "quotation__", order=("report_id", "quotation__paragraph__position", "quotation__start"),
            related=("quotation__paragraph__page__report", "quotation__paragraph__report", "hearing"),
            decided_on="quotation",
        ),
        _in_paragraph(
            Kinds.CROSS_REFERENCE, "Cross-references that lead nowhere yet", CrossReference,
            NOT_STAFF & Q(standing__in=(Standing.UNKNOWN, Standing.AMBIGUOUS, Standing.PROPOSED)),
        ),
        Kind(
            Kinds.SOURCE, "Sources without a holding", Source,
            NOT_STAFF & Q(holding=Source.Holding.CITED_ONLY, merged_into=None) & ~Q(standing=Standing.REJECTED),
            "source", "pk", "inquiry", reason="kind", order=("reference", "pk"), related=("inquiry",),
        ),
        Kind(
            Kinds.ANNOTATION, "Orphaned annotations", Annotation, Q(is_orphaned=True, withdrawn_at=None),
            "annotation", "pk", "paragraph__report__inquiry", "paragraph__report", "paragraph__page",
            reason="kind", related=("paragraph__page__report", "paragraph__report", "author"), settled_here=True,
        ),
        Kind(
            Kinds.PROBLEM, "Import problems", ImportProblem, ~Q(severity="note"), "digest", "digest", "inquiry",
            reason="code", order=("inquiry_id", "file", "line", "pk"), related=("inquiry",), settled_here=True,
        ),
    )
}  # fmt: skip
