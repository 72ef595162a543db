"""axe-core, which finds what a machine can find of accessibility."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 AA, and what axe counts as good practice: one h1, headings in order, all text in landmarks
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# the dark pages are the light ones in other colours
COLOURS = ["color-contrast", "link-in-text-block"]


def faults(page: Page, rules: list[str]) -> list[tuple[str, str]]:
    """The rule broken and the element that breaks it."""
    # of the rules that are kept, only their names: axe describes every element otherwise
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]]
