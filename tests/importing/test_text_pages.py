"""Pages in shapes that the real reports at hand do not have, and pages made to trip the rules."""

from evidence.importing.records import BlockKind, Marks, PageRecord, Problem, Severity
from evidence.importing.text_pages import parse_text_page

FILE = "report/001-page.txt"


def parse(*blocks: str) -> PageRecord:
    return parse_text_page(FILE, "\n\n".join(blocks) + "\n")


def labels(page: PageRecord) -> list[str]:
    return [paragraph.label for paragraph in page.paragraphs]


def markers(page: PageRecord) -> list[tuple[str, str, str]]:
    return [(p.label, m.label, p.text[: m.offset][-5:]) for p in page.paragraphs for m in p.markers]


def quotations(page: PageRecord) -> list[tuple[str, str, Marks, bool]]:
    return [(p.label, p.text[q.start : q.end], q.marks, q.certain) for p in page.paragraphs for q in p.quotations]


def errors(page: PageRecord) -> list[Problem]:
    return [problem for problem in page.problems if problem.severity is Severity.ERROR]


def codes(page: PageRecord) -> list[str]:
    return [problem.code for problem in page.problems if problem.severity is not Severity.NOTE]


def test_a_judgment_like_page_with_tabs_and_a_byte_order_mark() -> None:
    page = parse_text_page(
        FILE,
        "\ufeffSkip to main content\r\n\r\n3.A: Tabs\r\n\r\n3.46\tSee Bates[2019] EWHC 606 (QB).[1]\r\n\r\n"
        "3.47.\tAt [35] of [4/13] and the judgment [936].\r\n\r\n\f3.48\tThe end.[2]\r\n\r\nEndnotes\r\n\r\n"
        "1. Note one\r\n\r\n2. Note two\r\n",
    )
    assert (page.heading.number, page.heading.title) == ("3.A", "Tabs")
    assert labels(page) == ["3.46", "3.47", "3.48"]
    assert markers(page) == [("3.46", "1", "(QB)."), ("3.48", "2", " end.")]
    assert [(note.label, note.text, note.line) for note in page.notes] == [("1", "Note one", 13), ("2", "Note two", 15)]


def test_an_executive_summary_without_any_number() -> None:
    page = parse("The Report of the Ferry Inquiry", "Foreword", "Dear Minister, here it is.", "I was asked.[1] I did.")
    assert page.heading.title == "Foreword"
    assert [(p.label, p.text) for p in page.paragraphs] == [
        ("", "Dear Minister, here it is."),
        ("", "I was asked. I did."),
    ]
    assert markers(page) == [("", "1", "sked.")]


def test_headings_over_unnumbered_text_part_it() -> None:
    page = parse("Annex 1: Overview", "1. Definition of scope", "It covers this.", "More.", "2. Methods", "We looked.")
    assert [(h.number, h.title) for h in page.headings] == [("1", "Definition of scope"), ("2", "Methods")]
    assert [(p.heading, p.text) for p in page.paragraphs] == [(0, "It covers this."), (0, "More."), (1, "We looked.")]


def test_numbered_headings_keep_out_of_the_numbering_of_paragraphs() -> None:
    page = parse(
        "Chapter 2 — Scope",
        "1. Definition of scope",
        "1. It considers this.",
        "2. It does.",
        "2. Methods",
        "3. We looked.",
    )
    assert (page.heading.number, page.heading.title) == ("Chapter 2", "Scope")
    assert [(h.number, h.title) for h in page.headings] == [("1", "Definition of scope"), ("2", "Methods")]
    assert labels(page) == ["1", "2", "3"]
    assert not errors(page)


def test_a_section_of_a_lettered_part_has_its_whole_number() -> None:
    page = parse("Section C.1: Knowledge in government", "1. It considers this.")
    assert (page.heading.number, page.heading.title) == ("Section C.1", "Knowledge in government")


def test_a_title_over_its_own_sub_paragraphs_is_a_heading() -> None:
    page = parse(
        "Annex 1: Overview", "1. Definition of scope", "1.1. It is this.", "1.2. And that.", "2. End", "2.1. So."
    )
    assert labels(page) == ["1.1", "1.2", "2.1"]
    assert [h.title for h in page.headings] == ["Definition of scope", "End"]


def test_a_paragraph_may_look_like_a_heading() -> None:
    page = parse(
        "5: People", "5.1. They were these.", "5.2. Mr Smith", "5.3. Ms Jones agreed", "5.4. All of them spoke."
    )
    assert labels(page) == ["5.1", "5.2", "5.3", "5.4"]
    assert not page.headings


