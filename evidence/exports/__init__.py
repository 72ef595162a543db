"""Sets of evidence as files: each table names its columns once, and pages, files and the dictionary read it."""

from evidence.exports.columns import Cell, Column, Table, text_of
from evidence.exports.entities import ORGANISATIONS, SUBJECTS, WITNESSES
from evidence.exports.lines import Rows, all_rows, csv_lines, json_lines, ranked_rows
from evidence.exports.package import TABLES, descriptor, write_package
from evidence.exports.passages import PARAGRAPHS, cite_as
from evidence.exports.place import Heading, Place
from evidence.exports.references import CITATIONS, FOOTNOTES, SOURCES
from evidence.exports.spans import ANNOTATIONS, CROSS_REFERENCES, MENTIONS, QUOTATIONS
from evidence.exports.testimony import HEARINGS, SPEECHES

__all__ = [
    "ANNOTATIONS",
    "CITATIONS",
    "CROSS_REFERENCES",
    "FOOTNOTES",
    "HEARINGS",
    "MENTIONS",
    "ORGANISATIONS",
    "PARAGRAPHS",
    "QUOTATIONS",
    "SOURCES",
    "SPEECHES",
    "SUBJECTS",
    "TABLES",
    "WITNESSES",
    "Cell",
    "Column",
    "Heading",
    "Place",
    "Rows",
    "Table",
    "all_rows",
    "cite_as",
    "csv_lines",
    "descriptor",
    "json_lines",
    "ranked_rows",
    "text_of",
    "write_package",
]
