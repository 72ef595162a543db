from django.urls import URLPattern, path, register_converter

from evidence.exports.citing import FORMATS
from evidence.views import (
    citing,
    concordance,
    crawlers,
    entities,
    everything,
    feeds,
    files,
    health,
    hearings,
    language,
    lists,
    packages,
    pictures,
    report,
    sources,
    suggesting,
    web_annotations,
)


class Citable:
    """A slug, label or reference in an address. Wider than Django's slugs ("16.1", "§ 4"), but never a NUL."""

    regex = r"[^/\x00]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CitablePath(Citable):
    """A reference, which may hold slashes."""

    regex = r"[^\x00]+"


class ReferenceFormat(Citable):
    """How the file of a reference ends."""

    regex = "|".join(FORMATS)


register_converter(Citable, "citable")
register_converter(ReferenceFormat, "reference-format")
register_converter(CitablePath, "citable-path")

reading: list[URLPattern] = [
    path("", report.home, name="home"),
    path("search/", everything.search, name="search"),
    path("search/language/", language.search_language, name="search-language"),
    path("reports/<citable:report>/", report.report_detail, name="report-detail"),
    path("reports/<citable:report>/<citable:page>/", report.page_detail, name="page-detail"),
    path("reports/<citable:report>/<citable:page>/<citable:label>/", report.paragraph_detail, name="paragraph-detail"),
    path(
        "reports/<citable:report>/<citable:page>/<citable:label>/cite.<reference-format:ending>",
        citing.paragraph_reference,
        name="paragraph-reference",
    ),
    path(
        "reports/<citable:report>/<citable:page>/<citable:label>/annotations.jsonld",
        web_annotations.paragraph_annotations,
        name="paragraph-annotations",
    ),
    path("pictures/<citable:report>/", pictures.pictures, name="report-pictures"),
    path("pictures/<citable:report>/sections.csv", pictures.sections_csv, name="sections-figures"),
    path("pictures/<citable:report>/quoted.csv", pictures.quoted_csv, name="quoted-figures"),
    path("pictures/<citable:report>/dates.csv", pictures.dates_csv, name="dates-figures"),
    path("witnesses/", entities.witness_list, name="witness-list"),
    path("witnesses/<citable:slug>/", entities.witness_detail, name="witness-detail"),
    path("witnesses/<citable:slug>/coverage.csv", entities.witness_coverage, name="witness-coverage"),
    path("organisations/", entities.organisation_list, name="organisation-list"),
    path("organisations/<citable:slug>/", entities.organisation_detail, name="organisation-detail"),
    path("subjects/", entities.subject_list, name="subject-list"),
    path("subjects/<citable:slug>/", entities.subject_detail, name="subject-detail"),
    path("sources/", sources.source_list, name="source-list"),
    path("sources/<citable-path:reference>/", sources.source_detail, name="source-detail"),
    path("hearings/", hearings.hearing_list, name="hearing-list"),
    path("hearings/<citable:slug>/", hearings.hearing_detail, name="hearing-detail"),
    path("hearings/<citable:slug>/speech-<int:position>/", hearings.hearing_speech, name="hearing-speech"),
    path("hearings/<citable:slug>/<citable:place>/", hearings.hearing_lines, name="hearing-lines"),
    path("annotations.jsonld", web_annotations.all_annotations, name="annotations-jsonld"),
    path("annotations.atom", feeds.PublicAnnotations(), name="annotation-feed"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", crawlers.sitemap_file, name="sitemap-file"),
    path("favicon.ico", crawlers.favicon, name="favicon"),
    path("suggestions/", suggesting.suggest, name="suggestions"),
    path("columns/", packages.columns, name="columns"),
    path("packages/<citable:slug>.zip", packages.package, name="package"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

# every set has three faces: a page, a CSV file and a JSON file, under one query string
sets: list[URLPattern] = [
    path("paragraphs/", lists.paragraph_list, name="paragraph-list"),
    path("paragraphs.bib", citing.set_references, {"ending": "bib"}, name="paragraph-bibtex"),
    path("paragraphs.ris", citing.set_references, {"ending": "ris"}, name="paragraph-ris"),
    path("paragraphs.csl.json", citing.set_references, {"ending": "json"}, name="paragraph-csl"),
    path("concordance/", concordance.concordance, name="concordance"),
    path("concordance.csv", concordance.concordance_csv, name="concordance-export"),
    path("dispersion.csv", concordance.dispersion_csv, name="dispersion-export"),
    path("footnotes/", lists.footnote_list, name="footnote-list"),
    path("quotations/", lists.quotation_list, name="quotation-list"),
    path("citations/", lists.citation_list, name="citation-list"),
    path("speeches/", lists.speech_list, name="speech-list"),
    path("paragraphs.csv", files.csv_file, {"noun": "paragraphs"}, name="paragraph-export"),
    path("footnotes.csv", files.csv_file, {"noun": "footnotes"}, name="footnote-export"),
    path("quotations.csv", files.csv_file, {"noun": "quotations"}, name="quotation-export"),
    path("citations.csv", files.csv_file, {"noun": "citations"}, name="citation-export"),
    path("speeches.csv", files.csv_file, {"noun": "speeches"}, name="speech-export"),
    path("paragraphs.json", files.json_file, {"noun": "paragraphs"}, name="paragraph-json"),
    path("footnotes.json", files.json_file, {"noun": "footnotes"}, name="footnote-json"),
    path("quotations.json", files.json_file, {"noun": "quotations"}, name="quotation-json"),
    path("citations.json", files.json_file, {"noun": "citations"}, name="citation-json"),
    path("speeches.json", files.json_file, {"noun": "speeches"}, name="speech-json"),
]

urlpatterns: list[URLPattern] = [*reading, *sets]
