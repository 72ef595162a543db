"""The site with one address more: a file that breaks off."""

import os
from collections.abc import Iterator

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inquiry.settings")


def rows(last: int) -> Iterator[list[tuple[int]]]:
    for number in range(last):
        yield [(number,)]
    if last < 20:
        raise ValueError("the database is gone")


def file(request: HttpRequest, last: int) -> StreamingHttpResponse:
    from evidence.exports import Column, Place, Table, csv_lines
    from evidence.models import Paragraph
    from evidence.views.files import streamed

    columns = {"id": Column(lambda row, place: "x" * 1000, "As long as a paragraph.")}
    table = Table("x", "X", "", Paragraph.objects.all, ("pk",), columns)
    return streamed(csv_lines(table, rows(last), Place("http://testserver")), "text/csv; charset=utf-8")


application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from inquiry.urls import urlpatterns as real_ones  # noqa: E402

urlpatterns = [path("<int:last>.csv", file), *real_ones]
settings.ROOT_URLCONF = __name__
