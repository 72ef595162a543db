"""An inquiry folder that cannot be read is refused with file, line, what was found and what was expected."""

from pathlib import Path

import pytest

from evidence.importing.folder import FolderRefusedError, read_folder

TOML = """
title = "The Bridge Inquiry"
slug = "bridge"

[[report]]
title = "The Bridge Report"
slug = "bridge-report"
pages = "report/"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report").mkdir()
    (tmp_path / "inquiry.toml").write_text(TOML)
    (tmp_path / "report" / "001-a.txt").write_text("A.1: The bridge\n\n1. It stood.\n")
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(FolderRefusedError) as caught:
        read_folder(folder)
    return str(caught.value)


def test_a_folder_is_read_whole(folder: Path):
    read = read_folder(folder)
    assert (read.title, read.short_title, read.slug) == ("The Bridge Inquiry", "The Bridge Inquiry", "bridge")
    assert [page.file for page in read.reports[0].pages] == ["report/001-a.txt"]


def test_a_folder_without_inquiry_toml_is_refused(tmp_path: Path):
    assert refusal(tmp_path) == ("inquiry.toml: no such file; expected an inquiry folder: inquiry.toml and report/")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    assert "is not a folder" in refusal(tmp_path / "nowhere")


def test_toml_that_cannot_be_read_names_its_line(folder: Path):
    (folder / "inquiry.toml").write_text('title = "x"\nslug =\n')
    assert refusal(folder).startswith("inquiry.toml:2: ")


@pytest.mark.parametrize("slug", ["Two Words", "a/b", "-a", "é", ""])
def test_a_slug_that_cannot_be_an_address_is_refused(folder: Path, slug: str):
    (folder / "inquiry.toml").write_text(TOML.replace('slug = "bridge"', f'slug = "{slug}"'))
    assert "slug" in refusal(folder)


def test_a_page_that_is_not_utf8_names_file_line_and_byte(folder: Path):
    (folder / "report" / "002-b.txt").write_bytes(b"A.2: More\n\n2. Caf\xe9.\n")
    assert refusal(folder) == (
        "report/002-b.txt:3: byte 0xe9 that is not UTF-8; expected UTF-8: save the file again in that encoding"
    )


def test_an_html_page_may_declare_another_encoding(folder: Path):
    page = '<meta charset="windows-1252"><h1>A</h1><p>Café “x”</p>'.encode("cp1252")
    (folder / "report" / "002-b.html").write_bytes(page)
    assert "Café “x”" in read_folder(folder).reports[0].pages[1].content


def test_a_byte_order_mark_and_foreign_line_ends_are_taken_off(folder: Path):
    (folder / "report" / "001-a.txt").write_bytes(b"\xef\xbb\xbfA.1: x\r\n\r\n1. It stood.\r")
    assert read_folder(folder).reports[0].pages[0].content == "A.1: x\n\n1. It stood.\n"


@pytest.mark.parametrize("pages", ["../", "../../etc", "/etc", "report/../../"])
def test_pages_outside_the_folder_are_refused(folder: Path, pages: str):
    (folder / "inquiry.toml").write_text(TOML.replace("report/", pages))
    assert "expected a folder inside this one" in refusal(folder)


def test_a_link_that_leads_out_of_the_folder_is_refused(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("1. Secret.")
    (folder / "report" / "002-b.txt").symlink_to(secret)
    assert "report/002-b.txt: a link that leads out of the folder" in refusal(folder)


def test_a_report_without_pages_is_refused(folder: Path):
    (folder / "report" / "001-a.txt").unlink()
    assert refusal(folder).startswith("report/: no page")


def test_an_unknown_setting_is_left_out_with_a_sentence(folder: Path):
    (folder / "inquiry.toml").write_text('colour = "red"\n' + TOML)
    (problem,) = read_folder(folder).problems
    assert str(problem) == (
        "inquiry.toml: 'colour'; expected one of content_notice, licence, published, publisher, report, short_title, "
        "slug, source_url, title; left out"
    )


def test_the_digest_changes_with_any_file(folder: Path):
    before = read_folder(folder).digest
    (folder / "report" / "001-a.txt").write_text("A.1: The bridge\n\n1. It fell.\n")
    assert read_folder(folder).digest != before
