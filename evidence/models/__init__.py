"""What is stored. Callers write ``from evidence.models import Paragraph``."""

from evidence.models.annotations import Annotation, AnnotationQuerySet, Tag, annotation_links, spoken_of
from evidence.models.decisions import Origin, Standing
from evidence.models.desk import DeskDecision
from evidence.models.editions import Edition
from evidence.models.entities import (
    Entity,
    Organisation,
    OrganisationAlias,
    Role,
    Subject,
    SubjectAlias,
    Witness,
    WitnessAlias,
)
from evidence.models.hearings import Hearing, Speech, SpeechQuerySet, TranscriptPage
from evidence.models.import_runs import ImportRun
from evidence.models.quotation_checks import QuotationCheck
from evidence.models.report import ImportProblem, Inquiry, Paragraph, ParagraphQuerySet, Report, Section
from evidence.models.sources import Citation, Footnote, FootnoteMarker, Source
from evidence.models.spans import CrossReference, Mention, Quotation, Span
from evidence.models.withholding import MASK, Original, Redaction

__all__ = [
    "MASK",
    "Annotation",
    "AnnotationQuerySet",
    "Citation",
    "CrossReference",
    "DeskDecision",
    "Edition",
    "Entity",
    "Footnote",
    "FootnoteMarker",
    "Hearing",
    "ImportProblem",
    "ImportRun",
    "Inquiry",
    "Mention",
    "Organisation",
    "OrganisationAlias",
    "Origin",
    "Original",
    "Paragraph",
    "ParagraphQuerySet",
    "Quotation",
    "QuotationCheck",
    "Redaction",
    "Report",
    "Role",
    "Section",
    "Source",
    "Span",
    "Speech",
    "SpeechQuerySet",
    "Standing",
    "Subject",
    "SubjectAlias",
    "Tag",
    "TranscriptPage",
    "Witness",
    "WitnessAlias",
    "annotation_links",
    "spoken_of",
]
