"""``check_index``: says whether the search index and the database agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evidence.search.index import PARAGRAPHS, SPEECHES, Contents, IndexState, keep, search_indexes

SHOWN = 10
# what the address of a row is made of
ROWS = {PARAGRAPHS: ("report", "page"), SPEECHES: ("hearing",)}


class Command(BaseCommand):
    help = (
        "Compares the search index with the database: what is missing, stale, superfluous or damaged. "
        "Status 1 if they differ."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        states = {index.contents: index.check(thorough=True) for index in search_indexes()}
        if problem := next((state.problem for state in states.values() if state.problem), ""):
            raise CommandError(problem)
        if all(state.agrees for state in states.values()):
            counted = ", ".join(contents.counted(state.indexed) for contents, state in states.items())
            self.stdout.write(f"The index agrees with the database: {counted}.")
            return
        for contents, state in states.items():
            self._report_state(contents, state)
        raise CommandError(
            "The search index and the database differ. Bring them together with “python manage.py rebuild_index”."
        )

    def _report_state(self, contents: Contents, state: IndexState) -> None:
        self._report(contents, "missing from the index", state.missing)
        self._report(contents, "changed since they were indexed", state.stale)
        self._report(contents, "in the index but no longer published", state.superfluous)
        self._report(contents, "damaged: the index holds other words than the text", state.damaged)

    def _report(self, contents: Contents, what: str, keys: Sequence[int]) -> None:
        if not keys:
            return
        self.stdout.write(f"{contents.counted(len(keys))} {what}")
        rows = keep(contents.model.objects.select_related(*ROWS[contents]), keys[:SHOWN])
        for row in rows.in_reading_order():
            self.stdout.write(f"  {row.citable_id}")
        if len(keys) > SHOWN:
            self.stdout.write(f"  and {len(keys) - SHOWN:,} more")
