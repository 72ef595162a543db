"""What staff write in Markdown becomes harmless HTML."""

import pytest

from evidence.rendering import render_markdown


def test_emphasis_lists_and_quotations_are_shown():
    html = render_markdown("A *word*.\n\n- one\n- two\n\n> said")
    assert "<em>word</em>" in html
    assert "<li>one</li>" in html
    assert "<blockquote>" in html


def test_a_line_that_ends_stays_ended():
    assert "<br>" in render_markdown("first\nsecond")


def test_links_tell_crawlers_not_to_follow():
    assert render_markdown("[a](https://a.example/)") == '<p><a href="https://a.example/" rel="nofollow">a</a></p>\n'


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[a](javascript:alert(1))",
        "[a](data:text/html,<script>alert(1)</script>)",
        '[a](https://a.example/ "x\\" onmouseover=\\"alert(1)")',
        "![a](https://a.example/tracker.png)",
        "<a href='javascript:alert(1)'>a</a>",
    ],
)
def test_nothing_that_runs_or_is_fetched_is_left(text):
    html = render_markdown(text)
    assert not any(part in html for part in ("<script", "<img", "<iframe", 'href="javascript', 'href="data', '" on'))


def test_a_number_sign_does_not_make_a_heading_of_the_page():
    assert "<h1" not in render_markdown("# 1 is the first")
    assert "# 1 is the first" in render_markdown("# 1 is the first")
