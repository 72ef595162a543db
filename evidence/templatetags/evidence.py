"""What templates ask of the rendering."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from evidence.filters import Facet
from evidence.rendering import render_difference, render_markdown

register = template.Library()

_CHOSEN = {True: format_html(' aria-current="{}"', "true"), False: format_html("{}", "")}


@register.filter
def difference(steps: Sequence[tuple[str, str]]) -> SafeString:
    """A quotation word by word beside what was said."""
    return render_difference(steps)


@register.simple_tag
def facet_values(facet: Facet, noun: str) -> SafeString:
    """The values of a facet, each a link to the list that it counts: a page has a hundred of them."""
    return format_html_join(
        "\n",
        f'<li class="depth-{{}}"><a href="/{noun}/?{{}}"{{}}>{{}}</a> <span class="count">{{}}</span></li>',
        ((one.depth, one.query, _CHOSEN[one.is_chosen], one.words, f"{one.count:,}") for one in facet.values),
    )


@register.filter
def markdown(text: str) -> SafeString:
    """What staff wrote in Markdown, sanitised."""
    return render_markdown(text)
