"""Shapes of pages that other inquiries have: what their headings, notes and numbers are told by."""

from evidence.importing.text_pages import parse_text_page
from tests.importing.html_reading import calls, labels, notes, read, texts


def test_a_page_is_named_by_the_heading_that_its_paragraphs_count_on_from() -> None:
    page = parse_text_page(
        "report/001-page.txt",
        "Part 3\nThe testing\n\n18\nThe product\n\nThe firm\n\n18.1 It made it.\n\n18.2 It sold it.\n",
    )
    assert (page.heading.number, page.heading.title) == ("18", "The product")
    page = parse_text_page(
        "report/001-page.txt", "Part 3\nThe testing\n\n18\nThe product\n\n1. It made it.\n\n2. It sold it.\n"
    )
    assert (page.heading.number, page.heading.title) == ("Part 3", "The testing")


def test_a_running_head_that_repeats_the_first_page_s_heading_once_is_left_out() -> None:
    page = parse_text_page(
        "report/001-page.txt",
        "Part 3\nThe testing and marketing\n\n3.1 It made it.\n\n244\n\fPart 3 | The testing and marketing\n\n"
        "3.2 It sold it.\n\n245\n",
    )
    assert texts(page) == ["It made it.", "It sold it."]


def test_raised_numbers_apart_by_a_space_or_a_dash_are_several_markers() -> None:
    below = "".join(f"<p>{n} Note {n}.</p>" for n in range(1, 7))
    page = read(f"<h1>A</h1><p>One.<sup>1</sup></p><p>Two.<sup>2 3</sup></p><p>Six.<sup>4–6</sup></p><hr>{below}")
    assert [[label for label, _ in calls(one)] for one in page.paragraphs] == [["1"], ["2", "3"], ["4", "5", "6"]]


def test_a_line_of_the_site_below_the_notes_is_no_part_of_the_last() -> None:
    page = read("<h1>A</h1><p>One.<sup>1</sup></p><hr><div><p>1 Note one.</p></div><p>Share this page</p>")
    assert notes(page) == {"1": "Note one."}


def test_a_name_in_quotation_marks_opens_a_paragraph_and_no_quotation() -> None:
    name = "“Alex”, who was there from 1962, said: “it was a cold, cold place”."
    page = parse_text_page("report/001-page.txt", f"Findings\n\nMany were cared for.\n\n{name}\n\nBells rang.\n")
    assert texts(page) == ["Many were cared for.", name, "Bells rang."]
    assert not any(paragraph.quotations for paragraph in page.paragraphs)


def test_a_ruling_with_raised_notes_and_a_list_keeps_its_numbers_in_brackets() -> None:
    page = parse_text_page(
        "report/001-page.txt",
        "Chapter 6\n\n[45] They expected it.¹ He did not.²\n\n[46] It had two parts:\n\n1. To go.\n\n2. To stay.\n\n"
        "[47] Of paragraph [12] he said nothing.³\n\nNotes\n\n1 One.\n\n2 Two.\n\n3 Three.\n",
    )
    assert labels(page) == ["45", "46", "47"]
    assert notes(page) == {"1": "One.", "2": "Two.", "3": "Three."}
    assert texts(page)[1:] == ["It had two parts:\n\n1. To go.\n\n2. To stay.", "Of paragraph [12] he said nothing."]


def test_a_sentence_that_ends_in_its_marker_is_no_heading() -> None:
    for end in ("¹", "[1]", "1"):
        page = parse_text_page(
            "report/001-page.txt", f"Chapter 6\n\nThey left.\n\nThey expected it.{end}\n\n1. So it was.\n"
        )
        assert page.headings == ()
    page = parse_text_page(
        "report/001-page.txt", "Chapter 6\n\nThey left it all.\n\nThe plan of level B.2\n\n1. So it was.\n\n2. Yes.\n"
    )
    assert [heading.title for heading in page.headings] == ["The plan of level B.2"]


TRIBUNAL = """<html><head><title>Report of the Tribunal</title></head><body><h2>CHAPTER 7</h2><h2>THE MEETING</h2>
<table><tr><td><b>7-01</b></td><td>It took place on Thursday, 8th June 1989.<sup>1</sup> It lasted 20 minutes.</td></tr>
<tr><td><b>7-02</b></td><td>Mr. G said that he counted the money at the table, and that there was thirty.</td></tr>
</table><hr><font size=2><sup>1</sup> Day 22, p. 34.</font><p>- 45 -</p>
<table><tr><td><b>7-03</b></td><td>His account was different.<sup>2</sup></td></tr></table>
<hr><font size=2><sup>2</sup> Ibid.</font><p>- 46 -</p></body></html>"""


def test_a_tribunal_s_numbers_with_hyphens_are_labels() -> None:
    page = read(TRIBUNAL)
    assert labels(page) == ["7-01", "7-02", "7-03"]
    assert notes(page) == {"1": "Day 22, p. 34.", "2": "Ibid."}
    assert (page.heading.number, page.heading.title) == ("CHAPTER 7", "THE MEETING")
    text = parse_text_page("report/001-page.txt", "Chapter 7\n\n7-01 It met.\n\n7-02 It sat.\n\n7-03 It rose.\n")
    assert labels(text) == ["7-01", "7-02", "7-03"]


