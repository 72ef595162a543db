"""Days as stenographers really print them, all in one inquiry: nothing is lost, and what is closed is shown nowhere."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from evidence.models import Hearing, ImportProblem, Speech
from tests import sets
from tests.importing.test_hearings_stored import REPORT, TOML
from tests.importing.transcripts.printed import INDEX, MORNING, page_text, paged

pytestmark = pytest.mark.django_db

# a page too long, then a panel, then a speech that nobody is said to make
PANEL = [
    "       MS ADA LOCK (sworn) and MR TOM QUAY (affirmed)",
    "             Examination by MS CAREY",
    "Q.  Which of you kept the ledger of the sluice?",
    "A.  We both did.",
    "             (The witnesses withdrew)",
    "    Words that have no label at all.",
]
SECRET = "The heron nested under the ninth sluice."
CLOSED = ["(10.00 am)", "(The Inquiry sat in closed session)", "MS CAREY:  Mrs Sable, please.", f"A.  {SECRET}"]


@pytest.fixture
def imported(tmp_path: Path) -> str:
    """What the import said of a folder with four sittings."""
    for name in ("report", "hearings"):
        (tmp_path / name).mkdir()
    (tmp_path / "inquiry.toml").write_text(TOML)
    (tmp_path / "report" / "001-a1.txt").write_text(REPORT)
    long = [*MORNING, *(f"MS CAREY:  Line twenty-{number}." for number in ("five", "six", "seven"))]
    broken = page_text([long, *paged(PANEL), *paged(INDEX)]).replace("\n15   (Pause)", "\n17   (Pause)")
    days = {
        "2021-05-12": broken,
        "2021-05-13-morning": page_text(paged(MORNING[1:])),
        "2021-05-13-afternoon": page_text(paged(MORNING[2:])),
        "2021-05-14": page_text(paged(CLOSED)),
    }
    for name, text in days.items():
        (tmp_path / "hearings" / f"{name}.txt").write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("import_inquiry", str(tmp_path), stdout=out)
    sets.index_everything()
    return out.getvalue()


def said(speaker: str) -> list[str]:
    return list(Speech.objects.filter(hearing__date="2021-05-12", speaker=speaker).values_list("text", flat=True))


def everywhere(client, query: str = "") -> dict[str, str]:
    """What readers get of the hearings, on every face."""
    slugs = Hearing.objects.values_list("slug", flat=True)
    addresses = [
        *("/", "/hearings/", "/witnesses/", f"/search/?q={query or 'heron'}"),
        *(f"/speeches{face}?q={query}" for face in ("/", ".csv", ".json")),
        *(f"/hearings/{slug}/" for slug in slugs),
        *(f"/hearings/{slug}/{place}/" for slug in slugs for place in ("1:4", "1", "speech-1")),
    ]
    found = {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code in {200, 302, 404}, address
        content = b"".join(response.streaming_content) if response.streaming else response.content
        found[address] = content.decode()
    return found


def test_no_day_is_lost_for_what_is_wrong_with_its_pages(imported):
    assert [str(hearing) for hearing in Hearing.objects.filter(date="2021-05-12")]
    assert "Line twenty-seven." in " ".join(said("Ms Carey"))
    assert Speech.objects.filter(text__contains="Words that have no label at all.").exists()
    codes = set(ImportProblem.objects.filter(file="hearings/2021-05-12.txt").values_list("code", flat=True))
    assert "page-too-long" in codes
    assert any(code.startswith("line") for code in codes), codes


def test_an_answer_of_a_panel_is_nobodys_and_can_be_found(client, imported):
    both = Speech.objects.get(text="We both did.")
    assert (both.kind, both.speaker, both.witness) == ("answer", "", None)
    assert "We both did." in client.get("/speeches/?q=both&kind=answer&speaker=A.").content.decode().replace(
        '<mark class="match">both</mark>', "both"
    )


def test_morning_and_afternoon_count_their_pages_apart(client, imported):
    morning, afternoon = (Hearing.objects.get(date="2021-05-13", session=one) for one in ("morning", "afternoon"))
    assert [hearing.pages.get().number for hearing in (morning, afternoon)] == [1, 1]
    assert 'value="5"' in client.get(f"/hearings/{afternoon.slug}/1:5/").content.decode()
    answers = client.get(f"/speeches.json?hearing={afternoon.slug}&kind=answer")
    assert morning.slug not in b"".join(answers.streaming_content).decode()


@pytest.mark.parametrize("query", ["", "heron", "sable", "sluice", '"ninth sluice"'])
def test_a_closed_session_is_said_to_be_closed_and_nothing_of_it_is_anywhere(client, imported, query):
    for address, text in everywhere(client, query).items():
        for secret in ("heron nested", "nested under", "ninth sluice.", "Sable"):
            assert secret not in text, address
    closed = Hearing.objects.get(date="2021-05-14")
    assert closed.is_closed
    assert not closed.pages.exists()
    assert not closed.speeches.exists()
    assert "closed session" in client.get(closed.get_absolute_url()).content.decode()
    assert SECRET not in " ".join(map(str, ImportProblem.objects.values_list("found", "expected", "action")))
    assert SECRET not in imported
