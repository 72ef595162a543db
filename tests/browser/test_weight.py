"""What a long page weighs and how still it stands: bytes and shifts, which are the same on every machine."""

import gzip

import pytest
from playwright.sync_api import expect

from evidence.models import Quotation
from tests import factories

ADDRESS = "/reports/weighty/a-1/"
LARGEST = 150_000
WORDS = [
    "evidence", "inquiry", "witness", "minutes", "the", "of", "was", "told", "us", "that", "board", "letter", "never",
    "again", "reported", "system", "safety", "warning", "before", "considered",
]  # fmt: skip
SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value; })
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
})"""


@pytest.fixture
def long_page(live_server) -> str:
    """A hundred paragraphs of 120 words, no two alike, each with a quotation, a mention and a note."""
    page = factories.SectionFactory(report=factories.ReportFactory(slug="weighty"), slug="a-1")
    witness = factories.WitnessFactory(inquiry=page.report.inquiry)
    for number in range(1, 101):
        text = " ".join(f"{WORDS[(number * 7 + i * i) % len(WORDS)]}{(number * i) % 97 or ''}" for i in range(120))
        paragraph = factories.ParagraphFactory(page=page, label=str(number), position=number, text=text)
        note = factories.FootnoteFactory(page=page, label=str(number), position=number, text=text[:90])
        factories.FootnoteMarkerFactory(paragraph=paragraph, footnote=note, offset=len(text), position=0)
        factories.MentionFactory(paragraph=paragraph, kind="witness", witness=witness, start=0, end=5)
        factories.QuotationFactory(
            paragraph=paragraph, start=20, end=90, display=Quotation.Display.INLINE, witness=witness, footnote=note
        )
    return live_server.url + ADDRESS


def test_a_page_of_a_hundred_paragraphs_is_light_and_stands_still(long_page, window):
    page = window(1280)
    weights: dict[str, int] = {}
    page.on("response", lambda response: weights.update({response.url: len(gzip.compress(response.body()))}))
    page.goto(long_page, wait_until="networkidle")
    expect(page.locator(".passage")).to_have_count(100)
    assert len(weights) > 5
    assert sum(weights.values()) < LARGEST, weights
    assert page.evaluate(SHIFTS) < 0.05


def test_an_offer_to_read_on_moves_nothing(long_page, window):
    page = window(360)
    page.goto(long_page)
    page.evaluate("localStorage.setItem(`evidence.place:${location.pathname}`, 'p40')")
    page.goto(long_page)
    expect(page.get_by_role("link", name="Continue at paragraph 40")).to_be_visible()
    assert page.evaluate(SHIFTS) < 0.05
