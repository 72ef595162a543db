"""The one declaration of columns that carry text is whole: what is added later is noticed here."""

from django.apps import apps
from django.db import models

from evidence.withholding import columns


def test_every_column_that_carries_text_is_declared_once():
    assert columns.undeclared() == [], "declare each in evidence/withholding/columns.py: what is done to it, or why not"


def test_a_column_that_nobody_declared_is_noticed(monkeypatch):
    kept = {model: names for model, names in columns.COPIES.items() if model != "role"}
    monkeypatch.setattr(columns, "COPIES", kept)
    assert columns.undeclared() == ["role.title"]


def test_a_declared_column_that_is_gone_is_noticed(monkeypatch):
    monkeypatch.setattr(columns, "COPIES", {**columns.COPIES, "role": ("title", "caption")})
    assert columns.undeclared() == ["role.caption"]


def test_a_table_of_history_is_masked_as_what_it_keeps(monkeypatch):
    original = apps.get_model("evidence", "annotation")

    class Kept(models.Model):  # noqa: DJ008
        instance_type = original
        body = models.TextField()

        class Meta:
            app_label = "tests"

    config = apps.get_app_config("evidence")
    monkeypatch.setattr(config, "get_models", lambda: [original, Kept])
    names = [column.name for column in columns.columns(columns.COPIES) if column.model is Kept]
    assert names == ["quote", "prefix", "suffix", "body"]
