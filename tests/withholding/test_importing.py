"""An import keeps what is withheld: on the same words, wherever they stand now."""

from io import StringIO

import pytest
from django.core.management import call_command

from evidence.models import MASK, Footnote, ImportProblem, Paragraph, TranscriptPage, Witness
from evidence.withholding import lift
from tests.withholding.conftest import PAGE, hearing, note, paragraph, words_at
from tests.withholding.outlets import indexed, stored, telling

QUOTED = "“the xylograph was burnt in the cellar”"


@pytest.fixture
def again(folder):
    """Changes a file of the folder and imports it; what the command said."""

    def imported(file: str = "report/001-a1.txt", old: str = "", new: str = "", **options) -> str:
        path = folder / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new) + ("\n" if not old else ""))
        out = StringIO()
        call_command("import_inquiry", folder, stdout=out, **options)
        return out.getvalue()

    return imported


@pytest.fixture
def hidden_quotation(hide):
    on = paragraph("2")
    return hide("paragraph", paragraph=on, **words_at(on.text, QUOTED))


def nothing_tells(said: str, *words: str) -> bool:
    return telling(stored() | indexed() | {"said": said}, list(words)) == []


def test_an_unchanged_folder_writes_nothing(folder, hidden_quotation):
    before = stored()
    call_command("import_inquiry", folder, stdout=StringIO())
    assert stored() == before


def test_reading_the_same_pages_again_changes_no_text(hidden_quotation, again):
    before = list(Paragraph.objects.values())
    said = again()
    assert list(Paragraph.objects.values()) == before
    assert nothing_tells(said, "xylograph")


def test_a_redaction_stays_on_its_words_in_a_corrected_paragraph(hidden_quotation, again):
    said = again(old="told us that", new="then told the inquiry that")
    assert f"then told the inquiry that {MASK * len(QUOTED)}. She left" in paragraph("2").text
    assert nothing_tells(said, "xylograph", "cellar")


def test_a_redaction_goes_with_its_words_to_another_paragraph(hidden_quotation, again):
    rest = PAGE[PAGE.index("2. Ms Zelda") :]
    moved = rest.replace("\n4. ", "\n5. ").replace("\n3. ", "\n4. ").replace("2. Ms", "3. Ms")
    said = again(old=rest, new=f"2. A paragraph that was left out before.\n\n{moved}")
    assert (MASK in paragraph("2").text, MASK in Paragraph.objects.filter(label="3").first().text) == (False, True)
    assert nothing_tells(said, "xylograph", "cellar")


def test_a_redaction_covers_words_that_were_corrected(hidden_quotation, again):
    said = again(old="xylograph was burnt", new="xylographs were burnt")
    hidden_quotation.refresh_from_db()
    assert "nearest" in hidden_quotation.needs_a_look
    assert nothing_tells(said, "xylograph", "cellar")


def test_a_redaction_whose_words_are_gone_covers_the_paragraph(hidden_quotation, again):
    said = again(old="the xylograph was burnt in the cellar”", new="nobody had seen a single one of the boats”")
    hidden_quotation.refresh_from_db()
    assert set(paragraph("2").text) == {MASK}
    assert "covers the whole" in hidden_quotation.needs_a_look
    assert nothing_tells(said, "boats")


def test_a_dry_run_tells_nothing(hidden_quotation, again):
    said = again(old="She left on 3 May.", new="She left on 4 May [2", dry_run=True, json=True)
    assert nothing_tells(said, "xylograph", "cellar")


def test_a_problem_does_not_repeat_withheld_words(hide, again):
    hide("paragraph", paragraph=paragraph("2"), is_whole=True, start=0, end=len(paragraph("2").text))
    said = again(old="She left on 3 May.", new="She left on 3 May.\n\nBack to top\n\nxylograph cellar\n\nBack to top")
    assert nothing_tells(said, "xylograph", "cellar")


def test_a_word_that_was_parted_at_the_end_of_a_line_is_not_told(hide, again):
    hide("paragraph", paragraph=paragraph("2"), is_whole=True, start=0, end=len(paragraph("2").text))
    said = again(old="She left on 3 May.", new="She le-\nft on 3 May.", json=True)
    assert "word-parted" in said
    assert nothing_tells(said, "“le", "“left”")


def test_what_was_said_before_is_masked_with_the_paragraph_it_is_about(hide, again, guardian):
    again(old="She left on 3 May.", new="She le-\nft on 3 May.")
    before = list(ImportProblem.objects.values())
    assert telling({"problems": str(before)}, ["“le-”", "“left”"])
    redaction = hide("paragraph", paragraph=paragraph("2"), is_whole=True, start=0, end=len(paragraph("2").text))
    assert not telling({"problems": str(ImportProblem.objects.values())}, ["“le", "“left”"])
    lift(redaction, guardian, "It was set aside.")
    assert list(ImportProblem.objects.values()) == before


def test_a_note_stays_withheld_under_another_number(hide, again):
    hide("footnote", footnote=note("2"), is_whole=True, start=0, end=len(note("2").text))
    again("footnotes.csv", old=",1,", new=",9,")
    said = again("footnotes.csv", old=",2,", new=",1,")
    assert set(Footnote.objects.get(label="1").text) == {MASK}
    assert nothing_tells(said, "ormolu")


def test_lines_stay_withheld_where_they_have_moved_to(hide, again):
    hide("lines", hearing=hearing(), page_from=1, line_from=2, page_to=1, line_to=3)
    said = again(
        "hearings/2019-05-20.txt",
        old="1   MR PIKE: I kept the reports.\n2   MS QUILLFEATHER: The syzygy was never\n3       written down.\n4 ",
        new="1   MR PIKE: I kept the reports.\n2       All of them.\n3   MS QUILLFEATHER: The syzygy was never\n"
        "4       written down.\n5 ",
    )
    lines = dict(TranscriptPage.objects.get().lines)
    assert [MASK in lines[number] for number in range(1, 6)] == [False, False, True, True, False]
    assert nothing_tells(said, "syzygy")


def test_a_person_stays_withheld_in_text_that_is_new(hide, again):
    hide("witness", witness=Witness.objects.get(name="Zelda Quillfeather"))
    said = again(old="4. The reports", new="4. Ms Quillfeather, Zelda Quillfeather and ZELDA QUILLFEATHER: the reports")
    assert nothing_tells(said, "quillfeather", "zelda")


def test_lifting_after_an_import_is_as_if_nothing_had_been_withheld(folder, hide, guardian, again):
    redactions = [
        hide("paragraph", paragraph=paragraph("2"), is_whole=True, start=0, end=len(paragraph("2").text)),
        hide("witness", witness=Witness.objects.get(name="Zelda Quillfeather")),
    ]
    again()
    for redaction in redactions:
        redaction.refresh_from_db()
        assert redaction.is_linked_since
        lift(redaction, guardian, "It was set aside.")
    again()
    assert telling({"text": paragraph("2").text}, ["Zelda Quillfeather", "xylograph"])
    assert Witness.objects.get(name="Zelda Quillfeather").mentions.count() == 2
    assert not telling(stored(), [MASK])
