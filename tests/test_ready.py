"""What is made before the server divides into workers."""

import json
import subprocess
import sys

LOOKED_AT = """
import json, inquiry.wsgi
from django.db import connections
from django.template import engines
from django.urls import get_resolver
loader, = engines["django"].engine.template_loaders
print(json.dumps({
    "connections": [one.alias for one in connections.all(initialized_only=True) if one.connection],
    "templates": len(loader.get_template_cache),
    "addresses": get_resolver()._populated,
}))
"""


def test_workers_begin_with_the_views_and_templates_and_without_a_connection(settings):
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", LOOKED_AT], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, check=True
    )
    found = json.loads(told.stdout)
    assert found["connections"] == []
    assert found["addresses"]
    assert found["templates"] >= len(list((settings.BASE_DIR / "templates").rglob("*.html")))
