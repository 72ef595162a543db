"""``rebuild_index``: builds the search index beside the live one and swaps it in."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from evidence.search.index import IndexUnavailable, SearchIndex, search_indexes


class Command(BaseCommand):
    help = "Builds the search index from the database, beside the live one, and swaps it in. Readers keep searching."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        console = Console(stderr=True)
        try:
            with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
                indexed = [index.contents.counted(_rebuilt(index, bar)) for index in search_indexes()]
        except IndexUnavailable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Indexed {' and '.join(indexed)} in {time.monotonic() - began:.1f} s.")


def _rebuilt(index: SearchIndex, bar: Progress) -> int:
    task = bar.add_task(f"Indexing {index.contents.plural}", total=None)
    return index.rebuild(lambda done, total: bar.update(task, completed=done, total=total))
