"""Suggestions beneath the search box: by keyboard, by mouse, and not in the way of a plain search."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import ALL_RULES, faults
from tests.browser.site import small_site


@pytest.fixture
def site(live_server) -> str:
    small_site()
    return live_server.url


def typed(window, site, words, **options):
    page = window(**options)
    page.goto(site)
    page.get_by_label("Search everything", exact=True).last.press_sequentially(words)
    return page, page.locator("#site-search")


def test_a_suggestion_is_chosen_by_keyboard(site, window):
    page, box = typed(window, site, "ada")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/witnesses/ada-vale/$"))


def test_escape_closes_the_list_and_keeps_what_was_typed(site, window):
    page, box = typed(window, site, "harb")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("harb")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_searches_for_what_was_typed(site, window):
    page, _ = typed(window, site, "harbour")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=harbour$"))


def test_a_suggestion_is_chosen_by_mouse_on_a_phone(site, window):
    page, _ = typed(window, site, "harb", width=360)
    page.get_by_role("option", name=re.compile("Harbour Organisation")).click()
    expect(page).to_have_url(re.compile("/organisations/harbour/$"))


def test_axe_finds_nothing_wrong_with_the_open_list(site, window):
    page, _ = typed(window, site, "harb")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert faults(page, ALL_RULES) == []


def test_without_scripts_the_box_is_a_plain_one(site, window):
    page = window(java_script_enabled=False)
    page.goto(site)
    page.locator("#site-search").fill("harbour")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=harbour$"))
