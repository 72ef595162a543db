"""From printed pages to page records: numbers settled, furniture left out, and whatever is odd said."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.importing.records import Problem, Severity
from evidence.importing.transcripts.printed_pages import PrintedPage, PrintedPages, PrintedRow, furniture_key, repeated

FULL_PAGE = 25
_SHOWN = 60


@dataclass(slots=True)
class CheckedPage:
    """A page with its number settled; rows are those that belong to the page."""

    number: int
    rows: list[PrintedRow]
    source: int | None


@dataclass(slots=True)
class CheckedPages:
    pages: list[CheckedPage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # page numbers settled so far
    highest: int = -1
    front: list[str] = field(default_factory=list)  # what stands before the first line: titles, a cover


def check_pages(file: str, found: PrintedPages) -> CheckedPages:
    """Settles the numbers of the pages and says what is odd, page by page; nothing odd loses a page."""
    checked = CheckedPages(front=list(dict.fromkeys(found.headers)))
    pages = _without_cover(file, found, checked)
    edges = [row.text for page in pages for row in (*_head(page), *_foot(page))]
    any_numbers = any(page.numbered() for page in pages)
    running = repeated(edges) if any_numbers else set()
    for page in pages:
        rows = _without_furniture(page, running, checked)
        number = _settled_number(file, page, checked)
        checked.used.add(number)
        checked.highest = max(checked.highest, number)
        settled = CheckedPage(number, _outdented(rows), page.source)
        checked.pages.append(settled)
        if any_numbers:
            checked.problems.extend(_row_problems(file, settled))
    if found.concordance:
        text = f"{found.concordance} rows of an index of words"
        checked.problems.append(_problem(file, None, "word-index", text, "", "left out", Severity.NOTE))
    if checked.pages and not any_numbers:
        text = "no line has a number"
        checked.problems.append(_problem(file, 1, "lines-unnumbered", text, "numbered lines", "read by page alone"))
    return checked


def _problem(
    file: str,
    source: int | None,
    code: str,
    found: str,
    expected: str,
    action: str,
    severity: Severity = Severity.WARNING,
) -> Problem:
    return Problem(file, source, code, found, expected, action, severity)


def _without_cover(file: str, found: PrintedPages, checked: CheckedPages) -> list[PrintedPage]:
    """Leaves out pages before the first numbered one: a cover, a list of those who appeared."""
    first = next((place for place, page in enumerate(found.pages) if page.numbered()), None)
    if not first:
        return found.pages
    for page in found.pages[:first]:
        checked.front.extend(row.text.strip() for row in page.rows)
    words = " ".join(checked.front)[:_SHOWN]
    text = f"{first} page{'s' if first > 1 else ''} without line numbers before the first line: “{words}”"
    checked.problems.append(_problem(file, 1, "cover", text, "", "not kept as pages of testimony", Severity.NOTE))
    return found.pages[first:]


def _head(page: PrintedPage) -> list[PrintedRow]:
    """The rows above the first numbered line."""
    place = next((place for place, row in enumerate(page.rows) if row.number is not None), 0)
    return page.rows[:place]


def _foot(page: PrintedPage) -> list[PrintedRow]:
    """The rows below the last numbered line."""
    last = max((place for place, row in enumerate(page.rows) if row.number is not None), default=len(page.rows))
    return page.rows[last + 1 :]


def _without_furniture(page: PrintedPage, running: set[str], checked: CheckedPages) -> list[PrintedRow]:
    """Drops running headers and footers, and a title above the very first line."""
    head, foot = _head(page), _foot(page)
    body = page.rows[len(head) : len(page.rows) - len(foot)]
    if not checked.pages:
        checked.front.extend(row.text.strip() for row in head)
        head = []
    kept_head = [row for row in head if furniture_key(row.text) not in running]
    kept_foot = [row for row in foot if furniture_key(row.text) not in running]
    return [*kept_head, *body, *kept_foot]


def _settled_number(file: str, page: PrintedPage, checked: CheckedPages) -> int:
    """The page's printed number; the next one where none is printed or it was used already."""
    last = checked.pages[-1].number if checked.pages else None
    expected = last + 1 if last is not None else (page.number if page.number is not None else 1)
    if expected in checked.used:
        expected = checked.highest + 1
    if page.number is None:
        text = f"a page without a number after page {last}" if last is not None else "a first page without a number"
        problem = _problem(file, page.source, "page-number-missing", text, f"{expected}", f"taken for page {expected}")
        checked.problems.append(problem)
        return expected
    if page.number == expected:
        return expected
    number = page.number if page.number not in checked.used else checked.highest + 1
    text, action = f"page {page.number} after page {last}", f"kept as page {number}"
    checked.problems.append(
        _problem(file, page.source, "page-number-out-of-sequence", text, f"page {expected}", action)
    )
    return number


def _row_problems(file: str, page: CheckedPage) -> list[Problem]:
    """What is odd about the lines of one page: a number out of order, more than 25, rows without a number."""
    problems = []
    numbers = [(row.number, row.source) for row in page.rows if row.number is not None]
    expected = 1
    for number, source in numbers:
        if number != expected:
            text = f"page {page.number}: line {number}"
            problems.append(_problem(file, source, "line-out-of-sequence", text, f"line {expected}", "kept as printed"))
        expected = number + 1
    if len(numbers) > FULL_PAGE:
        text = f"page {page.number}: {len(numbers)} lines"
        problems.append(_problem(file, page.source, "page-too-long", text, f"{FULL_PAGE}", "all of them kept"))
    loose = [row for row in page.rows if row.number is None]
    if numbers and loose:
        text = f"page {page.number}: {len(loose)} rows without a number, first “{loose[0].text.strip()[:_SHOWN]}”"
        action = "kept with the line before"
        problems.append(_problem(file, loose[0].source, "line-unnumbered", text, "a number", action))
    elif loose:
        text = f"page {page.number}: no line has a number"
        problems.append(_problem(file, page.source, "page-unnumbered", text, "numbered lines", "kept by page alone"))
    return problems


def _outdented(rows: list[PrintedRow]) -> list[PrintedRow]:
    """The rows with the margin that all of them share taken away, so that indents compare from page to page."""
    margin = min((_indent(row.text) for row in rows if row.number is not None and row.text.strip()), default=None)
    if margin is None:
        margin = min((_indent(row.text) for row in rows), default=0)
    for row in rows:
        row.text = row.text[min(margin, _indent(row.text)) :].rstrip()
    return rows


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
