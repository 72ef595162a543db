"""A process for the tests to kill: it updates or rebuilds the index over and over until it is stopped."""

import sys


def main(what: str) -> None:
    import django

    django.setup()
    from evidence.models import Paragraph
    from evidence.search.index import search_index

    keys = list(Paragraph.objects.values_list("pk", flat=True)[:40])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        search_index().rebuild() if what == "rebuild" else search_index().update(keys)


if __name__ == "__main__":
    main(sys.argv[1])
