"""The words that annotations are sorted by: a list that editors control."""

from __future__ import annotations

from django.contrib import admin

from evidence.admin.remembering import RememberingAdmin
from evidence.admin.versions import VersionedForm
from evidence.models import Tag


class TagForm(VersionedForm):
    class Meta:
        model = Tag
        fields = ["name", "slug"]


@admin.register(Tag)
class TagAdmin(RememberingAdmin):
    form = TagForm
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
