"""`manage.py import_inquiry DIR`: reads an inquiry folder, writes it, links it and indexes it."""

import gc
import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from evidence.importing.folder import FolderRefusedError, InquiryFolder, read_folder
from evidence.importing.pages import read_hearings, read_pages
from evidence.importing.records import Severity
from evidence.importing.writer import write_inquiry
from evidence.importing.writing.summary import Summary
from evidence.linking.link import link_inquiry
from evidence.models import Edition, Inquiry, touched
from evidence.search.index import PARAGRAPHS, IndexUnavailable, SearchIndex, bring_up, search_indexes

SHOWN_PROBLEMS = 50


class Command(BaseCommand):
    help = (
        "Reads an inquiry folder (inquiry.toml, the pages of its reports, its lists), writes it, links it and indexes "
        "it. Safe to repeat: only what has changed is written, and staff's work is kept. All of it is written, or none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--json", action="store_true", help="give the summary as JSON, every problem in it")
        parser.add_argument(
            "--progress", metavar="FILE", type=Path, help="keep a sentence in FILE that says how far it is"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        self.progress: Path | None = options["progress"]
        try:
            read = read_folder(folder)
            if self._is_imported(read) and not options["dry_run"]:
                transaction.on_commit(lambda: self._index(Summary(read.slug), options["json"]))
                self._say_unchanged(read, as_json=options["json"])
                return
            with _few_collections():
                summary = self._import(read, dry_run=options["dry_run"], as_json=options["json"])
        except FolderRefusedError as refusal:
            if options["json"]:
                self.stdout.write(json.dumps({"refused": [str(problem) for problem in refusal.problems]}))
            raise CommandError(
                f"{refusal}\nNothing was written. Correct {'this' if len(refusal.problems) == 1 else 'these'} and "
                f"run import_inquiry again."
            ) from refusal
        if options["json"]:
            self.stdout.write(json.dumps({"dry_run": options["dry_run"], **summary.as_json()}))
        else:
            self._report(summary, dry_run=options["dry_run"])

    def _is_imported(self, read: InquiryFolder) -> bool:
        return Inquiry.objects.filter(slug=read.slug, digest=read.digest).exists()

    def _say_unchanged(self, read: InquiryFolder, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"dry_run": False, **Summary(read.slug).as_json()}))
        else:
            self.stdout.write(f"{read.slug}: unchanged since it was last imported; nothing was written.")

    def _import(self, read: InquiryFolder, *, dry_run: bool, as_json: bool) -> Summary:
        count = sum(len(report.pages) for report in read.reports) + len(read.hearings)
        with self._progress(count) as advance:
            pages, hearings = read_pages(read, advance), read_hearings(read, advance)
            with transaction.atomic():
                summary = write_inquiry(read, pages, hearings)
                link_inquiry(Inquiry.objects.get(slug=read.slug), summary.tallies)
                Edition.begin()
                if dry_run:
                    transaction.set_rollback(True)
                else:
                    transaction.on_commit(lambda: self._finish(summary, as_json))
        return summary

    def _finish(self, summary: Summary, as_json: bool) -> None:
        """What follows a committed import: fresh statistics, without which thousands of new rows are read badly."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            touched.prune(cursor)
        self._index(summary, as_json)

    def _index(self, summary: Summary, as_json: bool) -> None:
        """Brings every index up to the database: also with what an import left behind that was killed before this."""
        try:
            behind = {index.contents: _mended(index, summary) for index in search_indexes()}
        except (IndexUnavailable, OSError) as error:
            raise CommandError(
                f"{summary.inquiry} is written, but the search index could not follow: {error}. "
                f"Run “python manage.py rebuild_index”."
            ) from error
        # what this import has written of speeches is not told apart from what an earlier one left behind
        if (count := len(behind[PARAGRAPHS] - summary.reindex)) and not as_json:
            self.stdout.write(f"The search index was behind by {count} paragraphs; it agrees with the database again.")

    @contextmanager
    def _progress(self, pages: int) -> Iterator[Callable[[str], None]]:
        """A bar on a terminal, and a sentence in the file that was asked for; nothing elsewhere."""
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("Reading pages", total=pages)
            done = count(1)

            def advance(file: str) -> None:
                self._note(next(done), pages, file)
                bar.update(task, advance=1, description=file[:60])
                if bar.finished:
                    bar.update(task, description="Writing and linking", total=None)

            yield advance

    def _note(self, done: int, pages: int, file: str) -> None:
        if self.progress is not None:
            said = f"Read {done} of {pages} files: {file}." if done < pages else "All is read; writing and linking."
            self.progress.write_text(said, encoding="utf-8")

    def _report(self, summary: Summary, *, dry_run: bool) -> None:
        did = "would be written" if dry_run else "written"
        if not summary.wrote_something:
            self.stdout.write(f"{summary.inquiry}: nothing has changed; nothing {did}.")
        for noun, tally in summary.tallies.items():
            parts = [f"{getattr(tally, name)} {name}" for name in type(tally).__slots__ if getattr(tally, name)]
            if parts:
                self.stdout.write(f"{noun}: {', '.join(parts)}")
        for sentence in summary.staff_work:
            self.stdout.write(f"staff work: {sentence}")
        problems = [problem for problem in summary.problems if problem.severity is not Severity.NOTE]
        notes = len(summary.problems) - len(problems)
        for problem in problems[:SHOWN_PROBLEMS]:
            self.stdout.write(str(problem))
        if len(problems) > SHOWN_PROBLEMS:
            more = len(problems) - SHOWN_PROBLEMS
            self.stdout.write(f"… and {more} more: see Import problems in the admin, or --json.")
        self.stdout.write(f"{len(problems)} problems, {notes} notes; {summary.inquiry} {did}.")


def _mended(index: SearchIndex, summary: Summary) -> set[int]:
    """What the index lacked or held too much; now it agrees with the database."""
    behind = bring_up(index)
    if index.contents is PARAGRAPHS and (more := summary.reindex - behind):
        index.update(more)
    return behind


@contextmanager
def _few_collections() -> Iterator[None]:
    """Looks for unreachable objects less often: nearly all that an import makes stays, and looking takes its time."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
