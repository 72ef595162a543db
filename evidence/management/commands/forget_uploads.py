"""``forget_uploads``: throws away uploads that nobody has confirmed."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from evidence.importing.kept_uploads import Forgotten, forget_unconfirmed


class Command(BaseCommand):
    help = (
        "Throws away folders that were sent in the admin, read, and not confirmed within UPLOAD_DAYS days. Each "
        "upload does the same for those before it. One that is being read or imported is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=settings.UPLOAD_DAYS, help="instead of UPLOAD_DAYS")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        forgotten = forget_unconfirmed(days)
        for one in forgotten:
            self.stdout.write(_sentence(one))
        if not forgotten:
            self.stdout.write(f"No upload has waited for more than {days} days: nothing is thrown away.")


def _sentence(one: Forgotten) -> str:
    files = "1 file" if one.files == 1 else f"{one.files:,} files"
    if one.run is None:
        return f"Left behind by a process that was killed: {files} thrown away."
    sent = timezone.localtime(one.run.created)
    return f"Sent by {one.run.author} on {sent:%-d %B %Y} and never confirmed: {files} thrown away."
