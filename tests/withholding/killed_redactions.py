"""A process for the tests: children of it do what guardians do, and are killed; it tells what is left.

Its database is its own, and migrated. The words were hidden, or shown, by a child before; each line it prints
is one case.
"""

import json
import os
import random
import signal
import sys
import time
from unittest.mock import patch

WORDS = "quagga"
TEXT = f"Nobody spoke of the {WORDS}. It was late."
SIGNED = {"reason": "r", "authority": "a", "because": "b", "words": WORDS, "confirm": "yes"}
BEFORE_COMMIT = {
    "withhold": [
        "evidence.withholding.deciding.conceal",  # all is put back
        "evidence.withholding.masking.mask_copies",  # half is masked
        "evidence.admin.redactions._hide_in_index",  # all is masked, but the index
        "evidence.models.history.remember",  # the index is written
    ],
    "lift": ["evidence.withholding.deciding.conceal", "evidence.models.history.remember"],
}
AFTER_COMMIT = {
    "withhold": [
        f"evidence.search.{index}.update" for index in ("whoosh_index.WhooshIndex", "postgres_index.PostgresIndex")
    ],
    "lift": ["evidence.admin.redactions._bring_index_up"],
}
ANSWERED = "django.contrib.messages.middleware.MessageMiddleware.process_response"  # the view has returned
NOTE = "A note for readers."
TRIALS = 3  # of each, killed at any moment


def kill(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def act(what: str) -> None:
    """What staff do in the admin."""
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    from evidence.models import Annotation, Paragraph, Redaction

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get())
    sent: dict[str, object] = SIGNED
    if what == "withhold":
        url = f"{reverse('admin:evidence_redaction_add')}?paragraph={Paragraph.objects.get().pk}"
    elif what == "lift":
        url = reverse("admin:evidence_redaction_lift", args=[Redaction.objects.active().get().pk])
    else:
        url = reverse("admin:evidence_annotation_changelist")
        sent = {"action": "withdraw", "_selected_action": [Annotation.objects.get().pk]}
    response = client.post(url, sent)
    assert response.status_code == 302, response.text


def in_child(what: str, *where: str, after: float = 0) -> bool:
    """Does it in a child; whether that was killed."""
    from contextlib import ExitStack

    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        with ExitStack() as patched:
            for name in where:
                patched.enter_context(patch(name, kill))
            act(what)
        os._exit(0)
    if after:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def left() -> dict[str, object]:
    """How things stand, and how once the index was brought up as every start does it."""
    from django.test import Client

    from evidence.models import Original, Paragraph, Redaction
    from evidence.search.index import bring_up, search_index, search_indexes
    from evidence.search.query import parse

    paragraph, query = Paragraph.objects.get(), parse(WORDS)
    state = {
        "shown": paragraph.text == TEXT,
        "note": NOTE in Client(headers={"host": "localhost"}).get(paragraph.get_absolute_url()).text,
        "originals": Original.objects.count(),
        "active": Redaction.objects.active().count(),
        "records": Redaction.history.count(),
        "found": len(search_index().matching(query)),
    }
    for index in search_indexes():
        bring_up(index)
    agrees = all(index.check(thorough=True).agrees for index in search_indexes())
    return state | {"agrees": agrees, "found_then": len(search_index().matching(query))}


def tell(what: str, *where: str, after: float = 0) -> None:
    before = left()
    killed = in_child(what, *where, after=after)
    print(json.dumps({"what": what, "where": where[-1:], "killed": killed, "before": before, "left": left()}))  # noqa: T201


def main() -> None:
    import django

    django.setup()
    from django.contrib.auth.models import User

    from evidence.models import Annotation, Edition
    from evidence.search.index import search_indexes
    from tests.factories import ParagraphFactory

    guardian, paragraph = User.objects.create_superuser("guardian"), ParagraphFactory(text=TEXT)
    Annotation.objects.create(
        paragraph=paragraph, start=0, end=len(TEXT), body=NOTE, visibility="public", author=guardian
    )
    Edition.begin()
    for index in search_indexes():
        index.rebuild()
    chance = random.Random(8)  # noqa: S311 (the same moments in every run)
    for what, other in (("withhold", "lift"), ("lift", "withhold")):
        for where in BEFORE_COMMIT[what]:
            tell(what, where)
        tell(what, *AFTER_COMMIT[what])
        began = time.monotonic()
        in_child(other)
        seconds = time.monotonic() - began
        for _ in range(TRIALS):
            tell(what, after=seconds * chance.uniform(0.2, 1.2))
            if left()["shown"] != (what == "withhold"):
                in_child(other)
        in_child(what)
    tell("withdraw", ANSWERED)


if __name__ == "__main__":
    sys.exit(main())
