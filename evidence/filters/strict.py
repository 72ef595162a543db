"""What every filter shares: no parameter is passed over, and what is wrong is said in one sentence a fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django_filters.filterset import FilterSet

from evidence.filters.fields import MOST_VALUES, quoted

# which page of a list is shown; a file of the same set has no pages
PAGE = "page"


class StrictForm(forms.Form):
    """Refuses a parameter that nothing here reads: a mistyped filter must never mean “everything”."""

    def clean(self) -> dict[str, Any]:
        """The values read."""
        known = [*self.fields, PAGE]
        unknown = [name for name in self.data if name not in known]
        for name in unknown[:3]:
            self.add_error(None, f"There is no filter {quoted(name)}; what would do is {', '.join(known)}.")
        return self.cleaned_data


class StrictFilter(FilterSet):
    """A filter set whose faults can be read out to whoever typed the address."""

    class Meta:
        form = StrictForm

    @property
    def faults(self) -> list[str]:
        """One sentence for each thing wrong with the query string; none if it can be answered."""
        sentences: list[str] = []
        for name, errors in self.errors.get_json_data().items():
            for error in errors:
                message = str(error["message"])
                sentences.append(message if name == "__all__" else f"{name}: {message.rstrip('.')}.")
        return sentences

    @property
    def read(self) -> dict[str, Any]:
        """What the parameters mean, by name; none where one is not given. Only for a query string without faults."""
        values: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        return values

    @cached_property
    def given(self) -> dict[str, list[str]]:
        """The parameters that narrow the set, as they were typed, without empty ones."""
        return {
            name: values
            for name in self.filters
            if name != "sort" and (values := [value for value in dict.fromkeys(_all(self.data, name)) if value.strip()])
        }

    def without(self, parameter: str) -> QuerySet[Any]:
        """The set as it would be without the parameter."""
        rows: QuerySet[Any] = self.queryset.all()
        for name, value in self.read.items():
            if name != parameter and value is not None:
                rows = self.filters[name].filter(rows, value)
        return rows


def _all(data: Mapping[str, Any], name: str) -> Sequence[str]:
    values = data.getlist(name) if isinstance(data, QueryDict) else [data[name]] if name in data else []
    return values[: MOST_VALUES + 1]
