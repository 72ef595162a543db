"""The one reading of the query string: it narrows a set, or says which parameter or value it cannot read."""

from evidence.filters.facets import Facet, facets
from evidence.filters.paragraphs import ParagraphFilter, ParagraphParameters
from evidence.filters.rows import CitationFilter, FootnoteFilter, QuotationFilter, RowFilter

__all__ = [
    "CitationFilter",
    "Facet",
    "FootnoteFilter",
    "ParagraphFilter",
    "ParagraphParameters",
    "QuotationFilter",
    "RowFilter",
    "facets",
]
