"""Every main task by keyboard alone, and the single keys with the switch that turns them off."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import HEARING, READING, small_site


@pytest.fixture
def site(live_server) -> str:
    small_site()
    return live_server.url


def test_letters_move_between_paragraphs(site, window):
    page = window()
    page.goto(site + READING)
    page.keyboard.press("j")
    expect(page.locator("#p3 .passage-label a")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#p4 .passage-label a")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#p3 .passage-label a")).to_be_focused()


def test_a_slash_leads_to_the_search_box_and_is_a_letter_there(site, window):
    page = window()
    page.goto(site + READING)
    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()
    page.keyboard.type("j/k?")
    expect(page.locator("#site-search")).to_have_value("j/k?")


def test_a_question_mark_opens_the_list_of_keys_and_escape_gives_the_focus_back(site, window):
    page = window()
    page.goto(site + READING)
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#p3 .passage-label a")).to_be_focused()


def test_single_keys_can_be_turned_off_and_stay_off(site, window):
    page = window()
    page.goto(site + READING)
    page.keyboard.press("?")
    page.get_by_label("Single keys work").press("Space")
    page.keyboard.press("Escape")
    page.goto(site + READING)
    page.keyboard.press("j")
    expect(page.locator("#p3 .passage-label a")).not_to_be_focused()
    page.get_by_role("button", name="Keyboard shortcuts").press("Enter")
    expect(page.get_by_label("Single keys work")).not_to_be_checked()


def test_without_scripts_no_key_is_promised(site, window):
    page = window(java_script_enabled=False)
    page.goto(site + READING)
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_have_count(0)


@pytest.mark.tasks
def test_every_main_task_is_done_by_keyboard_alone(site, window):
    page = window()
    page.goto(site + "/")
    follow(page, "B.1: What was known")
    follow(page, "Note 1")
    expect(page.locator("#note-1")).to_be_in_viewport()
    follow(page, "Back to where note 1 is called, paragraph 3")
    expect(page.locator("#call-3-0")).to_be_in_viewport()

    page.keyboard.press("/")
    page.keyboard.type("reports")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything with these words")
    follow(page, "1 paragraph", within="#paragraphs ~ p")

    reach(page, "#narrow-section")
    page.keyboard.type("B.1")
    page.keyboard.press("Enter")
    page.wait_for_url("**section=B.1**")
    reach(page, ".listing-rows a[href*='.csv']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")

    page.goto(site + HEARING)
    page.keyboard.press("j")
    expect(page.locator("#p1 a")).to_be_focused()
    follow(page, "Page 1, lines 2 to 4")
    expect(page.locator("mark")).to_have_count(3)


def follow(page: Page, name: str, within: str = "body") -> None:
    """Tabs from where the focus is to a link and presses Enter."""
    reach(page, lambda: page.locator(within).get_by_role("link", name=name).first)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def reach(page: Page, target) -> None:
    """Presses Tab until the element has the focus: what cannot be reached so fails."""
    element = page.locator(target).first if isinstance(target, str) else target()
    element.wait_for(state="attached")
    for _ in range(150):
        if element.evaluate("one => one === document.activeElement"):
            assert element.evaluate("one => getComputedStyle(one).outlineStyle") != "none", "the focus is not seen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{element} was not reached with the Tab key")
