"""An inquiry in which a guardian withholds things, and a reader who looks for them everywhere."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from evidence.models import Footnote, Hearing, Inquiry, Paragraph, Redaction
from evidence.search.index import search_indexes
from evidence.withholding import withhold

TOML = 'title = "The Bridge Inquiry"\nslug = "bridge"\n\n[[report]]\ntitle = "The Bridge Report"\nslug = "bridge"\n'
PAGE = """The Bridge Report

A.1: The bridge

1. The bridge was opened in 1901. It was closed after the flood.

2. Ms Zelda Quillfeather, Head of Vermilion at Harbour Bank, told us that “the xylograph was burnt in the cellar”.[1]
She left on 3 May.

3. Ms Quillfeather said no more. Mr Tom Pike said that “nobody had read the reports before that day”.[2]

4. The reports were kept at Harbour Bank.

Back to top
"""
NOTES = """page,number,text
report/001-a1.txt,1,"Statement of Zelda Quillfeather, QUI000042, page 3"
report/001-a1.txt,2,"Ibid, page 4. The Ormolu Memorandum, ORM000007, was not kept."
"""
HEARING = """Tuesday, 20 May 2019
1   MR PIKE: I kept the reports.
2   MS QUILLFEATHER: The syzygy was never
3       written down.
4   MR PIKE: Nobody asked me.
                        1
"""


@pytest.fixture
def folder(tmp_path: Path, db) -> Path:
    """An inquiry folder, imported and indexed."""
    root = tmp_path / "bridge"
    for name, content in {
        "inquiry.toml": TOML,
        "report/001-a1.txt": PAGE,
        "footnotes.csv": NOTES,
        "hearings/2019-05-20.txt": HEARING,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    call_command("import_inquiry", root, stdout=StringIO())
    for index in search_indexes():
        index.rebuild()
    return root


@pytest.fixture
def guardian(django_user_model) -> User:
    return django_user_model.objects.create_user("guardian", password="a long enough one", is_staff=True)


@pytest.fixture
def hide(folder, guardian):
    """Withholds something of the inquiry, and tells the index."""

    def hidden(kind: str, **values) -> Redaction:
        redaction = Redaction(
            inquiry=Inquiry.objects.get(slug="bridge"),
            kind=kind,
            reason="A named child.",
            authority="Order of 1 March 2026",
            author=guardian,
            **values,
        )
        effect = withhold(redaction)
        for index in search_indexes():
            index.forget(effect.changed.get(index.contents.model, ()))
        return redaction

    return hidden


def words_at(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def paragraph(label: str) -> Paragraph:
    return Paragraph.objects.get(label=label)


def note(label: str) -> Footnote:
    return Footnote.objects.get(label=label)


def hearing() -> Hearing:
    return Hearing.objects.get()
