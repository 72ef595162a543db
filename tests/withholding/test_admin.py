"""What is withheld is on no page of the admin for staff who are no guardians; a guardian reads it in one place."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from evidence.admin.desk.kinds import KINDS
from evidence.importing.kept_uploads import directory
from evidence.models import ImportRun, Redaction, Witness
from tests.admin.addresses import addresses
from tests.admin.boxes import boxes
from tests.admin.one_of_each import one_of_each
from tests.admin.quick import all_as
from tests.withholding.outlets import telling
from tests.withholding.planted import EACH_KIND, INTRODUCTION, WHOLE

ROWS = 2  # of each model: the planted ones are the first
CASES = [*EACH_KIND, *INTRODUCTION, *WHOLE]
SAID = (
    "“the xylograph was burnt in the cellar” She left on 3 May. ORM000007, QUI000042, the syzygy was never written "
    "down: Zelda Quillfeather, Head of Vermilion"
)
WORDS = [word for _, _, planted in CASES for word in planted]


@pytest.fixture
def planted(settings, tmp_path: Path, copies, guardian: User) -> None:
    """The words in every place that staff's work puts them, the report of an import that was sent in among them."""
    settings.DATA_DIR = tmp_path
    one_of_each(guardian)
    run = ImportRun.objects.get()
    problem = {"severity": "warning", "file": "a.txt", "line": 1, "code": "odd", "found": SAID}
    directory(run).mkdir(parents=True)
    (directory(run) / "said").write_text(json.dumps({"problems": [problem], "tallies": {}}))
    (directory(run) / "errors").write_text(SAID)


@pytest.fixture
def withheld(planted: None, hide) -> list[Redaction]:
    return [hide(kind, **values) for kind, values in [(kind, values()) for kind, values, _ in CASES]]


@contextmanager
def signed_in(*groups: str) -> Iterator[Client]:
    """The browser of somebody who is of these groups."""
    user = User.objects.create_user(" and ".join(groups), is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    with all_as(Client(), user) as client:
        yield client


def pages(client: Client) -> dict[str, str]:
    """What stands at every address of the admin, and on what the actions ask before they act."""
    found = {}
    for url in [*(address.url for address in addresses(ROWS)), *_told_more()]:
        response = client.get(url)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        found[url] = f"{unescape(content.decode(errors='replace'))}\n{response.headers}"
    keys = list(Witness.objects.filter(inquiry__slug="bridge").values_list("pk", flat=True))
    for action, chosen in (("merge", keys), *(("split", [key]) for key in keys)):
        asked = {"action": action, "_selected_action": chosen}
        found[f"{action} {chosen}"] = unescape(client.post(reverse("admin:evidence_witness_changelist"), asked).text)
    return found


def _told_more() -> Iterator[str]:
    """Each kind of item on the desk; where each row stands on the site; a form that is filled in by its address."""
    for key in KINDS:
        yield f"{reverse('admin:desk')}?{urlencode({'kind': key})}"
    for model in admin.site._registry:
        kind = ContentType.objects.get_for_model(model)
        for row in model._default_manager.order_by("pk")[:ROWS]:
            yield reverse("admin:view_on_site", args=[kind.pk, row.pk])
            if model._meta.model_name == "paragraph":
                asked = urlencode({"paragraph": row.pk, "start": 0, "end": len(row.text)})
                yield f"{reverse('admin:evidence_annotation_add')}?{asked}"


def test_staff_read_the_words_before_they_are_withheld(planted):
    with signed_in("Editors") as client:
        found = pages(client)
    assert {place.rpartition(": ")[2] for place in telling(found, WORDS)} == set(WORDS)


@pytest.mark.parametrize("groups", [["Readers"], ["Readers", "Annotators", "Editors", "Importers"]])
def test_withheld_words_are_on_no_page_of_the_admin_and_found_by_no_list(withheld, groups):
    """For those who only look, and for who is of every other group: rights add up, and forms show what pages do not."""
    with signed_in(*groups) as client:
        assert telling(pages(client), WORDS) == []
        for word in ("xylograph", "quillfeather"):
            assert list(_found(client, word)) == []


def _found(client: Client, word: str) -> Iterator[str]:
    """The lists and the boxes that find something by a word."""
    for model, model_admin in admin.site._registry.items():
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        page = client.get(url, {"q": word}) if model_admin.search_fields else None
        if page is not None and page.status_code == 200 and page.context["cl"].result_count:
            yield url
    for _, url in boxes():
        page = client.get(f"{url}&term={word}")
        if page.status_code != 403 and page.json()["results"]:
            yield url


def test_a_guardian_reads_what_is_withheld_on_the_pages_of_the_redactions_and_nowhere_else(withheld):
    with signed_in("Guardians") as client:
        told = {place.rpartition(": ")[0] for place in telling(pages(client), WORDS)}
    looked_at = [one for one in Redaction.objects.order_by("pk")[:ROWS] if one in withheld]
    assert told == {reverse("admin:evidence_redaction_change", args=[one.pk]) for one in looked_at} != set()
