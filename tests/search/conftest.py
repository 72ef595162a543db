"""Every engine that the current database allows, over the same real paragraphs."""

import re
from pathlib import Path

import pytest
from django.db import connection

from evidence.models import Paragraph
from evidence.search.postgres_index import PostgresIndex
from evidence.search.whoosh_index import WhooshIndex
from tests.factories import ParagraphFactory, SectionFactory

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "fixtures/iicsa-internet/report/001-e2-challenges-posed-by-live-streaming.txt"
CORPORA = ROOT.parent / "shared" / "corpora"


def printed_paragraphs(page: Path) -> list[str]:
    """Roughly the paragraphs of a text page: what these tests need is real prose, not a faithful reading."""
    paragraphs: list[str] = []
    for block in page.read_text(encoding="utf-8").split("\n\n"):
        if re.match(r"\d+(\.\d+)*\.?\s", block) or not paragraphs:
            paragraphs.append(block)
        else:
            paragraphs[-1] += f"\n\n{block}"
    return paragraphs


def real_texts() -> list[str]:
    pages = [PAGE, *(sorted(CORPORA.glob("iraq/report/*.txt"))[:4])]
    texts = [text for page in pages for text in printed_paragraphs(page)[:150]]
    return [
        *texts,
        "The Café’s naïve rôle – end‑to‑end en\u00adcryption, ﬁrst of O’Byrne’s “live-streaming” (½ STRASSE, Straße).",
        "That that is, is; that that is not, is not.",
        "Encryption " * 300 + "was live and then streaming",
        "To be, or not to be",
        "x" * 300,
        "…",
    ]


@pytest.fixture(params=["whoosh", "postgres"])
def index(request, db, tmp_path):
    """An empty index; each test fills it."""
    if request.param == "whoosh":
        return WhooshIndex(tmp_path / "index")
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's index is tested on PostgreSQL only")
    return PostgresIndex()


@pytest.fixture(scope="module")
def library(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """Real paragraphs, indexed once for a module by every engine: ``library.texts`` by key, ``library.engines``."""
    with django_db_blocker.unblock():
        page = SectionFactory()
        texts = real_texts()
        paragraphs = Paragraph.objects.bulk_create(
            ParagraphFactory.build(report=page.report, page=page, section=page, slug=str(n), position=n, text=text)
            for n, text in enumerate(texts)
        )
        engines = {"whoosh": WhooshIndex(tmp_path_factory.mktemp("library"))}
        if connection.vendor == "postgresql":
            engines["postgres"] = PostgresIndex()
        for engine in engines.values():
            engine.rebuild()
        yield Library({paragraph.pk: paragraph.text for paragraph in paragraphs}, engines)
        page.report.inquiry.delete()
        if connection.vendor == "postgresql":
            forget_postgres_index()


def forget_postgres_index():
    """As after a fresh migration; what is written outside a test's transaction is not rolled back with it."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE evidence_search_entry, evidence_search_word, evidence_search_state")


class Library:
    def __init__(self, texts, engines):
        self.texts = texts
        self.engines = engines
