"""Pages in the shapes that sites, word processors and converters give a report; none of them is a real one."""

from __future__ import annotations

import pytest

from evidence.importing.records import BlockKind, PageRecord, Severity
from tests.importing.html_reading import calls, labels, notes, read, texts

PANDOC = """<!DOCTYPE html><html lang="en"><head><title>The Harbour Inquiry – 3 The night of the fire
</title></head><body>
<header id="title-block-header"><h1 class="title">3. The night of the fire</h1></header>
<nav id="TOC" role="doc-toc"><ul><li><a href="#alarm">The alarm</a></li></ul></nav>
<h2 id="alarm">The alarm</h2>
<p>3.1 It rang at 10.04 pm.<a href="#fn1" id="fnref1" role="doc-noteref"><sup>1</sup></a> Mr Dean heard it:</p>
<blockquote><p>“I thought it was a drill.</p>
<p>I did not run.”<a href="#fn2" id="fnref2" role="doc-noteref"><sup>2</sup></a></p></blockquote>
<p>That was a common view.</p>
<p>3.2 The tank on the 1<sup>st</sup> floor held 40 m<sup>2</sup> of oil.</p>
<h3>Failings</h3>
<p>3.3 There were three:</p>
<ol type="a"><li><p>nobody called;</p></li><li><p>nobody came:</p><ol type="i"><li>not the brigade;</li></ol></li>
<li value="5"><p>nobody knew.<a href="#fn3" id="fnref3" role="doc-noteref"><sup>3</sup></a></p></li></ol>
<section id="footnotes" role="doc-endnotes"><hr /><ol>
<li id="fn1"><p>HAR000012, page 4.<a href="#fnref1" role="doc-backlink">↩︎</a></p></li>
<li id="fn2"><p>Dean 4 May 2011 12/3-9.</p><p>He corrected it.<a href="#fnref2" role="doc-backlink">↩︎</a></p></li>
<li id="fn3"><p>See <a href="https://example.org/x">his statement</a>.
<a href="#fnref3" role="doc-backlink">↩︎</a></p></li>
</ol></section></body></html>"""


@pytest.fixture(scope="module")
def pandoc() -> PageRecord:
    return read(PANDOC)


def test_it_is_called_by_its_heading(pandoc: PageRecord) -> None:
    assert (pandoc.heading.number, pandoc.heading.title, pandoc.heading.level) == ("3", "The night of the fire", 0)


def test_sub_headings_nest(pandoc: PageRecord) -> None:
    assert [(one.title, one.level) for one in pandoc.headings] == [("The alarm", 1), ("Failings", 2)]


def test_paragraphs_take_quotations_lists_and_further_text(pandoc: PageRecord) -> None:
    assert labels(pandoc) == ["3.1", "3.2", "3.3"]
    assert pandoc.paragraphs[0].text.endswith("I did not run.”\n\nThat was a common view.")


def test_a_quotation_of_two_blocks_is_one(pandoc: PageRecord) -> None:
    (quotation,) = pandoc.paragraphs[0].quotations
    text = pandoc.paragraphs[0].text[quotation.start : quotation.end]
    assert text == "“I thought it was a drill.\n\nI did not run.”"
    assert (quotation.certain, quotation.rule, quotation.marks) == (True, "html-blockquote", "complete")


def test_markers_stand_behind_the_words_they_follow(pandoc: PageRecord) -> None:
    assert calls(pandoc.paragraphs[0]) == [("1", "04 pm."), ("2", " run.”")]


def test_powers_and_ordinals_are_no_markers(pandoc: PageRecord) -> None:
    assert pandoc.paragraphs[1].text == "The tank on the 1st floor held 40 m2 of oil."


def test_lists_carry_the_numbers_that_a_browser_draws(pandoc: PageRecord) -> None:
    items = ["(a) nobody called;", "(b) nobody came:", "(i) not the brigade;", "(e) nobody knew."]
    assert pandoc.paragraphs[2].text.split("\n\n")[1:] == items
    assert [block.level for block in pandoc.paragraphs[2].blocks[1:]] == [0, 0, 1, 0]
    assert all(block.kind is BlockKind.LIST_ITEM for block in pandoc.paragraphs[2].blocks[1:])


