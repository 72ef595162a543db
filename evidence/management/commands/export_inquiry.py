"""The data package of an inquiry: one CSV file a noun, and a description of every column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evidence.exports import Place, write_package
from evidence.models import Inquiry


class Command(BaseCommand):
    """Writes what any reader may have: nothing internal, nothing withdrawn or rejected."""

    help = "Writes an inquiry as a data package: CSV files, and datapackage.json that describes every column."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to write, where to, and under which address the site is found."""
        parser.add_argument("slug", help="the inquiry's slug")
        parser.add_argument("directory", type=Path, help="made if it is not there; files of an earlier export replaced")
        parser.add_argument(
            "--site", default="http://127.0.0.1:8000", help="where this site is, for the addresses in the files"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the files and says how many rows each has."""
        inquiry = Inquiry.objects.filter(slug=options["slug"]).first()
        if inquiry is None:
            slugs = ", ".join(Inquiry.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"no inquiry has the slug “{options['slug']}”; there is: {slugs}")
        directory: Path = options["directory"]
        try:
            counts = write_package(inquiry, directory, Place(options["site"].rstrip("/")))
        except OSError as error:
            raise CommandError(f"{directory}: {error.strerror}; name a directory that can be written") from error
        for name, count in counts.items():
            self.stdout.write(f"{name}.csv: {count:,} row{'' if count == 1 else 's'}")
        self.stdout.write(f"{directory / 'datapackage.json'} describes them")
