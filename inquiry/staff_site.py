"""The admin as this project has it: Django's, with the pages of the desk."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, URLResolver, path


class StaffSite(AdminSite):
    site_header = "Inquiry evidence: staff"
    site_title = "Staff"
    index_title = "What staff keep"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from evidence.admin.desk.page import desk  # importing it registers with this very site

        return [path("desk/", self.admin_view(desk), name="desk"), *super().get_urls()]
