"""Settings that contradict one another are named at the start."""

from types import SimpleNamespace

import pytest
from django.core.checks import Error

from evidence import checks


def said(found: list) -> list[str]:
    assert all(isinstance(message, Error) for message in found)
    return [message.id for message in found]


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr(checks, "connection", SimpleNamespace(vendor=request.param))


@pytest.mark.parametrize(
    ("engine", "vendor", "expected"),
    [
        ("whoosh", "sqlite", []),
        ("whoosh", "postgresql", []),
        ("postgres", "postgresql", []),
        ("postgres", "sqlite", ["evidence.E002"]),
        ("lucene", "sqlite", ["evidence.E001"]),
    ],
    indirect=["vendor"],
)
def test_the_search_engine_fits_the_database(settings, engine: str, vendor: None, expected: list):
    settings.SEARCH_ENGINE = engine
    assert said(checks.check_search_engine(None)) == expected


@pytest.mark.parametrize(
    ("vendor", "expected"), [("sqlite", []), ("postgresql", []), ("mysql", ["evidence.E003"])], indirect=["vendor"]
)
def test_the_database_is_one_that_is_supported(vendor: None, expected: list):
    assert said(checks.check_database(None)) == expected


@pytest.mark.parametrize(
    ("engine", "vendors", "expected"),
    [
        ("whoosh", [], []),
        ("postgres", ["postgresql", "postgresql"], []),
        ("whoosh", ["postgresql"], ["evidence.E004"]),
        ("postgres", ["postgresql", "sqlite"], ["evidence.E004"]),
    ],
)
def test_copies_follow_a_postgresql_that_is_searched_itself(settings, monkeypatch, engine, vendors, expected):
    settings.SEARCH_ENGINE = engine
    copies = {f"replica-{number}": SimpleNamespace(vendor=vendor) for number, vendor in enumerate(vendors)}
    monkeypatch.setattr(checks, "connections", {"default": SimpleNamespace(vendor="postgresql")} | copies)
    assert said(checks.check_replicas(None)) == expected