def test_ranges_are_no_labels() -> None:
    page = parse_text_page(
        "report/001-page.txt", "Chapter 7\n\n12-15 Children were ill.\n\n40-45 Adults were.\n\nSo.\n"
    )
    assert set(labels(page)) == {""}


def test_the_comma_between_two_markers_is_part_of_them() -> None:
    for calls_, below in (("¹,²", "¹ One.\n\n² Two."), ("[1], [2]", "[1] One.\n\n[2] Two.")):
        page = parse_text_page("report/001-page.txt", f"Chapter 6\n\n1. They went.{calls_} So.\n\nNotes\n\n{below}\n")
        assert [(m.label, page.paragraphs[0].text[: m.offset]) for m in page.paragraphs[0].markers] == [
            ("1", "They went."),
            ("2", "They went."),
        ]
        assert texts(page) == ["They went. So."]


def test_a_row_of_the_site_s_links_under_the_heading_is_left_out() -> None:
    page = parse_text_page("report/001-page.txt", "1.2 The regulators\n\nContents | Previous | Next\n\n1.2.1 It was.\n")
    assert texts(page) == ["It was."]
    assert texts(read("<div>Posted on June 3, 2019 by admin</div><h1>Chapter 5</h1><p>Many spoke.</p>")) == [
        "Many spoke."
    ]


def test_notes_in_the_margin_are_taken_out_of_their_sentence() -> None:
    aside = "<label class='sidenote-number'>{}</label><input type='checkbox'/><span class='sidenote'>{}</span>"
    for first, second in (("1", "2"), ("", "")):
        one, two = aside.format(first, "Statement of Asha."), aside.format(second, "Transcript, 4 June 2020.")
        page = read(f"<h1>Part 2</h1><p>People came.{one} Some stayed.</p><p>It rained.{two}</p>")
        assert texts(page) == ["People came. Some stayed.", "It rained."]
        assert notes(page) == {"1": "Statement of Asha.", "2": "Transcript, 4 June 2020."}
        assert calls(page.paragraphs[0]) == [("1", " came.")]


def test_a_word_parted_at_a_line_s_end_keeps_its_comma() -> None:
    page = parse_text_page("report/001-page.txt", "Chapter 6\n\n1. The head-\nmaster, Canon Ridd, said so.\n")
    assert texts(page) == ["The headmaster, Canon Ridd, said so."]


def test_notes_under_each_paragraph_of_a_text_page_are_read() -> None:
    page = parse_text_page(
        "report/001-page.txt",
        "Chapter 4: The rescue\n\n4.1 The first came at 06:40.1\n\n1 QRY00000200.\n\n"
        "4.2 The engine did not.1 It went astray.2\n\n1 Dunn, Day 5/12-13.\n\n2 QRY00000201/4,\nand more.\n\n4.3 So.\n",
    )
    assert texts(page) == ["The first came at 06:40.", "The engine did not. It went astray.", "So."]
    assert [(n.label, n.text) for n in page.notes] == [
        ("1", "QRY00000200."), ("1", "Dunn, Day 5/12-13."), ("2", "QRY00000201/4, and more."),
    ]  # fmt: skip


def test_numbers_that_are_not_all_answered_stay_in_the_text() -> None:
    page = parse_text_page(
        "report/001-page.txt", "Chapter 4\n\n4.1 It came.1\n\n1 One man.\n\n4.2 It went.2 It sat.3\n\n2 Two.\n\nSo.\n"
    )
    assert not page.notes
    assert "It came.1" in texts(page)[0]


def test_quotations_and_lists_of_a_markdown_page_are_read() -> None:
    page = parse_text_page(
        "report/001-page.txt",
        "# Chapter 5: The cause\n\n**5.1** It wrote:\n\n> The fuse burned.\n> It ought to.[^a]\n\n"
        "**5.2** There were two:\n\n1. the fuse;\n2. the cold.\n\n[^a]: QRY00000300, p 4.\n",
    )
    assert texts(page) == [
        "It wrote:\n\nThe fuse burned. It ought to.",
        "There were two:\n\n1. the fuse;\n\n2. the cold.",
    ]
    assert [paragraph.label for paragraph in page.paragraphs] == ["5.1", "5.2"]
    kept = parse_text_page("report/001-page.txt", "Chapter 5\n\n1. If x\n> 5 then stop.\n\n2. So.\n")
    assert "> 5" in texts(kept)[0]


def test_a_title_that_only_its_class_marks_names_the_page() -> None:
    page = read(
        "<p class='Chapter-No'>3</p><p class='Chapter-Title'>The warnings</p><h2>The letters</h2><p>45. It came.</p>"
        "<p>46. It went.</p>"
    )
    assert (page.heading.number, page.heading.title) == ("3", "The warnings")
    assert [heading.title for heading in page.headings] == ["The letters"]
    assert read("<p>Many spoke.</p><p class='subtitle'>A day</p><p>So.</p>").heading.title == ""


def test_chapters_numbered_in_words_past_ten_are_numbers() -> None:
    page = read("<h1>CHAPTER ELEVEN</h1><h1>The Police Investigation</h1><p>11.1 He met her.</p><p>11.2 So.</p>")
    assert (page.heading.number.casefold(), page.heading.title) == ("chapter eleven", "The Police Investigation")
