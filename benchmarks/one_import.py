"""One import, told as JSON: the seconds of each stage, the paragraphs, and the most memory that was used."""

import gc
import json
import os
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path


def main(folder: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from evidence.importing.folder import read_folder
    from evidence.importing.pages import read_pages
    from evidence.importing.writer import write_inquiry
    from evidence.linking.link import link_inquiry
    from evidence.models import Inquiry, Paragraph
    from evidence.search.index import search_index

    call_command("migrate", verbosity=0)
    gc.set_threshold(100_000, 20, 100)  # as import_inquiry sets it
    times = [time.perf_counter()]
    read = read_folder(folder)
    pages = read_pages(read)
    times.append(time.perf_counter())
    with transaction.atomic():
        summary = write_inquiry(read, pages)
        times.append(time.perf_counter())
        link_inquiry(Inquiry.objects.get(slug=read.slug), summary.tallies)
    times.append(time.perf_counter())
    search_index().update(summary.reindex)
    times.append(time.perf_counter())
    spent = (end - start for start, end in pairwise(times))
    stages = dict(zip(("reading", "writing", "linking", "indexing"), spent, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = {**stages, "pages": sum(map(len, pages.values())), "paragraphs": Paragraph.objects.count()}
    sys.stdout.write(json.dumps({**told, "megabytes": peak}) + "\n")


if __name__ == "__main__":
    if "--postgres" in sys.argv:
        from tests import postgres  # starts a server of its own and names it in DATABASE_URL

        assert os.environ["DATABASE_URL"], postgres.__doc__
    main(Path(sys.argv[1]))
