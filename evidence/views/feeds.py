"""Feeds for programs that follow what is new."""

from __future__ import annotations

import datetime

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html

from evidence.models import Annotation
from evidence.rendering import render_markdown

LATEST = 50


class PublicAnnotations(Feed):  # type: ignore[type-arg]  # Django's class cannot be subscripted when it runs
    """The latest public annotations as Atom, each leading to the paragraph it is on."""

    feed_type = Atom1Feed
    title = "Annotations · Inquiry evidence"
    subtitle = "What staff have noted, for everyone to read, on the paragraphs of the reports."

    def link(self) -> str:
        return reverse("home")

    def feed_url(self) -> str:
        return reverse("annotation-feed")

    def items(self) -> QuerySet[Annotation]:
        public = Annotation.objects.public().filter(paragraph__withdrawn_at=None, paragraph__page__withdrawn_at=None)
        return public.select_related("paragraph__report", "paragraph__page").order_by("-changed", "-pk")[:LATEST]

    def item_title(self, item: Annotation) -> str:
        return f"{item.paragraph}: {item.get_kind_display()}"

    def item_description(self, item: Annotation) -> str:
        words = format_html("<blockquote>{}</blockquote>", item.quote) if item.quote else ""
        return format_html("{}{}", words, render_markdown(item.body))

    def item_link(self, item: Annotation) -> str:
        return f"{item.paragraph.get_absolute_url()}#annotation-{item.pk}"

    def item_pubdate(self, item: Annotation) -> datetime.datetime:
        return item.created

    def item_updateddate(self, item: Annotation) -> datetime.datetime:
        return item.changed
