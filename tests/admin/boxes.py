"""The boxes of the admin's forms that offer rows while one types."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse


def boxes() -> Iterator[tuple[str, str]]:
    """Every box that offers rows while one types: what it offers, and where it asks for them."""
    for model, model_admin in admin.site._registry.items():
        for field in model_admin.autocomplete_fields:
            asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
            offered = model._meta.get_field(field).related_model._meta.model_name
            yield str(offered), f"{reverse('admin:autocomplete')}?{urlencode(asked)}"
