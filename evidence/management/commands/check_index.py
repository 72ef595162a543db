"""``check_index``: says whether the search index and the database agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evidence.models import Paragraph
from evidence.search.index import keep, search_index

SHOWN = 10


class Command(BaseCommand):
    help = (
        "Compares the search index with the database: what is missing, stale or superfluous. Status 1 if they differ."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        state = search_index().check()
        if state.problem:
            raise CommandError(state.problem)
        if state.agrees:
            self.stdout.write(f"The index agrees with the database: {state.indexed:,} paragraphs.")
            return
        self._report("missing from the index", state.missing)
        self._report("changed since they were indexed", state.stale)
        self._report("in the index but no longer published", state.superfluous)
        raise CommandError(
            "The search index and the database differ. Bring them together with “python manage.py rebuild_index”."
        )

    def _report(self, what: str, keys: Sequence[int]) -> None:
        if not keys:
            return
        self.stdout.write(f"{len(keys):,} {what}")
        shown = keep(Paragraph.objects.select_related("report", "page"), keys[:SHOWN])
        for paragraph in shown.in_reading_order():
            self.stdout.write(f"  {paragraph.citable_id}")
        if len(keys) > SHOWN:
            self.stdout.write(f"  and {len(keys) - SHOWN:,} more")
