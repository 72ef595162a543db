"""``rebuild_index`` and ``check_index`` as an operator meets them."""

import pytest
from django.core.management import CommandError, call_command

from evidence.models import Paragraph, Speech
from evidence.search.index import keep
from tests.factories import ParagraphFactory, SpeechFactory

pytestmark = pytest.mark.django_db


def test_an_index_that_is_missing_fails_the_check_with_the_command_to_run():
    with pytest.raises(CommandError, match=r"python manage\.py rebuild_index"):
        call_command("check_index")


def test_a_fresh_index_agrees(capsys):
    ParagraphFactory(text="a word")
    call_command("rebuild_index")
    call_command("check_index")
    said = capsys.readouterr().out
    assert "Indexed 1 paragraph and 0 speeches in" in said
    assert "agrees with the database: 1 paragraph, 0 speeches" in said


def test_what_differs_is_listed_by_its_citable_address(capsys):
    paragraph = ParagraphFactory(text="a word")
    call_command("rebuild_index")
    Paragraph.objects.update(text="another")
    with pytest.raises(CommandError, match="differ"):
        call_command("check_index")
    assert f"1 paragraph changed since they were indexed\n  {paragraph.citable_id}" in capsys.readouterr().out


def test_speeches_are_indexed_and_compared_beside_the_paragraphs(capsys):
    speech = SpeechFactory(text="a word")
    call_command("rebuild_index")
    assert "Indexed 0 paragraphs and 1 speech in" in capsys.readouterr().out
    Speech.objects.update(text="another")
    with pytest.raises(CommandError, match="differ"):
        call_command("check_index")
    assert f"1 speech changed since they were indexed\n  {speech.citable_id}" in capsys.readouterr().out


def test_many_keys_are_kept_counted_and_chained():
    paragraphs = [ParagraphFactory() for _ in range(3)]
    many = [paragraph.pk for paragraph in paragraphs[:2]] + list(range(10**6, 10**6 + 50_000))
    kept = keep(Paragraph.objects.all(), many)
    assert kept.count() == 2
    assert kept.filter(pk=paragraphs[0].pk).exists()
    assert not keep(kept, [paragraphs[2].pk]).exists()
    assert keep(Paragraph.objects.all(), []).count() == 0