def test_numbered_clauses_of_a_quotation_stay_in_it() -> None:
    page = parse(
        "4: Contract",
        "1. The contract said:",
        "“1. The contractor shall do it.",
        "2. The employer shall pay.",
        "3. Nobody shall complain.”[1]",
        "2. That was all.",
        "3. So it ended.",
    )
    assert labels(page) == ["1", "2", "3"]
    [(label, text, marks, certain)] = quotations(page)
    assert (label, marks, certain) == ("1", Marks.COMPLETE, True)
    assert text.endswith("3. Nobody shall complain.”")


def test_clauses_without_marks_are_quoted_with_doubt() -> None:
    page = parse(
        "6: R", "6.1. I recommend that:", "1. HM Government shall.", "6.2. And:", "2. Others shall.", "6.3. End."
    )
    assert labels(page) == ["6.1", "6.2", "6.3"]
    assert [(text, certain) for _, text, _, certain in quotations(page)] == [
        ("1. HM Government shall.", False),
        ("2. Others shall.", False),
    ]


def test_clauses_that_repeat_numbers_of_the_page_do_not_take_over_its_numbering() -> None:
    page = parse(
        "E: Y", "1. A.", "2. B.", "3. The rule says:", "2. Clause.", "3. Clause.", "4. C goes on.", "5. D.", "6. E."
    )
    assert labels(page) == ["1", "2", "3", "4", "5", "6"]
    assert not errors(page)


def test_a_number_printed_twice_is_refused_with_both_lines() -> None:
    page = parse("E.2: Y", "11. A text.", "12. B text.", "13. C text.", "13. D text.", "14. E text.")
    [error] = errors(page)
    assert str(error).startswith(f"{FILE}:9: paragraph 13 again (first at line 7); expected 14")
    assert labels(page) == ["11", "12", "13", "13", "14"]


def test_a_copied_line_that_ends_with_a_colon_is_a_repeat_too() -> None:
    page = parse("E.2: Y", "12. B.", "13. He told us:", "13. He told us:", "this”.[1]", "14. D.", "15. E.")
    assert [error.line for error in errors(page)] == [7]


def test_numbering_may_start_again_under_a_heading() -> None:
    page = parse("Conclusions", "Part one", "1. A.", "2. B.", "3. C.", "Part two", "1. D.", "2. E.", "3. F.", "4. G.")
    assert labels(page) == ["1", "2", "3", "1", "2", "3", "4"]
    assert not codes(page)


def test_a_missing_number_is_a_warning_and_loses_nothing() -> None:
    page = parse("Scope", "1. A text.", "2. B text.", "4. D text.", "5. E text.")
    assert labels(page) == ["1", "2", "4", "5"]
    [problem] = page.problems
    assert (problem.code, problem.line, problem.expected) == ("label-missing", 7, "paragraph 3")


def test_sub_paragraphs_and_inserted_paragraphs_keep_their_labels() -> None:
    page = parse("B.3: Bodies", "16. These:", "16.1. one;[3]", "16.2. two.", "17. Next.", "17A. Inserted.", "18. Last.")
    assert labels(page) == ["16", "16.1", "16.2", "17", "17A", "18"]
    assert not page.problems


def test_lists_keep_their_bullets_and_depth() -> None:
    page = parse("A: B", "1. These:", "• a", "◦ b", "• c", "2. Those:", "(a) x", "(i) y", "(ii) z", "(b) w", "- v")
    items = [
        (p.text[b.start : b.end], b.level) for p in page.paragraphs for b in p.blocks if b.kind is BlockKind.LIST_ITEM
    ]
    assert items == [
        ("• a", 0),
        ("◦ b", 1),
        ("• c", 0),
        ("(a) x", 0),
        ("(i) y", 1),
        ("(ii) z", 1),
        ("(b) w", 0),
        ("- v", 1),
    ]


def test_rows_of_a_glossary_are_table_rows() -> None:
    page = parse("Annex 2: Glossary", "Term | Meaning", "IWF | Internet Watch Foundation", "Back to top")
    [paragraph] = page.paragraphs
    assert [block.kind for block in paragraph.blocks] == [BlockKind.TABLE_ROW, BlockKind.TABLE_ROW]


def test_labels_on_lines_of_their_own_belong_to_the_text_below() -> None:
    page = parse("A: B", "1.", "One text.", "2.", "Two text.")
    assert [(p.label, p.text) for p in page.paragraphs] == [("1", "One text."), ("2", "Two text.")]


