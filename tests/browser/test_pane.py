"""The evidence of a paragraph beside the text: opened, closed, gone back from, linked to, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.site import PARAGRAPH, READING, small_site

BESIDE = f"{READING}?evidence=3#p3"


@pytest.fixture
def site(live_server) -> str:
    small_site()
    return live_server.url


@pytest.mark.parametrize("width", [360, 1280])
def test_choosing_a_paragraph_shows_its_evidence_and_moves_nothing(site, window, width):
    page = window(width)
    page.goto(site + READING)
    before = page.locator("#p3").bounding_box()
    page.locator("#p3 .passage-label a").click()
    expect(page.locator("#pane h2")).to_be_focused()
    expect(page.locator("#pane")).to_contain_text("Ada Vale")
    assert page.url == site + BESIDE
    assert page.locator("#p3").bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_wide_screen_the_evidence_stands_beside_the_text(site, window):
    page = window(1440)
    page.goto(site + BESIDE)
    text, pane = page.locator("#p3 .prose").bounding_box(), page.locator("#pane").bounding_box()
    assert pane["x"] >= text["x"] + text["width"]


@pytest.mark.parametrize("way", ["Escape", "close"])
def test_closing_the_evidence_gives_the_focus_and_the_address_back(site, window, way):
    page = window()
    page.goto(site + READING)
    page.locator("#p3 .passage-label a").press("Enter")
    expect(page.locator("#pane h2")).to_be_focused()
    if way == "close":
        page.locator("#pane .close").press("Enter")
    else:
        page.keyboard.press("Escape")
    expect(page.locator("#pane h2")).to_have_count(0)
    expect(page.locator("#p3 .passage-label a")).to_be_focused()
    assert page.url == f"{site}{READING}#p3"


def test_back_and_forward_show_what_was_shown(site, window):
    page = window()
    page.goto(site + READING)
    page.locator("#p3 .passage-label a").click()
    expect(page.locator("#pane h2")).to_have_text("Paragraph 3")
    page.locator("#p4 .passage-label a").click()
    expect(page.locator("#pane h2")).to_have_text("Paragraph 4")
    page.go_back()
    expect(page.locator("#pane h2")).to_have_text("Paragraph 3")
    page.go_back()
    expect(page.locator("#pane h2")).to_have_count(0)
    page.go_forward()
    expect(page.locator("#pane h2")).to_have_text("Paragraph 3")


def test_without_scripts_the_address_shows_the_evidence_and_the_number_leads_to_a_plain_page(site, window):
    page = window(java_script_enabled=False)
    page.goto(site + BESIDE)
    expect(page.locator("#pane h2")).to_have_text("Paragraph 3")
    page.locator("#pane .close").click()
    expect(page.locator("#pane h2")).to_have_count(0)
    page.locator("#p3 .passage-label a").click()
    assert page.url == site + PARAGRAPH


def test_a_click_with_a_key_held_opens_the_plain_page_elsewhere(site, window):
    page = window()
    page.goto(site + READING)
    with page.context.expect_page() as opened:
        page.locator("#p3 .passage-label a").click(modifiers=["Control"])
    opened.value.wait_for_load_state()
    assert opened.value.url == site + PARAGRAPH
    expect(page.locator("#pane h2")).to_have_count(0)


def test_the_pane_gives_way_to_what_it_would_hide_from_the_keyboard(site, window):
    page = window()
    page.goto(site + BESIDE)
    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()
    expect(page.locator("#pane h2")).to_have_count(0)


def test_a_paragraph_that_is_not_on_the_page_is_said_not_to_be(site, client):
    response = client.get(f"{READING}?evidence=99")
    assert response.status_code == 404
    assert "no paragraph “99”" in response.content.decode()
