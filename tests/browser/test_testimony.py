"""From a paragraph to its note, to the very lines, and back: by clicking, by keyboard, and without scripts."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

FOLDER = Path(__file__).resolve().parent.parent.parent / "fixtures" / "alder-mill-bridge"
PARAGRAPH = "/reports/alder-mill-bridge/b-2/44/"
LINES = "/hearings/alder-mill-bridge-2019-05-21/7:20-7:21/"


@pytest.fixture
def imported(live_server) -> None:
    call_command("import_inquiry", str(FOLDER), stdout=StringIO())


def follow(page: Page, selector: str, name: str, by_keyboard: bool) -> None:
    """Follows the link inside an element, with the mouse or with the keyboard alone."""
    link = page.locator(selector).get_by_role("link", name=name).first
    if by_keyboard:
        link.focus()
        expect(link).to_be_focused()
        page.keyboard.press("Enter")
    else:
        link.click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("by_keyboard", [False, True], ids=["by mouse", "by keyboard"])
def test_a_quotation_leads_to_its_note_to_the_lines_and_back(live_server, imported, window, javascript, by_keyboard):
    page: Page = window(1280, java_script_enabled=javascript)
    page.goto(live_server.url + PARAGRAPH)
    expect(page.locator(".quoted .testimony")).to_contain_text("would have found it in a morning.")
    follow(page, ".quoted .quoted-by", "note 41", by_keyboard)
    expect(page.locator("#note-41")).to_be_in_viewport()
    follow(page, "#note-41", "Calloway 21 May 2019 7/20-21", by_keyboard)
    page.wait_for_url("**" + LINES)
    expect(page.locator("mark.match").last).to_have_text("lamp and a stick would have found it in a morning.")
    follow(page, ".uses", "B.2, paragraph 44, note 41", by_keyboard)
    page.wait_for_url("**" + PARAGRAPH)


def test_the_lines_fold_away_and_back_by_keyboard(live_server, imported, window):
    page: Page = window(400, java_script_enabled=False)
    page.goto(live_server.url + PARAGRAPH)
    page.locator(".testimony summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".testimony .lines").first).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".testimony .lines").first).to_be_visible()
