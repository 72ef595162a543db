"""Folders made to break the importer: each is refused, or read, with a sentence; none ends in a traceback."""

import os
import random
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evidence.importing import folder as folder_module
from evidence.importing.folder import FolderRefusedError, read_folder
from evidence.importing.lists import LISTS, read_list
from evidence.models import Inquiry, Organisation, Paragraph, Section, Source, Witness

TOML = """
title = "The Bridge Inquiry"
slug = "bridge"

[[report]]
title = "The Bridge Report"
slug = "bridge-report"
pages = "report/"
"""
LONG = "long " * 2000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report").mkdir()
    (tmp_path / "inquiry.toml").write_text(TOML)
    (tmp_path / "report" / "001-a.txt").write_text("A.1: The bridge\n\n1. It stood.[1]\n\n2. It fell.\n")
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(FolderRefusedError) as caught:
        read_folder(folder)
    return str(caught.value)


def imported(folder: Path) -> str:
    out = StringIO()
    call_command("import_inquiry", str(folder), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["report/002-b.txt", "inquiry.toml", "witnesses.csv"])
def test_a_pipe_that_nobody_writes_to_is_refused_and_not_waited_for(folder: Path, name: str):
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    assert f"{name}: " in refusal(folder)


def test_a_device_is_not_read(folder: Path):
    (folder / "report" / "002-b.txt").symlink_to("/dev/zero")
    assert "report/002-b.txt: " in refusal(folder)


@pytest.mark.parametrize("name", ["report/002-b.txt", "witnesses.csv"])
def test_a_directory_with_the_name_of_a_file_is_refused(folder: Path, name: str):
    (folder / name).mkdir()
    assert f"{name}: a directory; expected a file" in refusal(folder)


@pytest.mark.parametrize("name", ["report/002-b.txt", "sources.csv"])
def test_a_link_to_itself_is_refused(folder: Path, name: str):
    (folder / name).symlink_to(folder / name)
    assert f"{name}: " in refusal(folder)


def test_a_folder_of_pages_that_links_to_itself_is_refused(folder: Path):
    (folder / "inquiry.toml").write_text(TOML.replace("report/", "loop/"))
    (folder / "loop").symlink_to(folder / "loop")
    assert "loop" in refusal(folder)


def test_a_link_that_leads_nowhere_is_refused(folder: Path):
    (folder / "report" / "002-b.txt").symlink_to(folder / "gone.txt")
    assert "report/002-b.txt: " in refusal(folder)


def test_pages_that_are_a_file_are_refused(folder: Path):
    (folder / "pages").write_text("x")
    (folder / "inquiry.toml").write_text(TOML.replace("report/", "pages"))
    assert "pages = 'pages': Not a directory; expected a folder" in refusal(folder)


@pytest.mark.parametrize("pages", ["a\\u0000b", "x" * 5000, "report/" * 2000])
def test_pages_that_no_folder_can_be_called_are_refused(folder: Path, pages: str):
    (folder / "inquiry.toml").write_text(TOML.replace("report/", pages))
    assert "inquiry.toml: " in refusal(folder)


