"""A zipped inquiry folder that somebody sends: unpacked if it is nothing else, refused with a sentence if it is."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from evidence.importing.folder_files import MAX_FILE_BYTES, MAX_PATH

MAX_UPLOAD_BYTES = 300 * 1024 * 1024
MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
MAX_MEMBERS = 10_000
MAX_DIRECTORY_BYTES = 4 * 1024 * 1024  # of the list at the archive's end: read whole before anything can be counted
KINDS = frozenset((".toml", ".csv", ".txt", ".html", ".htm", ".pdf", ".json", ".md"))
_END = struct.Struct("<4s4H2LH")  # the last record of an archive: its sign, counts, and the list's length and place
_BLOCK = 1024 * 1024
_UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, UnicodeError)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:]")


class UploadRefusedError(Exception):
    """Why an archive is not unpacked, as a sentence for whoever sent it."""


def unpack(archive: BinaryIO, folder: Path) -> Path:
    """Unpacks into ``folder``; returns where ``inquiry.toml`` lies in it: there, or in the one folder inside."""
    _check_end(archive)
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if not member.is_dir()]
            names = _checked(members)
            left = MAX_UNPACKED_BYTES
            for member, name in zip(members, names, strict=True):
                left -= _write(opened, member, folder / name, left)
    except _UNREADABLE as error:
        raise UploadRefusedError(f"The archive cannot be read: {error}. Pack the folder again.") from error
    return folder / _root(names)


def _check_end(archive: BinaryIO) -> None:
    """Looks at the archive's last record before its list is read: a list of millions would fill the memory."""
    size = archive.seek(0, 2)
    if size > MAX_UPLOAD_BYTES:
        raise UploadRefusedError(f"The archive is larger than {MAX_UPLOAD_BYTES // 2**20} MB: import it by command.")
    archive.seek(max(0, size - _END.size))
    end = archive.read(_END.size)
    if len(end) < _END.size or not end.startswith(b"PK\x05\x06"):
        raise UploadRefusedError("This is not a ZIP archive, or something follows its end. Pack the folder as ZIP.")
    _, _, _, _, members, listed, _, _ = _END.unpack(end)
    if members > MAX_MEMBERS or listed > MAX_DIRECTORY_BYTES:
        raise UploadRefusedError(f"The archive holds more than {MAX_MEMBERS} files: import it by command.")
    archive.seek(0)


def _checked(members: list[zipfile.ZipInfo]) -> list[PurePosixPath]:
    """The names under which the members are written; none leads out of the folder, or is of another kind."""
    if len(members) > MAX_MEMBERS:
        raise UploadRefusedError(f"The archive holds more than {MAX_MEMBERS} files: import it by command.")
    names = [_name(member) for member in members]
    seen: set[str] = set()
    for name in names:
        if (key := str(name).casefold()) in seen:
            raise UploadRefusedError(f"“{name}” is in the archive twice: an inquiry folder has each file once.")
        seen.add(key)
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise UploadRefusedError(f"Unpacked it would be larger than {MAX_UNPACKED_BYTES // 2**30} GB.")
    return names


def _name(member: zipfile.ZipInfo) -> PurePosixPath:
    given = member.orig_filename
    name = PurePosixPath(given)
    if len(given) > MAX_PATH or _UNSAFE.search(given) or name.is_absolute() or ".." in name.parts:
        raise UploadRefusedError(f"“{given[:80]}” is no plain name of a file inside the folder: rename it.")
    if any(part.startswith((".", "__MACOSX")) for part in name.parts):
        raise UploadRefusedError(f"“{name}” is a hidden file: pack the folder without it.")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise UploadRefusedError(f"“{name}” is a link or a device, not a plain file: put the file itself there.")
    if member.flag_bits & 1:
        raise UploadRefusedError(f"“{name}” is encrypted: pack the folder without a password.")
    if name.suffix.lower() not in KINDS:
        expected = ", ".join(sorted(KINDS))
        raise UploadRefusedError(f"“{name}” is not part of an inquiry folder, which holds {expected}: leave it out.")
    if member.file_size > MAX_FILE_BYTES:
        raise UploadRefusedError(f"“{name}” is larger than {MAX_FILE_BYTES // 2**20} MB: no page is.")
    return name


def _write(opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, left: int) -> int:
    """Writes one member; what comes out is counted, whatever the archive says of its size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(member) as source, path.open("xb") as target:
        while block := source.read(_BLOCK):
            written += len(block)
            if written > min(MAX_FILE_BYTES, left):
                raise UploadRefusedError(f"“{member.orig_filename}” unpacks to more than is allowed.")
            target.write(block)
    return written


def _root(names: list[PurePosixPath]) -> PurePosixPath:
    found = [name for name in names if name.name == "inquiry.toml" and len(name.parts) <= 2]
    if len(found) != 1:
        raise UploadRefusedError("An inquiry folder has one inquiry.toml, at its top: this has none there, or several.")
    root = found[0].parent
    if any(root.parts and name.parts[0] != root.parts[0] for name in names):
        raise UploadRefusedError(f"There are files beside the folder “{root}”: pack the folder by itself.")
    return root
