"""The four real inquiry folders in the database, each imported once for all tests of this folder."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from evidence.importing.coverage import PageCoverage, compared
from evidence.management.commands.check_reading import stored_pages
from evidence.models import Inquiry

FOLDERS = ["iicsa-internet", "post-office", "leveson", "iraq"]


class Stored(NamedTuple):
    folder: Path
    expected: dict[str, Any]
    inquiry: Inquiry
    pages: list[PageCoverage]


def imported(folder: Path) -> dict[str, Any]:
    """What an import of the folder says it wrote."""
    out = StringIO()
    call_command("import_inquiry", str(folder), "--json", stdout=out)
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


@pytest.fixture(scope="package")
def importer(corpora, django_db_setup, django_db_blocker) -> Iterator[Callable[[str], Stored]]:
    """Imports a folder when it is first asked for, in a transaction that is taken back at the end; nothing is indexed.

    Asked for while a test runs, a folder would be taken back with that test: ask in fixtures of the package only.
    """

    @cache
    def stored(name: str) -> Stored:
        folder = corpora / name
        inquiry = Inquiry.objects.get(slug=imported(folder)["inquiry"])
        connection.check_constraints()  # now, once: PostgreSQL would check these rows again after every test
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        return Stored(folder, expected, inquiry, compared(expected, stored_pages(inquiry)))

    with django_db_blocker.unblock(), transaction.atomic():
        yield stored
        transaction.set_rollback(True)


@pytest.fixture(scope="package", params=FOLDERS)
def stored(request, importer) -> Stored:
    return importer(request.param)
