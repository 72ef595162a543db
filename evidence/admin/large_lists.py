"""Lists of a hundred thousand rows and more: what would read a whole table is read once, or remembered."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from evidence.models import Edition
from evidence.search.index import keep


class FoundOnce(admin.ModelAdmin):
    """A search reads the table once, for the keys; counting what it found and showing a page of it need only those."""

    # relations whose names are searched: by themselves, as they are few, and not joined to each row
    search_names: dict[str, type[Model]] = {}

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        if not search_term.strip():
            return queryset, False
        found = queryset
        for word in map(_plain, smart_split(search_term)):
            found = found.filter(self._named(word) | self._in_fields(request, word))
        return keep(queryset, set(found.order_by().values_list("pk", flat=True))), False

    def _named(self, word: str) -> Q:
        named = Q()
        for field, model in self.search_names.items():
            named |= Q(**{f"{field}__in": QuerySet(model).filter(name__icontains=word).values("pk")})
        return named

    def _in_fields(self, request: HttpRequest, word: str) -> Q:
        fields = Q()
        for name in self.get_search_fields(request):
            exact = name.startswith("=")
            fields |= Q(**{f"{name.removeprefix('=')}__{'iexact' if exact else 'icontains'}": word})
        return fields


def _plain(word: str) -> str:
    """Words between quotation marks are looked for together."""
    return unescape_string_literal(word) if word[:1] in "\"'" and word[:1] == word[-1:] and len(word) > 1 else word


class RuleFilter(admin.SimpleListFilter):
    """By the rule that made a row. Which rules there are changes only when something is imported or linked."""

    title = "rule"
    parameter_name = "rule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(rule, rule or "none") for rule in _rules_of(model_admin.model, Edition.current())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset if self.value() is None else queryset.filter(rule=self.value())


@lru_cache(maxsize=16)
def _rules_of(model: type[Model], edition: str) -> list[str]:
    return sorted(QuerySet(model).order_by().values_list("rule", flat=True).distinct())
