"""An inquiry in which a guardian withholds things, and a reader who looks for them everywhere."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from evidence.models import (
    Annotation,
    DeskDecision,
    Footnote,
    Hearing,
    ImportProblem,
    Inquiry,
    Paragraph,
    Redaction,
    Tag,
    Witness,
)
from evidence.models.history import remembered
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


@pytest.fixture
def copies(folder, guardian):
    """Staff's own words that repeat what is printed: annotations, records of the admin, problems of the import."""
    on = paragraph("2")
    place = words_at(on.text, "xylograph was burnt")
    annotation = Annotation.objects.create(
        paragraph=on,
        **place,
        quote="xylograph was burnt",
        prefix=on.text[place["start"] - 32 : place["start"]],
        suffix=on.text[place["end"] : place["end"] + 32],
        body="The xylograph of Ms Quillfeather, Head of Vermilion: see ORM000007, QUI000042 and the syzygy.",
        visibility="public",
        author=guardian,
    )
    annotation.tags.add(
        Tag.objects.create(name="the xylograph", slug="the-xylograph"), Tag.objects.create(name="Vermilion", slug="a-b")
    )
    zelda, pike = Witness.objects.get(name="Zelda Quillfeather"), Witness.objects.get(name="Tom Pike")
    with remembered(pike, guardian, "told apart from Zelda Quillfeather, who was Head of Vermilion"):
        pike.honorific = "Sir"
        pike.save()
    with remembered(zelda, guardian):
        zelda.aliases.create(name="Zelda of Vermilion")
        zelda.roles.create(title="Keeper of the xylograph")
    problem = ImportProblem.objects.first()
    problem.found = "“xylograph was burnt in the cellar”; Ormolu Memorandum; syzygy; Zelda Quillfeather; Vermilion"
    problem.save()
    kind = ContentType.objects.get_for_model(Annotation)
    said = "Confirmed: Zelda Quillfeather was Head of Vermilion and kept the xylograph, see QUI000042."
    LogEntry.objects.create(
        user=guardian, content_type=kind, object_id=annotation.pk, object_repr=annotation.body, action_flag=CHANGE,
        change_message=said,
    )  # fmt: skip
    DeskDecision.objects.create(
        inquiry=pike.inquiry, kind="witness", witness=pike, verdict="accepted", reason=said, author=guardian
    )
    return annotation


def words_at(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def paragraph(label: str) -> Paragraph:
    return Paragraph.objects.get(report__inquiry__slug="bridge", label=label)


def note(label: str) -> Footnote:
    return Footnote.objects.get(report__inquiry__slug="bridge", label=label)


def hearing() -> Hearing:
    return Hearing.objects.get(inquiry__slug="bridge")
