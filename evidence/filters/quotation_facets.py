"""What a set of quotations is made of: how many of them match the testimony, differ from it, or are not in it."""

from __future__ import annotations

from django.db.models import Count

from evidence.filters.facets import Counted, Facet, facet
from evidence.filters.rows import UNCHECKED, QuotationFilter
from evidence.models import QuotationCheck

_WORDS = [*QuotationCheck.Outcome.choices, (UNCHECKED, "not checked: no testimony to lay it beside")]


def quotation_facets(found: QuotationFilter) -> list[Facet]:
    """The facets of a set, in one query."""
    counted = found.without("check").order_by().values_list("checked__outcome").annotate(number=Count("pk"))
    numbers = {outcome or UNCHECKED: number for outcome, number in counted}
    rows = [Counted(value, str(words), numbers[value]) for value, words in _WORDS if value in numbers]
    return [facet("check", "Beside the testimony", rows, found)]
