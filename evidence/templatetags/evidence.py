"""What templates ask of the rendering."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from evidence.rendering import render_difference, render_markdown

register = template.Library()


@register.filter
def difference(steps: Sequence[tuple[str, str]]) -> SafeString:
    """A quotation word by word beside what was said."""
    return render_difference(steps)


@register.filter
def markdown(text: str) -> SafeString:
    """What staff wrote in Markdown, sanitised."""
    return render_markdown(text)