@pytest.mark.parametrize("name", ["report/001-a.txt", "inquiry.toml", "witnesses.csv"])
def test_a_file_of_61_megabytes_is_refused_unread(folder: Path, name: str):
    with (folder / name).open("ab") as file:
        file.truncate(61 * 1024 * 1024)
    assert f"{name}: 61 MB; expected at most 60 MB a file" in refusal(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file: nothing is refused to it")
def test_a_file_that_may_not_be_read_is_refused(folder: Path):
    (folder / "report" / "001-a.txt").chmod(0)
    assert "report/001-a.txt: Permission denied" in refusal(folder)


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def fails(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(folder_module.Path, "read_bytes", fails)
    assert "inquiry.toml: Permission denied; expected a file that can be read" in refusal(folder)


@pytest.mark.parametrize("name", ["witnesses.csv", "footnotes.csv", "inquiry.toml"])
def test_a_list_in_another_encoding_names_its_line(folder: Path, name: str):
    (folder / name).write_bytes(b"a\nCaf\xe9\n")
    assert f"{name}:2: byte 0xe9 that is not UTF-8" in refusal(folder)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_list_of_another_unicode_is_refused(folder: Path, encoding: str):
    (folder / "witnesses.csv").write_bytes("name\nÀnn Lee\n".encode(encoding))
    assert "witnesses.csv:" in refusal(folder)


@pytest.mark.parametrize("name", ["report/001-a.txt", "witnesses.csv"])
def test_a_lone_surrogate_is_refused(folder: Path, name: str):
    (folder / name).write_bytes(b"name\n1. \xed\xa0\x80\n")
    assert f"{name}:2: byte 0xed that is not UTF-8" in refusal(folder)


def test_a_nul_in_a_list_names_its_line(folder: Path):
    (folder / "witnesses.csv").write_text("name,role\nAnn Lee,Cl\0erk\n")
    assert "witnesses.csv:2: a NUL character" in refusal(folder)


def test_a_nul_in_the_settings_names_its_line(folder: Path):
    (folder / "inquiry.toml").write_text(TOML.replace("The Bridge Inquiry", "The\0Bridge"))
    assert refusal(folder).startswith("inquiry.toml:2: ")


def test_a_list_of_100000_rows_is_read_quickly(folder: Path):
    began = time.monotonic()
    rows, problems = read_list("witnesses.csv", "name\n" + "".join(f"Witness {n}\n" for n in range(100_000)))
    assert (len(rows), problems) == (100_000, ())
    assert time.monotonic() - began < 10


@pytest.mark.django_db
def test_a_list_of_many_rows_is_written(folder: Path):
    names = "".join(f"Witness {n},Clerk,Office {n % 7}\n" for n in range(3000))
    (folder / "witnesses.csv").write_text("name,role,organisation\n" + names)
    imported(folder)
    assert Witness.objects.count() == 3000
    assert Organisation.objects.count() == 7


@pytest.mark.parametrize("setting", ["title", "short_title", "publisher", "licence", "source_url"])
def test_a_setting_that_is_too_long_is_refused(folder: Path, setting: str):
    toml = TOML.replace('title = "The Bridge Inquiry"', "") if setting == "title" else TOML
    (folder / "inquiry.toml").write_text(f'{setting} = "{LONG}"\n{toml}')
    assert f"inquiry.toml: {setting} of 10000 characters; expected at most" in refusal(folder)


def test_the_title_of_a_report_that_is_too_long_is_refused(folder: Path):
    (folder / "inquiry.toml").write_text(TOML.replace("The Bridge Report", LONG))
    assert "inquiry.toml: report title of 10000 characters; expected at most 300" in refusal(folder)


def test_a_wrong_setting_is_repeated_in_part_only(folder: Path):
    (folder / "inquiry.toml").write_text(TOML.replace('slug = "bridge"', f'slug = "{LONG}"'))
    assert len(refusal(folder)) < 300


COLUMNS = [(file, column) for file, (columns, *_) in LISTS.items() for column in columns]


@pytest.mark.parametrize(("file", "column"), [one for one in COLUMNS if one[1] not in {"text", "parent", "broader"}])
def test_a_cell_that_is_too_long_is_refused_with_its_line(folder: Path, file: str, column: str):
    columns = LISTS[file][0]
    cells = ["x" * 10_000 if name == column else "a" for name in columns]
    (folder / file).write_text(f"{','.join(columns)}\n{','.join(cells)}\n")
    if column == "date":
        assert read_list(file, (folder / file).read_text())[1][0].code == "unreadable-date"
    else:
        assert f"{file}:2: a {column} of 10000 characters; expected at most" in refusal(folder)


@pytest.mark.django_db
def test_cells_as_long_as_they_may_be_are_stored_whole_and_do_not_change_again(folder: Path):
    (folder / "witnesses.csv").write_text(
        f"name,honorific,aliases,role,organisation\n{'n' * 300},{'h' * 60},{'a' * 300},{'r' * 500},{'o' * 300}\n"
    )
    (folder / "sources.csv").write_text(f"reference,title,kind\n{'r' * 1000},{'t' * 1000},{'k' * 40}\n")
    imported(folder)
    assert (Witness.objects.get().name, len(Source.objects.get().reference)) == ("n" * 300, 1000)
    Inquiry.objects.update(digest="")
    assert "created" not in imported(folder)


@pytest.mark.django_db
def test_a_listed_note_with_a_long_number_is_refused(folder: Path):
    (folder / "footnotes.csv").write_text(f"page,number,text\nreport/001-a.txt,{'9' * 10_000},Words.\n")
    with pytest.raises(CommandError, match=r"footnotes\.csv:2: "):
        imported(folder)


@pytest.mark.django_db
@pytest.mark.parametrize("label", ["9" * 10_000, ".".join(["1"] * 5000), "1" + "A" * 10_000, "(" + "x" * 10_000 + ")"])
@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_label_of_ten_thousand_characters_is_only_text(folder: Path, label: str, form: str):
    page = f"A.2: After\n\n1. It stood.\n\n{label}. It fell.[{label}]\n\nFootnotes\n\n[{label}] Words.\n"
    if form == "html":
        page = (
            f"<h1>A.2: After</h1><p>1. It stood.</p><p>{label}. It fell.<sup><a href='#n'>{label}</a></sup></p>"
            f"<h2>{label} x</h2><ol><li id='n'>{label} Words.</li></ol>"
        )
    (folder / "report" / f"002-b.{form}").write_text(page)
    imported(folder)
    Inquiry.objects.update(digest="")
    assert "created" not in imported(folder)
    assert Paragraph.objects.filter(text__contains="It fell").exists()


@pytest.mark.django_db
def test_a_heading_of_ten_thousand_characters_is_stored_as_far_as_it_fits(folder: Path):
    (folder / "report" / "002-b.html").write_text(f"<h1>Part {LONG}: {LONG}</h1><h2>{LONG}</h2><p>3. It stood.</p>")
    imported(folder)
    assert Section.objects.filter(title__contains="long").exists()


def test_a_file_name_that_is_too_long_is_refused(folder: Path):
    (folder / "report" / f"{'a' * 250}.txt").write_text("A.2: After\n\n3. It stood.[9]\n")
    assert "a name of 261 characters; expected at most 255" in refusal(folder)


@pytest.mark.django_db
def test_a_page_that_its_parser_refuses_is_named_and_nothing_is_written(folder: Path):
    (folder / "report" / "002-b.html").write_text("<p>1. It fell.</p>" + "<div>" * 100_000)
    with pytest.raises(CommandError, match=r"report/002-b\.html.*\nNothing was written"):
        imported(folder)
    assert not Inquiry.objects.exists()


@pytest.mark.django_db
def test_a_folder_that_is_not_there_is_a_sentence():
    with pytest.raises(CommandError, match="is not a folder"):
        imported(Path("/nowhere/at/all"))


@pytest.mark.django_db
def test_control_characters_in_a_page_are_stored_or_refused(folder: Path):
    signs = "".join(chr(code) for code in [*range(1, 9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF, 0x10FFFF])
    (folder / "report" / "002-b.txt").write_text(f"A.2: After\n\n3. It {signs} stood.\n")
    imported(folder)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_nul_in_a_page_is_refused_or_reported(folder: Path, form: str):
    (folder / "report" / f"002-b.{form}").write_text("<p>3. It st\0ood.[\0]</p>")
    try:
        said = imported(folder)
    except CommandError as error:
        said = str(error)
    assert f"report/002-b.{form}:1: " in said


RANDOM_BYTES = [random.Random(seed).randbytes(2000) for seed in range(3)]  # noqa: S311 (any bytes will do)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["inquiry.toml", "report/001-a.txt", "report/002-b.html", *LISTS])
@pytest.mark.parametrize("content", [*RANDOM_BYTES, *[bytes(one % 128 for one in more) for more in RANDOM_BYTES]])
def test_any_bytes_in_any_file_end_in_a_sentence(folder: Path, name: str, content: bytes):
    (folder / name).write_bytes(content)
    try:
        said = imported(folder)
    except CommandError as error:
        said = str(error)
    assert name in said or "written" in said
