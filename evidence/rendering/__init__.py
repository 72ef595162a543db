"""The one way evidence becomes HTML: a text, and what stands on it, in; the same text with markup around it, out.

Nothing here changes, drops or reorders a character of the text. What is added for the reader (a note's number, a
speaker's name under a displayed quotation) stands in elements of the class ``apparatus``. Rows that do not fit the
text or one another are clipped, split or left without markup; they never make a page fail.
"""

from evidence.rendering.difference import render_difference
from evidence.rendering.gathering import gather, with_what_is_there
from evidence.rendering.linked_data import page_data, paragraph_data, report_data
from evidence.rendering.markdown import render_markdown
from evidence.rendering.paragraph import marker_anchor, render_paragraph
from evidence.rendering.stretches import Call, Link, Mark, Quote, Withheld, withheld_in
from evidence.rendering.text import render_text

__all__ = [
    "Call",
    "Link",
    "Mark",
    "Quote",
    "Withheld",
    "gather",
    "marker_anchor",
    "page_data",
    "paragraph_data",
    "render_difference",
    "render_markdown",
    "render_paragraph",
    "render_text",
    "report_data",
    "with_what_is_there",
    "withheld_in",
]
