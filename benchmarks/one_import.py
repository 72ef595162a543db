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
    from django.db import connection, transaction

    from evidence.importing.folder import read_folder
    from evidence.importing.pages import read_hearings, read_pages
    from evidence.importing.writer import write_inquiry
    from evidence.linking.link import link_inquiry
    from evidence.models import Inquiry, Paragraph, Speech
    from evidence.search.index import PARAGRAPHS, SPEECHES, search_index

    call_command("migrate", verbosity=0)
    gc.set_threshold(100_000, 20, 100)  # as import_inquiry sets it
    times = [time.perf_counter()]
    read = read_folder(folder)
    pages, hearings = read_pages(read), read_hearings(read)
    times.append(time.perf_counter())
    with transaction.atomic():
        summary = write_inquiry(read, pages, hearings)
        times.append(time.perf_counter())
        link_inquiry(Inquiry.objects.get(slug=read.slug), summary.tallies)
    times.append(time.perf_counter())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as import_inquiry has it
    search_index(PARAGRAPHS).update(summary.reindex)
    search_index(SPEECHES).update(search_index(SPEECHES).check().missing)
    times.append(time.perf_counter())
    spent = (end - start for start, end in pairwise(times))
    stages = dict(zip(("reading", "writing", "linking", "indexing"), spent, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = {**stages, "pages": sum(map(len, pages.values())), "paragraphs": Paragraph.objects.count()}
    told["speeches"] = Speech.objects.count()
    if hearings:
        told |= served()
    sys.stdout.write(json.dumps({**told, "megabytes": peak}) + "\n")


def served() -> dict[str, float]:
    """Milliseconds to answer for the longest day, and for a search of all that was said; the middle of five."""
    from django.core.management import call_command
    from django.db.models import Count
    from django.test import Client

    from evidence.models import Hearing

    call_command("collectstatic", verbosity=0, interactive=False)
    longest = Hearing.objects.annotate(spoken=Count("speeches")).order_by("-spoken", "pk")[0]
    client, told = Client(), {}
    for name, address in (("day", longest.get_absolute_url()), ("search", "/speeches/?q=horizon")):
        spent = []
        for _ in range(6):
            began = time.perf_counter()
            assert client.get(address, headers={"host": "localhost"}).status_code == 200, address
            spent.append(time.perf_counter() - began)
        told[name] = 1000 * sorted(spent[1:])[2]
    return told


if __name__ == "__main__":
    if "--postgres" in sys.argv:
        from tests import postgres  # starts a server of its own and names it in DATABASE_URL

        assert os.environ["DATABASE_URL"], postgres.__doc__
    main(Path(sys.argv[1]))
