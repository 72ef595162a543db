"""What staff write in Markdown, as HTML: the one way in which their words become markup."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

# breaks: who ends a line means it. Headings and pictures would take over the page that the words stand on.
_MARKDOWN = MarkdownIt("commonmark", {"breaks": True, "html": False}).disable(["heading", "lheading", "image"])
_ALLOWED = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}


def render_markdown(text: str) -> SafeString:
    """The text as HTML that has been sanitised, and therefore is safe: links go nowhere but to http, https and mail."""
    return SafeString(
        nh3.clean(
            _MARKDOWN.render(text),
            tags=_ALLOWED,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="nofollow",
        )
    )
