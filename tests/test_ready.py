"""What is made before the server divides into workers."""

import json
import os
import subprocess
import sys

LOOKED_AT = """
import json, inquiry.wsgi
from django.db import connections
from django.template import engines
from django.urls import get_resolver
from evidence.models import compiled
loader, = engines["django"].engine.template_loaders
print(json.dumps({
    "connections": [one.alias for one in connections.all(initialized_only=True) if one.connection],
    "templates": len(loader.get_template_cache),
    "addresses": get_resolver()._populated,
    "unwritten": sum("_question" not in vars(one) for one in compiled._QUESTIONS),
    "questions": len(compiled._QUESTIONS),
}))
"""


def looked_at(settings, **environment: str) -> dict:
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", LOOKED_AT],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict = json.loads(told.stdout)
    return found


def test_workers_begin_with_views_templates_and_questions_and_without_a_connection(settings, tmp_path):
    found = looked_at(settings, DATABASE_URL=f"sqlite:///{tmp_path / 'any.sqlite3'}")
    assert found["connections"] == []
    assert found["addresses"]
    assert found["templates"] >= len(list((settings.BASE_DIR / "templates").rglob("*.html")))
    assert found["questions"] > 20
    assert found["unwritten"] == 0


def test_a_database_that_cannot_be_reached_keeps_no_site_from_starting(settings):
    found = looked_at(settings, DATABASE_URL="postgres://nobody:no@127.0.0.1:1/none")
    assert found["addresses"]
    assert found["unwritten"] > 0
