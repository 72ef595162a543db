"""What holds for every kind of page: each is opened once, looked at by axe in both schemes, narrowed and widened."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import ALL_RULES, COLOURS, faults
from tests.browser.site import ERRORS, PAGES, small_site

NARROW = {320: "320 pixels", 640: "1280 pixels at 200 %"}


@dataclass
class Tour:
    """What was found, with the address at which it was."""

    light: list[tuple[str, ...]] = field(default_factory=list)
    dark: list[tuple[str, ...]] = field(default_factory=list)
    broad: dict[int, list[str]] = field(default_factory=lambda: {width: [] for width in NARROW})
    elsewhere: list[str] = field(default_factory=list)
    opened: int = 0


@pytest.fixture(scope="module")
def made() -> list[Tour]:
    """The tour, for whichever test comes next: its rows are gone with the first, what it found is kept."""
    return []


@pytest.fixture
def tour(live_server, browser: Browser, made: list[Tour]) -> Tour:
    if not made:
        small_site()
        made.append(toured(browser, live_server.url))
    return made[0]


def toured(browser: Browser, site: str) -> Tour:
    found = Tour()
    page = browser.new_page()
    page.on(
        "request",
        lambda asked: asked.url.startswith((site, "data:")) or found.elsewhere.append(f"{page.url}: {asked.url}"),
    )
    for address in [*PAGES, *ERRORS]:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(site + address)
        found.light += [(address, *fault) for fault in faults(page, ALL_RULES)]
        page.emulate_media(color_scheme="dark")
        found.dark += [(address, *fault) for fault in faults(page, COLOURS)]
        for width, broad in found.broad.items():
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                broad.append(address)
        found.opened += 1
    page.close()
    return found


def test_every_kind_of_page_is_opened(tour: Tour):
    assert tour.opened == len(PAGES) + len(ERRORS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_on_any_kind_of_page(tour: Tour, scheme: str):
    assert getattr(tour, scheme) == []


@pytest.mark.parametrize("width", NARROW, ids=NARROW.values())
def test_no_page_scrolls_sideways(tour: Tour, width: int):
    assert tour.broad[width] == []


def test_no_page_asks_anybody_else_for_anything(tour: Tour):
    assert tour.elsewhere == []
