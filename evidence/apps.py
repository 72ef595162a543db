from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class EvidenceConfig(AppConfig):
    name = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from evidence import checks  # noqa: F401 (registers itself)


class StaffAdminConfig(admin_apps.AdminConfig):
    """Django's admin, with the pages of our desk."""

    default = False  # this module's own application is the other one
    default_site = "inquiry.staff_site.StaffSite"
