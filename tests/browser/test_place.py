"""Where the reader is and what is passed on: the place in the contents, the place next time, a link to words."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories

ADDRESS = "/reports/long/a-1/"
SENTENCE = "The chain was not followed — nobody, it seems, had read it, and the minutes say no more of the matter."


@pytest.fixture
def long_page(live_server) -> str:
    """Thirty paragraphs with the same words in them, and a sub-heading before the twentieth."""
    report = factories.ReportFactory(slug="long")
    page = factories.SectionFactory(report=report, slug="a-1", position=0, last_position=1)
    later = factories.SectionFactory(
        report=report, parent=page, depth=1, number="", title="Later", slug="a-1/later", is_page=False, position=1
    )
    for number in range(1, 31):
        text = f"In year {number} it was so. {SENTENCE} That was year {number}."
        section = later if number >= 20 else page
        factories.ParagraphFactory(page=page, section=section, label=str(number), position=number, text=text)
    return live_server.url + ADDRESS


def test_the_contents_say_under_which_heading_the_reader_is(long_page, window):
    page = window(1440)
    page.goto(long_page)
    place = page.locator(".places [aria-current=location]")
    expect(place).to_have_count(0)
    page.locator("#p25").scroll_into_view_if_needed()
    expect(place).to_have_text("Later")


def test_the_place_is_offered_next_time_and_sent_nowhere(long_page, window):
    page: Page = window(360)
    page.goto(long_page)
    expect(page.locator(".continue")).to_be_hidden()
    page.evaluate("document.getElementById('p14').scrollIntoView()")
    page.wait_for_function("Object.keys(localStorage).length === 1")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    page.goto(long_page)
    page.get_by_role("link", name="Continue at paragraph 14").click()
    expect(page.locator("#p14")).to_be_in_viewport()
    assert not any("14" in address.removeprefix(long_page) for address in asked if "#" not in address)


@pytest.mark.parametrize("words", ["nobody, it seems", SENTENCE], ids=["a few words", "a whole sentence"])
def test_a_link_to_selected_words_leads_to_them_although_they_stand_elsewhere_too(long_page, window, words):
    page: Page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto(long_page)
    select(page, "#p23 .prose p", words)
    page.get_by_role("button", name="Copy link to this passage").click()
    expect(page.locator(".passage-link [role=status]")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{long_page}#p23:~:text=")

    # without the paragraph in the address, the words alone must lead there
    other = window()
    other.goto(link.replace("#p23:~:", "#:~:"))
    expect(other.locator("#p23")).to_be_in_viewport()
    expect(other.locator("#p1")).not_to_be_in_viewport()


def test_a_selection_across_paragraphs_is_offered_no_link(long_page, window):
    page = window()
    page.goto(long_page)
    page.evaluate(
        "getSelection().setBaseAndExtent(document.querySelector('#p1 p'), 0, document.querySelector('#p2 p'), 0)"
    )
    expect(page.get_by_role("button", name="Copy link to this passage")).to_have_count(0)


def select(page: Page, element: str, words: str) -> None:
    page.locator(element).last.evaluate(
        """(element, words) => {
            const text = [...element.childNodes].find(node => node.textContent.includes(words));
            const start = text.textContent.indexOf(words);
            getSelection().setBaseAndExtent(text, start, text, start + words.length);
        }""",
        words,
    )
