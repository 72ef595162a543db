"""What programs that read the site are told: which addresses to leave alone, which there are, and the site's icon."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.models import Hearing, Organisation, Paragraph, Report, Section, Source, Subject, Witness

# filters combine without end, and a file repeats what the pages say
LEFT_ALONE = ("/admin/", "/search/", "/*?", "/*.csv$", "/*.json$", "/*.bib$", "/*.ris$", "/*.zip$")
ADDRESSES_PER_FILE = 5_000


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: every page may be read, no combination of filters, and the sitemap says what there is."""
    rules = "Allow: /sitemap-\n" + "".join(f"Disallow: {pattern}\n" for pattern in LEFT_ALONE)
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(f"User-agent: *\n{rules}\nSitemap: {sitemap}\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The address that browsers and feed readers ask for unbidden."""
    return redirect(static("evidence/favicon.svg"))


class _Addresses(GenericSitemap):  # type: ignore[type-arg]  # Django's class cannot be subscripted when it runs
    """The addresses of the rows of one model, in an order that its files can keep to."""

    limit = ADDRESSES_PER_FILE

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__({"queryset": rows})


_hearings = Hearing.objects.filter(is_closed=False)
_paragraphs = Paragraph.objects.published().filter(page__withdrawn_at=None).select_related("report", "page")
SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "reports": _Addresses(Report.objects.order_by("pk")),
    "pages": _Addresses(Section.objects.pages().select_related("report").order_by("pk")),
    "paragraphs": _Addresses(_paragraphs.only("slug", "report__slug", "page__slug").order_by("pk")),
    "witnesses": _Addresses(Witness.objects.published().order_by("pk")),
    "organisations": _Addresses(Organisation.objects.published().order_by("pk")),
    "subjects": _Addresses(Subject.objects.published().order_by("pk")),
    "sources": _Addresses(Source.objects.published().order_by("pk")),
    "hearings": _Addresses(_hearings.order_by("pk")),
}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """The files that together list every page."""
    return sitemap_views.index(request, SITEMAPS, sitemap_url_name="sitemap-file")


@require_safe
def sitemap_file(request: HttpRequest, section: str) -> HttpResponseBase:
    """One kind of page, so many addresses to a file: ``?p=2`` is the next."""
    return sitemap_views.sitemap(request, SITEMAPS, section)