def test_notes_lose_their_back_links_and_keep_their_paragraphs(pandoc: PageRecord) -> None:
    assert notes(pandoc) == {
        "1": "HAR000012, page 4.",
        "2": "Dean 4 May 2011 12/3-9.\n\nHe corrected it.",
        "3": "See his statement.",
    }


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Chapter 4</title>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=EN-GB><div class=WordSection1>
<p class=MsoTitle><b><span style='font-size:16.0pt'>Chapter 4</span></b></p>
<p class=MsoNormal><b>What the Board knew<o:p></o:p></b></p>
<p class=MsoNormal><span lang=EN-US>This chapter is about the Board.</span></p>
<p class=MsoNormal><b><span>Early warnings</span></b></p>
<p class=MsoNormal><![if !supportLists]><span>4.1<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>
<span>The Board met in&nbsp;May.<a
 href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><![if !supportFootnotes]><span>[1]
</span><![endif]></span></a>
It was told:</span></p>
<p class=MsoQuote style='margin-left:36.0pt'>“There is no case to answer.”</p>
<p class=MsoNormal><span>4.2<span>&nbsp;&nbsp; </span></span>In June it met again.
<a href="#_ftn2" name="_ftnref2">[2]</a></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><b><span>Later warnings</span></b></p>
<p class=MsoNormal>4.3<span>&nbsp; </span>Nothing was done.</p></div>
<div style='mso-element:footnote-list'><hr align=left size=1>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a>
Minutes of 3&nbsp;May 2004.</p><p class=MsoFootnoteText>The Secretary drafted them.</p></div>
<div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2">[2]
</a> Ibid.</p></div>
</div></body></html>"""


@pytest.fixture(scope="module")
def word() -> PageRecord:
    return read(WORD)


def test_bold_lines_are_its_headings(word: PageRecord) -> None:
    assert (word.heading.number, word.heading.title) == ("Chapter 4", "What the Board knew")
    assert [one.title for one in word.headings] == ["Early warnings", "Later warnings"]


def test_numbers_in_spans_are_labels(word: PageRecord) -> None:
    assert labels(word) == ["", "4.1", "4.2", "4.3"]
    assert word.paragraphs[1].text.startswith("The Board met in May. It was told:\n\n“There")


def test_a_set_in_paragraph_is_a_quotation_to_confirm(word: PageRecord) -> None:
    (quotation,) = word.paragraphs[1].quotations
    assert not quotation.certain


def test_notes_and_markers_that_point_at_each_other_are_told_apart(word: PageRecord) -> None:
    assert calls(word.paragraphs[1]) == [("1", "n May.")]
    assert notes(word) == {"1": "Minutes of 3 May 2004.\n\nThe Secretary drafted them.", "2": "Ibid."}


SITE = """<!DOCTYPE html><html lang="en"><head><title>Annex 2: Powers - Report of the Lamp Street Inquiry</title>
<script>var x = "<p>99. not text</p>";</script></head><body><a href="#content">Skip to main content</a>
<div class="banner" role="region" aria-label="Cookies on this site"><p>We use some cookies.</p>
<button>Accept</button></div>
<header role="banner"><a href="/">Inquiries</a></header>
<div class="breadcrumbs"><ol><li><a href="/">Home</a></li><li>Annex 2</li></ol></div>
<main id="content"><h1>Annex 2: Powers</h1><p>Published 4 March 2019</p>
<nav aria-label="Contents"><h2>Contents</h2><ol><li><a href="#entry">Entry</a></li></ol></nav>
<h2 id="entry">Entry and search</h2>
<ol start="13"><li><p>The Commission may enter premises at any time that it thinks fit, if it gives notice.<sup
id="fnref:1" role="doc-noteref"><a href="#fn:1">[footnote 1]</a></sup></p></li>
<li><p>Before it does so it must tell the owner of the premises in writing that:</p><ul><li>it will come;
</li></ul></li></ol>
<h3>Warrants</h3>
<ol start="15"><li>A warrant is needed where the owner does not agree to the entry of the Commission.</li></ol>
<div role="doc-endnotes"><ol><li id="fn:1"><p>Commission Act 1999. <a href="#fnref:1" role="doc-backlink">↩
</a></p></li></ol></div>
</main><div><h2>Related content</h2><ul><li><a href="/a">Another report</a></li></ul></div>
<footer role="contentinfo"><p>All content is available under the <a href="/ogl">Open Government Licence</a></p></footer>
</body></html>"""


@pytest.fixture(scope="module")
def site() -> PageRecord:
    return read(SITE)


def test_items_of_a_numbered_list_are_paragraphs(site: PageRecord) -> None:
    assert labels(site) == ["13", "14", "15"]
    assert site.paragraphs[1].text.endswith("in writing that:\n\n◦ it will come;")


def test_what_surrounds_the_text_is_left_out_and_reported(site: PageRecord) -> None:
    words = " ".join(texts(site))
    assert not any(word in words for word in ("cookies", "Inquiries", "Another report", "Open Government", "Home"))
    found = " ".join(problem.found for problem in site.problems if problem.severity is Severity.NOTE)
    for word in (
        "Skip to",
        "cookies",
        "Inquiries",
        "Home",
        "Published",
        "Contents Entry",
        "Another report",
        "All content",
    ):
        assert word in found


def test_notes_in_the_text_s_own_list_are_read(site: PageRecord) -> None:
    assert notes(site) == {"1": "Commission Act 1999."}


def test_a_glossary_of_terms_reads_as_rows() -> None:
    page = read(
        "<h1>Glossary</h1><p>Terms used.</p><dl><dt>Bow door</dt><dd>The door at the front.</dd>"
        "<dt>Master</dt><dd>The captain.</dd></dl><h2>Core participants</h2><table><caption>Table 1</caption>"
        "<tr><th>Name</th><th>Counsel</th></tr><tr><td>Ferry Line</td><td><p>Ms Lee</p><p>Mr Ode</p></td></tr></table>"
    )
    assert texts(page) == [
        "Terms used.\n\nBow door | The door at the front.\n\nMaster | The captain.",
        "Table 1\n\nName | Counsel\n\nFerry Line | Ms Lee Mr Ode",
    ]
    assert [block.kind for block in page.paragraphs[0].blocks] == [
        BlockKind.TEXT,
        BlockKind.TABLE_ROW,
        BlockKind.TABLE_ROW,
    ]


def test_an_executive_summary_without_numbers_keeps_its_paragraphs_apart() -> None:
    page = read(
        "<article><h1>Executive summary</h1><p>Its chair said:</p><blockquote><p>“I shall follow it.”</p></blockquote>"
        "<p>It heard 40 witnesses.<sup>1</sup> Some were "
        "hidden.<sup>2</sup></p><ul><li>One.</li><li>Two.<sup>3</sup></li></ul>"
        "<h2>Findings</h2><p>Nobody asked why, over 3 km<sup>2</sup>.</p><h2>Notes</h2><p>1. By video.</p><p>2. See "
        "ruling.</p>"
        "<p>They were A and B.</p><p>3 ARC0001.</p><p><a href='#'>Back to top</a></p></article>"
    )
    assert labels(page) == ["", "", ""]
    assert texts(page)[:2] == [
        "Its chair said:\n\n“I shall follow it.”",
        "It heard 40 witnesses. Some were hidden.\n\n• One.\n\n• Two.",
    ]
    assert [marker.label for marker in page.paragraphs[1].markers] == ["1", "2", "3"]
    assert notes(page) == {"1": "By video.", "2": "See ruling.\n\nThey were A and B.", "3": "ARC0001."}


def test_a_web_page_of_paragraphs_with_markers_whose_notes_are_elsewhere() -> None:
    page = read(
        "<div><p>The Inquiry published its report in 2022. This website was last updated then.</p></div>"
        "<h1>The Ferry Report</h1><h2>E.2: The doors</h2><h3>Closing them</h3><p>11. Ms Lee told us:</p>"
        "<p>“because they jam”.<a href='#footnote-1'>[1]</a></p><p>She said that Ferries<a href='#footnote-2'>[2]</a> "
        "knew.</p>"
        "<p>12. In <em>R v Smith</em> [2019] EWHC 606, at [35], [streaming] was hard.</p>",
        "The Ferry Report",
    )
    assert (page.heading.number, page.heading.title) == ("E.2", "The doors")
    assert labels(page) == ["11", "12"]
    assert calls(page.paragraphs[0]) == [("1", " jam”."), ("2", "erries")]
    assert page.paragraphs[1].text.startswith("In R v Smith [2019] EWHC 606, at [35], [streaming]")
    assert not page.notes
