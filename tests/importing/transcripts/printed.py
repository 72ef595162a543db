"""Made-up transcripts in the shapes that stenographers print: pages of numbered lines, one a sheet or side by side."""

from __future__ import annotations

from collections.abc import Sequence

MORNING = [
    "                    Wednesday, 12 May 2021",
    "(10.00 am)",
    "THE CHAIR:  Good morning.  Ms Carey.",
    "MS CAREY:  Good morning.  May I call Mr Brown, please.",
    "            MR KEVIN WILLIAM BROWN (sworn)",
    "             Examination by MS CAREY",
    "Q.  Mr Brown, you kept the weir for twenty",
    "    years, I believe.",
    "A.  I did, until the flood",
    "    of 2019.",
    "THE CHAIR:  Was that the first flood?",
    "A.  The first that I saw.",
    "Q.  And the gates were shut?",
    "A.  They were.  I had --",
    "(Pause)",
    "    I had shut them myself.",
    "            Questions from MR O’BYRNE",
    "MR O’BYRNE:  One matter only.",
    "Q.  Who had the key?",
    "A.  Mrs Élise Öztürk had it.",
    "MR O’BYRNE:  Thank you.",
    "             (The witness withdrew)",
    "(The hearing adjourned until 10.00 am",
    "              the following day)",
]
INDEX = [
    "                      I N D E X",
    "                                          PAGE",
    "MR KEVIN WILLIAM BROWN (sworn) ..............1",
    "   Examination by MS CAREY ..................1",
    "   Questions from MR O’BYRNE ................1",
]


def paged(lines: Sequence[str], length: int = 25) -> list[list[str]]:
    """The lines in pages, the last filled up with lines that have no words."""
    pages = [list(lines[start : start + length]) for start in range(0, len(lines), length)] or [[]]
    pages[-1] += [""] * (length - len(pages[-1]))
    return pages


def page_text(pages: Sequence[Sequence[str]], first: int = 1, feed: str = "\f") -> str:
    """One page a sheet: a number at the left of each line, the page's number centred below, a form feed."""
    sheets = []
    for place, page in enumerate(pages):
        rows = [f"{number:<5}{text}".rstrip() for number, text in enumerate(page, start=1)]
        sheets.append("\n".join([*rows, "", f"{first + place:>40}", ""]))
    return feed.join(sheets)


def condensed_text(pages: Sequence[Sequence[str]], first: int = 1, header: str = "The Weir Inquiry") -> str:
    """Four pages a sheet, two side by side, with running header and footer."""
    out = []
    numbers = list(range(first, first + len(pages)))
    for start in range(0, len(pages), 4):
        mine = numbers[start : start + 4]
        out += [f"{header:>60}{'12 May 2021':>60}", ""]
        for pair in (mine[:2], mine[2:]):
            if not pair:
                continue
            left = pages[pair[0] - first]
            right = pages[pair[1] - first] if len(pair) > 1 else None
            for row, text in enumerate(left):
                line = f"{row + 1:<5}{text}"
                if right is not None:
                    line = f"{line:<80}{row + 1:<5}{right[row]}"
                out.append(line.rstrip())
            out += [f"{pair[0]:>35}" + (f"{pair[1]:>80}" if right is not None else ""), ""]
        out += [f"{f'({start // 4 + 1}) Pages {mine[0]} - {mine[-1]}':>120}\f"]
    return "\n".join(out)
