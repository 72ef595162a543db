"""What a reader of the import's summary should know of a page's numbering: repeats, gaps, numbers out of order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from evidence.importing.records import Problem, Severity
from evidence.importing.text.body_roles import BodyBlock, Role
from evidence.importing.text.labels import Parts

_SHOWN = 40


def label_problems(file: str, body: Sequence[BodyBlock]) -> Iterator[Problem]:
    """One problem for each break in the numbering; a restart at 1 under a heading is none."""
    seen: dict[str, int] = {}
    last: Parts = ()
    after_heading = True
    for block in body:
        if block.role is Role.NUMBERED and block.label is not None:
            label, parts = block.label.label, block.label.parts
            restart = parts[-1] == 1 and last and not _under(parts, last) and label in seen
            if restart:
                seen = {}
                if not after_heading:
                    yield _restarted(file, block, label)
            if label in seen:
                yield _repeated(file, block, seen[label], last)
            elif last and not restart:
                yield from (problem for problem in _break(file, block, last) if not _seen_before(last, parts, seen))
            seen.setdefault(label, block.line)
            last = parts
        elif block.role is Role.CLAUSE and not after_heading:
            yield _clause(file, block)
        after_heading = block.role is Role.HEADING


def _seen_before(last: Parts, parts: Parts, seen: Collection[str]) -> bool:
    """Whether what seems missing between two labels came earlier, out of its order."""
    following = (*last[:-1], last[-1] + 1)
    return following != parts and printed(following) in seen


def _under(parts: Parts, last: Parts) -> bool:
    return parts[: len(last)] == last


def printed(parts: Parts) -> str:
    """A label as it would be printed."""
    letter = chr(parts[-1] - 1000 + 64) if parts[-1] > 1000 else ""
    return ".".join(str(part) for part in (parts[:-1] if letter else parts)) + letter


def _restarted(file: str, block: BodyBlock, label: str) -> Problem:
    return Problem(
        file,
        block.line,
        "numbering-restarts",
        f"paragraph {label} again, without a heading above it",
        "the numbering to go on",
        "read as a new sequence",
    )


def _repeated(file: str, block: BodyBlock, first: int, last: Parts) -> Problem:
    label = block.label.label if block.label else ""
    return Problem(
        file,
        block.line,
        "label-repeated",
        f"paragraph {label} again (first at line {first})",
        printed((*last[:-1], last[-1] + 1)),
        "correct the number in the file and import again",
        Severity.ERROR,
    )


def _break(file: str, block: BodyBlock, last: Parts) -> Iterator[Problem]:
    assert block.label is not None  # noqa: S101 - only numbered blocks come here
    parts, label = block.label.parts, block.label.label
    if parts[-1] > 1000 or _under(parts, last):
        return
    depth = len(parts) - 1
    if len(parts) > len(last) or parts[:-1] != last[:depth]:
        if parts[-1] != 1:
            yield _out_of_order(file, block, label, last)
    elif parts[-1] <= last[depth]:
        yield _out_of_order(file, block, label, last)
    elif parts[-1] > last[depth] + 1:
        first, final = (*last[:depth], last[depth] + 1), (*parts[:-1], parts[-1] - 1)
        missing = (
            f"paragraph {printed(first)}" if first == final else f"paragraphs {printed(first)} to {printed(final)}"
        )
        yield Problem(
            file,
            block.line,
            "label-missing",
            f"paragraph {label} after {printed(last)}",
            missing,
            "read as printed; see whether the page is whole",
        )


def _out_of_order(file: str, block: BodyBlock, label: str, last: Parts) -> Problem:
    return Problem(
        file,
        block.line,
        "label-out-of-sequence",
        f"paragraph {label} after {printed(last)}",
        printed((*last[:-1], last[-1] + 1)),
        "read as printed",
    )


def _clause(file: str, block: BodyBlock) -> Problem:
    return Problem(
        file,
        block.line,
        "number-not-a-label",
        f"“{block.text[:_SHOWN]}” out of the page's numbering",
        "a paragraph's number",
        "read as part of the paragraph before it",
        Severity.NOTE,
    )
