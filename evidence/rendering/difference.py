"""A quotation word by word beside what was said: what was left out struck through, what was put in underlined."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# for those who do not see the line through or under the words
_STEPS = {
    "gone": '<del><span class="visually-hidden">said, and not quoted: </span>{}'
    '<span class="visually-hidden">; </span></del>',
    "new": '<ins><span class="visually-hidden">quoted, and not said: </span>{}'
    '<span class="visually-hidden">; </span></ins>',
}


def render_difference(steps: Sequence[tuple[str, str]]) -> SafeString:
    """The words of a check, each run in its element; what is the same stands plain."""
    parts = ((format_html(_STEPS.get(what, "{}"), words),) for what, words in steps)
    return format_html_join(" ", "{}", parts)
