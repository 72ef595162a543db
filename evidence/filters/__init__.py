"""The one reading of the query string: it narrows a set, or says which parameter or value it cannot read."""

from evidence.filters.entries import (
    EntryFilter,
    HearingFilter,
    OrganisationFilter,
    SourceFilter,
    SubjectFilter,
    WitnessFilter,
)
from evidence.filters.facets import Facet, facets
from evidence.filters.names_in_files import held_names
from evidence.filters.paragraphs import OccurrenceFilter, ParagraphFilter, ParagraphParameters
from evidence.filters.quotation_facets import quotation_facets
from evidence.filters.rows import CitationFilter, FootnoteFilter, QuotationFilter, RowFilter
from evidence.filters.searched import RankedFilter, SearchedFilter
from evidence.filters.speech_facets import speech_facets
from evidence.filters.speeches import SpeechFilter

__all__ = [
    "CitationFilter",
    "EntryFilter",
    "Facet",
    "FootnoteFilter",
    "HearingFilter",
    "OccurrenceFilter",
    "OrganisationFilter",
    "ParagraphFilter",
    "ParagraphParameters",
    "QuotationFilter",
    "RankedFilter",
    "RowFilter",
    "SearchedFilter",
    "SourceFilter",
    "SpeechFilter",
    "SubjectFilter",
    "WitnessFilter",
    "facets",
    "held_names",
    "quotation_facets",
    "speech_facets",
]
