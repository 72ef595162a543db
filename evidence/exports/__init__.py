"""Sets of evidence as files: each table names its columns once, and pages, files and the dictionary read it."""

from evidence.exports.columns import AnyTable, Cell, Column, Place, Table, text_of
from evidence.exports.entities import ORGANISATIONS, SUBJECTS, WITNESSES
from evidence.exports.lines import all_rows, csv_lines, json_lines, ranked_rows
from evidence.exports.package import TABLES, descriptor, write_package
from evidence.exports.passages import ANNOTATIONS, CROSS_REFERENCES, MENTIONS, PARAGRAPHS, QUOTATIONS
from evidence.exports.references import CITATIONS, FOOTNOTES, SOURCES
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
    "AnyTable",
    "Cell",
    "Column",
    "Place",
    "Table",
    "all_rows",
    "csv_lines",
    "descriptor",
    "json_lines",
    "ranked_rows",
    "text_of",
    "write_package",
]
