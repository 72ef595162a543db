"""The staff desk: imported text to look at, links and entries to decide on, annotations to write."""

from evidence.admin import annotations, entities, imported, links, merging, redactions, sources, tags
from evidence.admin.accounts import attempts, record, staff

__all__ = [
    "annotations",
    "attempts",
    "entities",
    "imported",
    "links",
    "merging",
    "record",
    "redactions",
    "sources",
    "staff",
    "tags",
]
