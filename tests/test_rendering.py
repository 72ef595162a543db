"""Rendering adds markup and changes no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from evidence.models import FootnoteMarker, Paragraph, Quotation, Standing
from evidence.rendering import Call, Link, Mark, Quote, gather, marker_anchor, render_paragraph, render_text
from evidence.withholding import with_marks
from tests import factories

# what a parser of HTML reads as it was written: no NUL, no carriage return, no half of a surrogate pair
printed = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60)
place = st.integers(-5, 70)
links = st.lists(st.builds(Link, place, place, st.just("/x/"), st.just("mention")), max_size=6)
marks = st.lists(st.builds(Mark, place, place, st.sampled_from(["match", "annotated"])), max_size=6)
quotes = st.lists(st.builds(Quote, place, place, st.sampled_from(["", "Ms <Vale>"])), max_size=8)
calls = st.lists(st.builds(Call, place, st.just("7"), st.just("#note-7")), max_size=6)
kinds = st.sampled_from(["text", "list-item", "table-row", "unheard-of"])
stored_blocks = st.lists(
    st.one_of(st.tuples(kinds, place, place, place).map(list), st.just([1]), st.none()), max_size=6
)


def text_in(html: str, *, without: str = ".apparatus") -> str:
    """The text of the HTML, what was added for the reader left out."""
    body = LexborHTMLParser(f"<!doctype html><body><div>{html}</div>").css_first("body > div")
    for added in body.css(without):
        added.decompose()
    return body.text()


@given(printed, links, marks, quotes, calls)
def test_rendering_adds_markup_and_changes_no_text(text, links, marks, quotes, calls):
    assert text_in(render_text(text, links, marks, quotes=quotes, calls=calls)) == text


@given(printed, links, marks, quotes, calls)
def test_every_note_is_called_once_and_no_link_holds_another(text, links, marks, quotes, calls):
    html = render_text(text, links, marks, quotes=quotes, calls=calls)
    tree = LexborHTMLParser(html)
    assert len(tree.css("a[role=doc-noteref]")) == len(calls)
    # a parser takes nested links apart and so finds more of them than were written
    assert html.count("<a ") == len(tree.css("a"))


@given(printed, stored_blocks, quotes, calls)
def test_a_paragraph_keeps_its_text_whatever_its_rows_say(text, blocks, quotes, calls):
    paragraph = Paragraph(pk=1, text=text, blocks=blocks, slug="1")
    paragraph._prefetched_objects_cache = {
        "mentions": [],
        "references_made": [],
        "quotations": [
            Quotation(start=quote.start, end=quote.end, display=display, speaker_as_printed=quote.speaker)
            for quote, display in zip(quotes, ["block", "inline"] * len(quotes), strict=False)
        ],
        "markers": [],
    }
    assert text_in(render_paragraph(paragraph)) == text


def test_markup_in_the_text_is_shown_and_not_obeyed():
    assert render_text("<b>5 & 6</b>") == "&lt;b&gt;5 &amp; 6&lt;/b&gt;"


def test_a_mark_nests_inside_a_link():
    html = render_text("Harbour knew", [Link(0, 7, "/organisations/harbour/", "mention")], [Mark(3, 12)])
    assert html == (
        '<a class="mention" href="/organisations/harbour/">Har<mark class="match">bour</mark></a>'
        '<mark class="match"> knew</mark>'
    )


def test_overlapping_marks_share_the_words_that_both_mean():
    html = render_text("abcd", marks=[Mark(0, 3), Mark(2, 4, "annotated")])
    assert html == (
        '<mark class="match">ab</mark><mark class="match annotated">c</mark><mark class="annotated">d</mark>'
    )


def test_a_note_called_after_a_closing_mark_is_not_part_of_the_quotation():
    html = render_text("“Yes”.", quotes=[Quote(0, 5, "Ada Vale", "/witnesses/ada/")], calls=[Call(5, "3", "#note-3")])
    assert html.startswith('<q cite="/witnesses/ada/" data-speaker="Ada Vale">“Yes”</q><sup class="noteref apparatus">')
    assert html.endswith("</sup>.")


def test_a_note_called_inside_a_link_parts_the_link():
    html = render_text("Harbour", [Link(0, 7, "/x/")], calls=[Call(3, "1", "#note-1")])
    assert text_in(html) == "Harbour"
    assert LexborHTMLParser(html).css("a a") == []
    assert html.count('href="/x/"') == 2


def test_quotations_inside_quotations_are_nested():
    html = render_text("“a ‘b’ c”", quotes=[Quote(0, 9, "A"), Quote(3, 6, "B")])
    assert html == '<q data-speaker="A">“a <q data-speaker="B">‘b’</q> c”</q>'


@pytest.fixture
def paragraph(db):
    text = "She said:\n\n“one\n\ntwo”.\n\n• first\n\n• second\n\nName | Year\n\nMs Vale | 2001"
    blocks, start = [], 0
    for block, kind in zip(text.split("\n\n"), ["text"] * 3 + ["list-item"] * 2 + ["table-row"] * 2, strict=True):
        blocks.append([kind, start, start + len(block), 1 if kind == "list-item" else 0])
        start += len(block) + 2
    found = factories.ParagraphFactory(text=text, blocks=blocks, label="13")
    witness = factories.WitnessFactory(name="Ada Vale", honorific="Ms", slug="ada-vale")
    opening, closing = text.index("“"), text.index("\n\n• first")
    factories.QuotationFactory(paragraph=found, start=opening, end=closing, display="block", witness=witness)
    factories.MentionFactory(
        paragraph=found, kind="witness", witness=witness, start=text.index("Ms Vale"), end=text.index(" | 2001")
    )
    note = factories.FootnoteFactory(page=found.page, label="4")
    factories.FootnoteMarkerFactory(paragraph=found, footnote=note, offset=closing, position=0)
    return found


def rendered(paragraph, **how):
    stored = with_marks(Paragraph.objects.all()).get(pk=paragraph.pk)
    gather([stored])
    return render_paragraph(stored, **how)


def test_a_displayed_quotation_holds_its_blocks_and_names_its_speaker(paragraph):
    figure = LexborHTMLParser(rendered(paragraph)).css_first("figure.quotation")
    assert [block.text(deep=False) for block in figure.css("blockquote > p")] == ["“one", "two”."]
    assert figure.css_first("figcaption a").attributes["href"] == "/witnesses/ada-vale/"
    assert figure.css_first("figcaption").text() == "Ms Ada Vale"


def test_lists_and_tables_stand_as_printed(paragraph):
    tree = LexborHTMLParser(rendered(paragraph))
    assert [item.text() for item in tree.css("ul > li.level-1")] == ["• first", "• second"]
    assert [[cell.text() for cell in row.css("td")] for row in tree.css("tr")] == [
        ["Name | ", "Year"],
        ["Ms Vale | ", "2001"],
    ]
    assert tree.css_first("td a.mention.witness").attributes["href"] == "/witnesses/ada-vale/"


def test_a_note_leads_to_its_text_and_can_be_come_back_to(paragraph):
    call = LexborHTMLParser(rendered(paragraph)).css_first("blockquote a[role=doc-noteref]")
    marker = FootnoteMarker.objects.get()
    assert (call.attributes["href"], call.attributes["id"]) == ("#note-4", marker_anchor(marker))


def test_away_from_its_page_a_note_is_a_full_address_without_an_id(paragraph):
    call = LexborHTMLParser(rendered(paragraph, on_its_page=False)).css_first("a[role=doc-noteref]")
    assert call.attributes["href"] == FootnoteMarker.objects.get().footnote.get_absolute_url()
    assert "id" not in call.attributes


def test_what_staff_rejected_is_not_marked_up(paragraph):
    paragraph.mentions.update(standing=Standing.REJECTED)
    paragraph.quotations.update(standing=Standing.REJECTED)
    html = rendered(paragraph)
    assert "mention" not in html
    assert "blockquote" not in html


@pytest.mark.parametrize("many", [1, 40])
def test_rendering_asks_the_same_number_of_queries_for_any_number(paragraph, many, django_assert_num_queries):
    for number in range(many - 1):
        other = factories.ParagraphFactory(page=paragraph.page, label=f"20.{number}", position=100 + number)
        factories.QuotationFactory(paragraph=other, witness=factories.WitnessFactory())
        factories.FootnoteMarkerFactory(paragraph=other)
    paragraphs = list(Paragraph.objects.select_related("page__report"))
    with django_assert_num_queries(4):
        gather(paragraphs)
        for each in paragraphs:
            render_paragraph(each)