def test_lines_without_blank_ones_between_are_parted_by_their_labels() -> None:
    page = parse_text_page(FILE, "A: B\n\n1. One text.\n2. Two text in\n2003. The end.\n3. Three text.\n")
    assert [(p.label, p.text) for p in page.paragraphs] == [
        ("1", "One text."),
        ("2", "Two text in 2003. The end."),
        ("3", "Three text."),
    ]


def test_straight_marks_and_markers_set_apart_by_a_space() -> None:
    page = parse("C.1: B", "1. He said:", '"It was so.', '"It was not." [4]', "2. She agreed. [5]")
    assert quotations(page) == [("1", '"It was so.\n\n"It was not."', Marks.COMPLETE, True)]
    assert markers(page) == [("1", "4", 'not."'), ("2", "5", "reed.")]


def test_removing_a_marker_leaves_one_space() -> None:
    page = parse("C.1: B", "1. The body [1] and the other.[2]", "Footnotes", "[1] a", "[2] b")
    assert page.paragraphs[0].text == "The body and the other."
    assert [marker.offset for marker in page.paragraphs[0].markers] == [8, 23]


def test_words_in_the_first_person_after_a_speaker_are_a_quotation_for_staff_to_confirm() -> None:
    page = parse(
        "E.2: Y", "20. Ms A told us that it works.[1] So it is.", "We have a team that replies at once.[2]", "21. End."
    )
    assert quotations(page) == [("20", "We have a team that replies at once.", Marks.ABSENT, False)]


def test_items_of_a_list_without_bullets_are_not_quoted() -> None:
    page = parse("A.2: Y", "12. The inquiry asked:", "what was done;", "what was not; and", "why.[1]", "13. End.")
    assert not quotations(page)
    assert [len(paragraph.blocks) for paragraph in page.paragraphs] == [4, 1]


def test_continuation_text_is_not_a_quotation() -> None:
    page = parse("E.2: Y", "20. Ms A said:", "“It works.”[1]", "She said that it was “often” so.[2]", "21. End.")
    assert [text for _, text, _, _ in quotations(page)] == ["“It works.”"]
    assert page.paragraphs[0].text.endswith("\n\nShe said that it was “often” so.")


def test_notes_run_over_several_blocks_and_lines() -> None:
    page = parse(
        "Part C, Chapter 3: Press", "2.1 A.[1] B.[2]", "Notes", "[1]: One.\nmore.", "Second block.", "[2]: Two."
    )
    assert [(note.label, note.text) for note in page.notes] == [("1", "One. more.\n\nSecond block."), ("2", "Two.")]


def test_notes_without_a_line_above_them_are_known_by_their_calls() -> None:
    page = parse("D.1: Notes", "1. A.[1]", "2. B.[2]", "[1] See there.", "[2] And here.")
    assert [note.label for note in page.notes] == ["1", "2"]
    assert markers(page) == [("1", "1", "A."), ("2", "2", "B.")]


def test_a_heading_called_notes_is_no_notes_section() -> None:
    page = parse("D.1: Y", "1. A text.", "Notes", "2. The witness took notes.", "3. They were lost.")
    assert labels(page) == ["1", "2", "3"]
    assert [heading.title for heading in page.headings] == ["Notes"]


def test_capitals_lie_below_other_titles() -> None:
    page = parse(
        "D.1: Y", "Roles", "THE SECRETARY", "1. A text.", "THE MINISTER", "2. B text.", "Machinery", "3. C text."
    )
    assert [heading.level for heading in page.headings] == [1, 2, 2, 1]


def test_the_known_title_of_the_report_is_left_out() -> None:
    page = parse_text_page(FILE, "Some Body\n\nThe Ship\n\nEvents at sea\n\n1. Text is here.\n", ["The Ship"])
    assert page.heading.title == "Events at sea"
    assert [problem.found for problem in page.problems] == ["“Some Body”", "“The Ship”"]


def test_mis_decoded_characters_are_kept_and_reported() -> None:
    page = parse("A: B", "1. thisĀ investigation, co\u00adop \ufffd Â£5.")
    assert page.paragraphs[0].text == "thisĀ investigation, co\u00adop \ufffd Â£5."
    [problem] = page.problems
    assert (problem.code, problem.line) == ("mis-decoded", 3)


def test_a_page_without_text_is_refused() -> None:
    [error] = parse_text_page(FILE, " \n\f\n").problems
    assert (error.code, error.severity, error.line) == ("page-empty", Severity.ERROR, 1)


def test_a_nul_byte_is_refused_at_its_line() -> None:
    [error] = parse("A: B", "1. One\x00 text.").problems
    assert (error.code, error.severity, error.line) == ("unstorable-character", Severity.ERROR, 3)
