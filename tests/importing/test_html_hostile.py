"""HTML made to break the parser, and the promise for any HTML: it parses or says why, and keeps its words."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from evidence.importing.html.scan import MAX_BYTES
from evidence.importing.html_pages import parse_html_page
from evidence.importing.records import PageRecord, Severity

_WORD = re.compile(r"w\d+w")
_COUNT = re.compile(r"(\d+) words")
_TAG_NAMES = (
    "p div span b a sup blockquote ul ol li table tr td th dl dt dd h1 h2 h3 section article main aside nav"
    " header footer"
    " form q em br hr figure figcaption details summary pre button center font label"
)
_TAGS = _TAG_NAMES.split()
_ATTRIBUTES = (
    '', '', '', ' id="fn1"', ' href="#fn1"', ' href="#r1" id="r1"', ' class="cookie"', ' role="main"',
    ' start="7"', ' type="i"',
    ' href="https://example.org/"', ' style="margin-left: 3em"', ' role="doc-endnotes"', ' id="para3-1"', ' hidden',
)  # fmt: skip
_LABELS = ("3.1 ", "3.2 ", "13. ", "1", "[1]", "(a) ", "• ", ": ", "“", "”", "&nbsp;", "\n\n", "Notes", "&amp;", "7")


@st.composite
def tag_soup(draw: st.DrawFn) -> str:
    """Tags opened and closed at random around words that can be told apart."""
    pieces = []
    for number in range(draw(st.integers(1, 40))):
        tag = draw(st.sampled_from(_TAGS))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            pieces.append(f"</{tag}>")
        elif kind == 1:
            pieces.append(draw(st.sampled_from(_LABELS)))
        else:
            pieces.append(f"<{tag}{draw(st.sampled_from(_ATTRIBUTES))}>")
        if draw(st.booleans()):
            pieces.append(f" w{number}w ")
    return "".join(pieces)


def stored_words(page: PageRecord) -> list[str]:
    texts = [page.heading.title, *[one.title for one in page.headings], *[one.text for one in page.paragraphs]]
    return _WORD.findall(" ".join([*texts, *[note.text for note in page.notes]]))


def left_out_words(page: PageRecord) -> int:
    found = [_COUNT.search(problem.found) for problem in page.problems if problem.code == "left-out"]
    return sum(int(match[1]) for match in found if match)


@settings(max_examples=150, deadline=None)
@given(tag_soup())
def test_tag_soup_keeps_every_word_or_reports_it_left_out(soup: str) -> None:
    body = LexborHTMLParser(soup).body
    assert body is not None
    hidden = sum(len(_WORD.findall(node.text())) for node in body.css("[hidden]"))
    visible = _WORD.findall(body.text(separator=" "))
    page = parse_html_page("page.html", soup)
    kept = stored_words(page)
    assert set(kept) <= set(visible)
    assert len(visible) - len(set(kept)) <= left_out_words(page) + hidden


@settings(max_examples=150, deadline=None)
@given(tag_soup())
def test_words_of_paragraphs_keep_the_order_of_the_page(soup: str) -> None:
    body = LexborHTMLParser(soup).body
    assert body is not None
    order = {word: place for place, word in enumerate(_WORD.findall(body.text(separator=" ")))}
    page = parse_html_page("page.html", soup)
    words = [order[word] for paragraph in page.paragraphs for word in _WORD.findall(paragraph.text)]
    assert words == sorted(words)


@settings(max_examples=150, deadline=None)
@given(st.one_of(tag_soup(), st.text(alphabet=st.characters(), max_size=300)))
def test_every_offset_lies_in_its_text(content: str) -> None:
    page = parse_html_page("page.html", content)
    for paragraph in page.paragraphs:
        text, blocks = paragraph.text, paragraph.blocks
        assert "\n\n".join(text[block.start : block.end] for block in blocks) == text
        assert all(one.end + 2 == other.start for one, other in pairwise(blocks))
        offsets = [marker.offset for marker in paragraph.markers]
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(text) for offset in offsets)
        assert all(0 <= quotation.start < quotation.end <= len(text) for quotation in paragraph.quotations)
        assert -1 <= paragraph.heading < len(page.headings)


def refusal(content: str) -> str:
    """The code of the error that refused the page, in no more than a second or two."""
    began = time.process_time()
    page = parse_html_page("page.html", content)
    assert time.process_time() - began < 5
    assert not page.paragraphs
    return next(problem.code for problem in page.problems if problem.severity is Severity.ERROR)


def test_a_page_over_the_size_limit_is_refused() -> None:
    assert refusal("<p>" + "x" * MAX_BYTES) == "page-too-big"


def test_a_page_whose_bytes_exceed_the_limit_though_its_characters_do_not_is_refused() -> None:
    assert refusal("<p>" + "é" * (MAX_BYTES // 2)) == "page-too-big"


@pytest.mark.parametrize(
    "opening",
    [
        "<div>",
        "<span>",
        "<ul><li>",
        "<table><tr><td>",
        "<blockquote>",
        "<b>",
        "<svg>",
        "<div ='>",
        "<DIV\n>",
        "<font a={}>",
    ],
)
def test_a_hundred_thousand_nested_tags_are_refused_at_once(opening: str) -> None:
    content = "".join(opening.format(number) for number in range(100_000))
    assert refusal(content + "text") == "nested-too-deep"


def test_nesting_hidden_from_a_careless_scan_is_refused_too() -> None:
    assert refusal('<svg><style>"' + "<g>" * 100_000) == "nested-too-deep"


def test_a_tag_with_endless_attributes_is_refused() -> None:
    assert refusal("<p " + " ".join(f"a{number}" for number in range(100_000)) + ">") == "too-many-attributes"


def test_a_refusal_names_the_line_and_how_to_go_on() -> None:
    page = parse_html_page("report/001-a.html", "<p>one</p>\n<p>two</p>\n" + "<div>" * 5_000)
    assert str(page.problems[0]).startswith("report/001-a.html:3: tags nested more than 400 deep; expected")
    assert "the page was not read" in str(page.problems[0])


def test_deep_but_readable_nesting_is_read() -> None:
    page = parse_html_page("page.html", "<div>" * 300 + "<p>Deep.</p>" + "</div>" * 300)
    assert page.paragraphs[0].text == "Deep."


def test_unclosed_inline_tags_in_many_paragraphs_are_no_nesting() -> None:
    page = parse_html_page("page.html", "<p><span>Word.</p>" * 2_000)
    assert len(page.paragraphs) == 2_000


@pytest.mark.parametrize(
    "content",
    ["&" * 400_000, "&amp" * 200_000, "<" * 400_000, "<!--" * 100_000, "<p>" * 60_000, "<a b='" * 50_001,
     "</p>" * 60_000,
     "<p>" + "<sup>1</sup>" * 20_000, "<span>" + '<a href="#n">[1]</a>' * 10_000, "<ol>" + "<li>word " * 20_000],
    ids=["ampersands", "entities", "brackets", "comments", "paragraphs", "quotes", "ends", "markers", "links", "items"],
)  # fmt: skip
def test_floods_take_time_in_proportion(content: str) -> None:
    began = time.process_time()
    parse_html_page("page.html", content)
    assert time.process_time() - began < 8


def test_scripts_styles_and_event_handlers_leave_only_text() -> None:
    page = parse_html_page(
        "page.html",
        "<h1>T</h1><script>alert(1)</script><style>p{}</style>"
        "<p onclick='x()'>Read <a href='javascript:alert(2)'>this</a><img src=x onerror=alert(3)>.</p>",
    )
    assert [paragraph.text for paragraph in page.paragraphs] == ["Read this."]
    assert any("1 × script, 1 × style" in problem.found for problem in page.problems)


def test_markup_written_as_text_stays_text() -> None:
    page = parse_html_page("page.html", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert page.paragraphs[0].text == "<script>alert(1)</script>"


def test_a_nul_character_is_kept_as_a_replacement_and_reported() -> None:
    page = parse_html_page("page.html", "<h1>T</h1><p>one\0two</p>")
    assert page.paragraphs[0].text == "one\ufffdtwo"
    assert [problem.line for problem in page.problems if problem.code == "mis-decoded"] == [1]


def test_an_unclosed_comment_is_reported_with_its_line() -> None:
    page = parse_html_page("page.html", "<h1>T</h1>\n<p>Seen.</p>\n<!-- and then\n<p>Unseen.</p>")
    problem = next(problem for problem in page.problems if problem.code == "unclosed-markup")
    assert (problem.line, problem.severity) == (3, Severity.WARNING)


@pytest.mark.parametrize("content", ["", " \n ", "<html></html>", "<script>x</script>"])
def test_a_page_without_text_is_an_error(content: str) -> None:
    assert refusal(content) == "page-empty"
