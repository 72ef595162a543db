"""A process for the tests: each line it is sent makes it start another that writes the index until it is killed."""

import os
import sys


def write_for_ever(what: str) -> None:
    from evidence.models import Paragraph
    from evidence.search.index import search_index

    keys = list(Paragraph.objects.values_list("pk", flat=True)[:40])
    while True:
        search_index().rebuild() if what == "rebuild" else search_index().update(keys)


def main() -> None:
    import django

    django.setup()
    for line in sys.stdin:  # the preparations are made once: only what is killed is started anew
        if child := os.fork():
            sys.stdout.write(f"{child}\n")
            sys.stdout.flush()
            os.waitpid(child, 0)
            sys.stdout.write("killed\n")
            sys.stdout.flush()
        else:
            write_for_ever(line.strip())


if __name__ == "__main__":
    main()
