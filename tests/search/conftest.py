"""Every engine that the current database allows, over the same real texts of every kind."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from evidence.models import Paragraph, Speech
from evidence.search.contents import KINDS, SPEECHES, Contents
from evidence.search.postgres_index import PostgresIndex
from evidence.search.whoosh_index import WhooshIndex
from tests.factories import HearingFactory, ParagraphFactory, SectionFactory, SpeechFactory

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


def rows(contents: Contents, texts: list[str]) -> list[Paragraph] | list[Speech]:
    """Texts of one kind, in this order: paragraphs of a page, or speeches of a hearing."""
    if contents is SPEECHES:
        hearing = HearingFactory()
        speeches = (SpeechFactory.build(hearing=hearing, position=n, text=text) for n, text in enumerate(texts))
        return Speech.objects.bulk_create(speeches)
    page = SectionFactory()
    return Paragraph.objects.bulk_create(
        ParagraphFactory.build(report=page.report, page=page, section=page, slug=str(n), position=n, text=text)
        for n, text in enumerate(texts)
    )


def forget(row: Paragraph | Speech) -> None:
    """The row is not for readers any more."""
    if isinstance(row, Speech):
        row.hearing = HearingFactory(inquiry=row.hearing.inquiry, is_closed=True)
    else:
        row.withdrawn_at = timezone.now()
    row.save()


def _named(param: tuple[str, Contents]) -> str:
    return f"{param[0]}-{param[1].kind}"


@pytest.fixture(params=[(engine, contents) for engine in ("whoosh", "postgres") for contents in KINDS], ids=_named)
def index(request, db, tmp_path):
    """An empty index of one kind of text; each test fills it."""
    engine, contents = request.param
    if engine == "whoosh":
        return WhooshIndex(tmp_path / "index", contents)
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's index is tested on PostgreSQL only")
    return PostgresIndex(contents)


@pytest.fixture(scope="module", params=KINDS, ids=[contents.kind for contents in KINDS])
def library(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """Real texts, indexed once for a module by every engine: ``library.texts`` by key, ``library.engines``."""
    with django_db_blocker.unblock():
        texts = rows(request.param, real_texts())
        engines = {"whoosh": WhooshIndex(tmp_path_factory.mktemp("library"), request.param)}
        if connection.vendor == "postgresql":
            engines["postgres"] = PostgresIndex(request.param)
        for engine in engines.values():
            engine.rebuild()
        yield Library({row.pk: row.text for row in texts}, engines)
        owner = texts[0].hearing if request.param is SPEECHES else texts[0].report
        owner.inquiry.delete()
        if connection.vendor == "postgresql":
            forget_postgres_index()


def forget_postgres_index():
    """As after a fresh migration; what is written outside a test's transaction is not rolled back with it."""
    with connection.cursor() as cursor:
        tables = [f"evidence_search_{contents.kind}" for contents in KINDS]
        cursor.execute(f"TRUNCATE {', '.join(tables)}, evidence_search_word, evidence_search_state")


class Library:
    def __init__(self, texts, engines):
        self.texts = texts
        self.engines = engines
