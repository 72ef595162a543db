"""``rebuild_index``: builds the search index beside the live one and swaps it in."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from evidence.search.index import IndexUnavailable, search_index


class Command(BaseCommand):
    help = "Builds the search index from the database, beside the live one, and swaps it in. Readers keep searching."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        console = Console(stderr=True)
        try:
            with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
                task = bar.add_task("Indexing paragraphs", total=None)
                count = search_index().rebuild(lambda done, total: bar.update(task, completed=done, total=total))
        except IndexUnavailable as error:
            raise CommandError(str(error)) from error
        seconds = time.monotonic() - began
        paragraphs = "1 paragraph" if count == 1 else f"{count:,} paragraphs"
        self.stdout.write(f"Indexed {paragraphs} in {seconds:.1f} s.")
