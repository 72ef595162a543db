"""Reading in a real browser: notes and back, a phone, a keyboard, no script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import READING
from tests.example_report import ExampleReport, example_report
from tests.factories import QuotationCheckFactory


@pytest.fixture
def example(live_server) -> ExampleReport:
    return example_report()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_on_a_wide_screen_notes_stand_open_beside_their_paragraph(live_server, example, window, javascript):
    page = window(1280, java_script_enabled=javascript)
    page.goto(live_server.url + READING)
    note, text = page.locator("#note-1").bounding_box(), page.locator("#p3 .prose").bounding_box()
    assert note["x"] >= text["x"] + text["width"]
    assert abs(note["y"] - text["y"]) < 40


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_marker_leads_to_its_note_and_the_note_back(live_server, example, window, width, javascript):
    page: Page = window(width, java_script_enabled=javascript)
    page.goto(live_server.url + READING)
    page.locator("#p3 a[role=doc-noteref]").click()
    assert page.url.endswith("#note-1")
    expect(page.locator("#note-1")).to_be_visible()
    page.locator("#note-1 a[role=doc-backlink]").click()
    assert page.url.endswith("#call-3-0")
    expect(page.locator("#call-3-0")).to_be_in_viewport()


def test_on_a_phone_notes_are_folded_and_unfold_in_place_without_scripts(live_server, example, window):
    page = window(360, java_script_enabled=False)
    page.goto(live_server.url + READING)
    expect(page.locator("#note-1")).to_be_hidden()
    page.locator("#p3 summary").click()
    expect(page.locator("#note-1")).to_be_visible()


def test_the_first_tab_offers_to_skip_to_the_text(live_server, example, window):
    page = window()
    page.goto(live_server.url + READING)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_page_is_read_and_left_by_keyboard_alone(live_server, example, window):
    page = window()
    page.goto(live_server.url + "/")
    page.get_by_role("link", name="B.1: What was known").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("What was known")
    page.wait_for_load_state()  # before its script runs, the link leads to the paragraph's own page
    page.get_by_role("link", name="Paragraph 3", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pane h2")).to_have_text("Paragraph 3")
    page.get_by_role("link", name="Paragraph 3 on a page of its own").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Paragraph 3")
    page.go_back()
    expect(page.locator("#pane h2")).to_have_text("Paragraph 3")
    assert page.url == f"{live_server.url}{READING}?evidence=3#p3"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground_in_both_schemes(live_server, example, window, scheme):
    page = window(color_scheme=scheme)
    page.goto(live_server.url + READING)
    for selector in (".prose", ".note", ".passage-label a", ".site-nav a", ".breadcrumbs a", "figcaption"):
        assert contrast(page, selector) >= 4.5, selector


def contrast(page: Page, selector: str) -> float:
    """WCAG's contrast between an element's text and the ground of the page."""
    colours = page.evaluate(
        "selector => [document.querySelector(selector), document.documentElement].map(getComputedStyle)"
        ".map((style, index) => index ? style.backgroundColor : style.color)",
        selector,
    )
    lighter, darker = sorted((luminance(colour) for colour in colours), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Of a colour as a browser computes it: "rgb(27, 28, 30)"."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_printed_section_carries_its_notes_its_place_and_its_address(live_server, example, window):
    page = window(794)
    page.goto(f"{live_server.url}{READING}?evidence=3")
    page.emulate_media(media="print")
    for shown in ("#note-1", ".breadcrumbs", ".site-footer .printed-only"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (".site-header", ".places", "#pane", ".margin-mark", ".shortcuts-opener"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    note, text = page.locator("#note-1").bounding_box(), page.locator("#p3 .prose").bounding_box()
    assert note["y"] >= text["y"] + text["height"]


def test_a_quotation_that_matches_the_testimony_says_so_in_print_too(live_server, example, window):
    QuotationCheckFactory(quotation=example.opening.quotations.get())
    page = window(794)
    page.goto(live_server.url + example.opening.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.locator(".check")).to_be_visible()


def test_a_paragraph_and_its_evidence_face_each_other_on_a_wide_screen_only(live_server, example, window):
    for width, beside in ((1280, True), (360, False)):
        page = window(width)
        page.goto(live_server.url + example.opening.get_absolute_url())
        text = page.locator("main .prose.alone").bounding_box()
        evidence = page.locator("#quotations").bounding_box()
        cited = page.locator("#cite").bounding_box()
        assert (evidence["x"] >= text["x"] + text["width"]) is beside
        assert (evidence["y"] < text["y"] + text["height"]) is beside
        assert cited["x"] == text["x"]
