"""Everything that a reader can reach, and everything that is stored: where withheld words must not be."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from evidence.exports import Place, write_package
from evidence.models import Inquiry

MOST_ADDRESSES = 400
MOST_QUERIES = 2  # of one address with one parameter; what parameters do together shows no more rows
LINK = re.compile(r'(?:href|action|src)="([^"#]*)|<loc>([^<]*)')
GUARDED = ("original", "redaction")
CHANGES_ALWAYS = ("edition",)  # tells only that something has changed


def addresses() -> list[str]:
    """Every public address that takes no argument: pages, files, feeds, whatever the site comes to have."""
    return list(_addresses(get_resolver().url_patterns))


def _addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route)
        elif "<" not in route:
            yield f"/{route}"


def crawled(client: Client) -> dict[str, str]:
    """What stands at every address that can be reached by links, the address itself included."""
    waiting, seen, asked = addresses(), {}, Counter()
    while waiting:
        address = waiting.pop(0)
        path, _, query = address.partition("?")
        asked[path, query.partition("=")[0]] += address not in seen
        if address in seen or "&" in query or (asked[path, query.partition("=")[0]] > MOST_QUERIES and query):
            continue
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        body = _text(content)
        seen[address] = f"{address}\n{unescape(body)}\n{response.headers}"
        links = [unescape(one or other).removeprefix("http://testserver") for one, other in LINK.findall(body)]
        waiting += [link for link in links if link.startswith("/") and not link.startswith(("/admin", "/static"))]
        assert len(seen) < MOST_ADDRESSES, "more addresses than are looked at"
    return seen


def _text(content: bytes) -> str:
    """What a body says; of an archive, what its files do."""
    if content.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    return content.decode(errors="replace")


def package(folder: Path) -> dict[str, str]:
    """The files of the data package."""
    write_package(Inquiry.objects.get(slug="bridge"), folder, Place("http://testserver"))
    return {file.name: file.read_text() for file in folder.iterdir()}


def stored() -> dict[str, str]:
    """Every row of every table but those that guardians alone read; nothing that a view does can show more."""
    tables = {}
    for model in apps.get_models():
        left_out = model._meta.model_name in (*GUARDED, *CHANGES_ALWAYS)
        if not left_out and model._meta.app_label not in ("sessions", "auth", "contenttypes"):
            rows = model._default_manager.order_by("pk").values()
            tables[model._meta.label] = json.dumps(list(rows), default=str, ensure_ascii=False)
    return tables


def indexed() -> dict[str, str]:
    """What the search index holds, wherever it keeps it."""
    files = {
        str(path): path.read_bytes().decode("latin-1")
        for path in Path(settings.SEARCH_INDEX_DIR).rglob("*")
        if path.is_file()
    }
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("evidence_search_paragraph", "evidence_search_speech", "evidence_search_word"):
                cursor.execute(f"SELECT {table}::text FROM {table}")  # noqa: S608 (our own names)
                files[table] = "\n".join(row for (row,) in cursor.fetchall())
    return files


def outlets(client: Client, folder: Path) -> dict[str, str]:
    """All of it."""
    return crawled(client) | package(folder) | stored() | indexed()


def telling(found: dict[str, str], words: list[str]) -> list[str]:
    """Where one of the words is, and which."""
    folded = ((where, text.casefold()) for where, text in found.items())
    return [f"{where}: {word}" for where, text in folded for word in words if word.casefold() in text]


def hits(client: Client, words: str) -> int:
    """How many paragraphs a search finds."""
    body = b"".join(client.get(reverse("paragraph-export"), {"q": words}).streaming_content).decode()
    return len(body.strip().split("\r\n")) - 1
