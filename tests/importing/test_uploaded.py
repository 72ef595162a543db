"""Zipped inquiry folders: unpacked when they are nothing else, refused with a sentence when they are."""

import io
import stat
import zipfile

import pytest

from evidence.importing import uploaded
from evidence.importing.uploaded import UploadRefusedError, unpack

TOML = ("inquiry.toml", b'title = "One"\n')


def archive(*members, compression=zipfile.ZIP_DEFLATED) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return packed


@pytest.mark.parametrize("top", ["", "my-inquiry/"])
def test_a_folder_is_unpacked_packed_with_or_without_itself(tmp_path, top):
    packed = archive((f"{top}inquiry.toml", TOML[1]), (f"{top}report/001-a.txt", b"Words."))
    root = unpack(packed, tmp_path)
    assert (root / "report" / "001-a.txt").read_bytes() == b"Words."
    assert (root / "inquiry.toml").read_bytes() == TOML[1]


@pytest.mark.parametrize("name", ["README.md", "expected.json"])
def test_what_commonly_lies_beside_the_pages_may_come_along(tmp_path, name):
    root = unpack(archive(TOML, (name, b"{}")), tmp_path)
    assert (root / name).exists()


def linked() -> zipfile.ZipInfo:
    link = zipfile.ZipInfo("report/001-a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return link


@pytest.mark.parametrize(
    ("member", "why"),
    [
        (("../outside.txt", b""), "no plain name"),
        (("report/../../outside.txt", b""), "no plain name"),
        (("/etc/outside.txt", b""), "no plain name"),
        (("C:\\outside.txt", b""), "no plain name"),
        (("report/a\x07.txt", b""), "no plain name"),
        (("r" * 300 + ".txt", b""), "no plain name"),
        ((linked(), b"/etc/passwd"), "link or a device"),
        (("run.exe", b""), "not part of an inquiry folder"),
        (("report/page.php", b""), "not part of an inquiry folder"),
        (("__MACOSX/._a.txt", b""), "hidden file"),
        ((".git/config.txt", b""), "hidden file"),
        (("INQUIRY.TOML", b""), "twice"),
        (("other/inquiry.toml", b""), "one inquiry.toml"),
    ],
)
def test_what_is_no_plain_file_of_an_inquiry_is_refused(tmp_path, member, why):
    with pytest.raises(UploadRefusedError, match=why):
        unpack(archive(TOML, member), tmp_path / "in")
    assert not (tmp_path / "outside.txt").exists()


def test_an_archive_without_its_settings_is_refused(tmp_path):
    with pytest.raises(UploadRefusedError, match=r"one inquiry\.toml"):
        unpack(archive(("report/001-a.txt", b"Words.")), tmp_path)


def test_a_member_that_says_it_is_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(uploaded, "MAX_FILE_BYTES", 1000)
    with pytest.raises(UploadRefusedError, match="no page is"):
        unpack(archive(TOML, ("a.txt", b"a" * 1001)), tmp_path)


def test_a_bomb_is_refused_by_what_it_unpacks_to(tmp_path, monkeypatch):
    monkeypatch.setattr(uploaded, "MAX_UNPACKED_BYTES", 5000)
    with pytest.raises(UploadRefusedError, match="larger than"):
        unpack(archive(TOML, *((f"{n}.txt", b"a" * 900) for n in range(9))), tmp_path)


def test_a_member_that_lies_about_its_size_is_refused(tmp_path):
    packed = archive(TOML, ("a.txt", b"a" * 100_000))
    lying = packed.getvalue().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(UploadRefusedError):
        unpack(io.BytesIO(lying), tmp_path)
    assert not (tmp_path / "a.txt").exists() or (tmp_path / "a.txt").stat().st_size <= 10


def test_too_many_members_are_refused_before_their_list_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(uploaded, "MAX_MEMBERS", 3)
    packed = archive(TOML, *((f"{n}.txt", b"") for n in range(3)))
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(UploadRefusedError, match="more than 3 files"):
        unpack(packed, tmp_path)


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x03\x04" + b"\x00" * 40])
def test_what_is_no_archive_is_refused(tmp_path, content):
    with pytest.raises(UploadRefusedError, match="not a ZIP archive"):
        unpack(io.BytesIO(content), tmp_path)


def test_a_damaged_archive_is_refused(tmp_path):
    packed = archive(TOML, ("a.txt", bytes(range(256)) * 40)).getvalue()
    with pytest.raises(UploadRefusedError, match="cannot be read"):
        unpack(io.BytesIO(packed[:120] + b"\xff" * 30 + packed[150:]), tmp_path)
