"""Settings that contradict one another fail at the start, by name."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import DEFAULT_DB_ALIAS, connection, connections

ENGINES = ("whoosh", "postgres")


@register
def check_search_engine(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """SEARCH_ENGINE names an engine, and one that the database can carry."""
    engine = settings.SEARCH_ENGINE
    if engine not in ENGINES:
        hint = f"Set it to one of {', '.join(ENGINES)}, or leave it out."
        return [Error(f"SEARCH_ENGINE is {engine!r}.", hint=hint, id="evidence.E001")]
    if engine == "postgres" and connection.vendor != "postgresql":
        hint = "Set SEARCH_ENGINE=whoosh, or give a PostgreSQL address in DATABASE_URL."
        return [
            Error(f"SEARCH_ENGINE is postgres, but the database is {connection.vendor}.", hint=hint, id="evidence.E002")
        ]
    return []


@register
def check_database(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The database is one that the migrations and the search are written for."""
    if connection.vendor in ("sqlite", "postgresql"):
        return []
    hint = "Give an sqlite:/// or postgresql:// address in DATABASE_URL, or leave it out."
    return [Error(f"DATABASE_URL leads to {connection.vendor}.", hint=hint, id="evidence.E003")]


@register
def check_replicas(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """What follows a database is of its kind; and what is searched follows it too, or readers would find other rows."""
    replicas = [connections[alias] for alias in connections if alias != DEFAULT_DB_ALIAS]
    if not replicas or (settings.SEARCH_ENGINE == "postgres" and {one.vendor for one in replicas} == {"postgresql"}):
        return []
    hint = "Give postgresql:// addresses, of servers that follow the one in DATABASE_URL, or leave it out."
    return [Error("DATABASE_REPLICA_URLS needs PostgreSQL, and its search.", hint=hint, id="evidence.E004")]
