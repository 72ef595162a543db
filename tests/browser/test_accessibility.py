"""What a machine can tell of accessibility where something opens or is asked for; people find the rest."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import ALL_RULES, faults
from tests.browser.site import PARAGRAPH, READING, small_site


@pytest.fixture
def site(live_server) -> str:
    small_site()
    return live_server.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_in_what_opens_on_a_phone(site, window, scheme):
    page = window(360, color_scheme=scheme)
    page.goto(site + READING)
    for summary in page.locator("main details > summary").all():
        summary.click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults(page, ALL_RULES) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_wrong_in_the_pane_beside_the_text(site, window, width):
    page = window(width)
    page.goto(site + READING)
    page.locator("#p3 .passage-label a").press("Enter")
    expect(page.locator("#pane h2")).to_be_focused()
    assert faults(page, ALL_RULES) == []


def test_axe_finds_nothing_wrong_in_the_suggestions_under_the_search_box(site, window):
    page = window(360)
    page.goto(site + "/")
    page.locator("#site-search").press_sequentially("harb")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert faults(page, ALL_RULES) == []


def test_notes_are_announced_as_notes(site, window):
    page = window()
    page.goto(site + READING)
    for role in ("doc-noteref", "doc-footnote", "doc-backlink"):
        assert page.locator(f"[role={role}]").count() > 0, role


def test_colours_that_the_reader_forces_still_show_what_is_marked(site, window):
    page = window(forced_colors="active")
    page.goto(f"{site}{READING}?q=reports")
    assert page.locator("mark.match").first.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"


def test_nothing_moves_for_readers_who_asked_for_less_motion(site, window):
    page = window(reduced_motion="reduce")
    for address in (READING, PARAGRAPH):
        page.goto(site + address)
        styles = page.evaluate(
            "[...document.querySelectorAll('*')].map(getComputedStyle)"
            ".map(style => [style.scrollBehavior, style.transitionDuration, style.animationName].join())"
        )
        assert set(styles) == {"auto,0s,none"}
