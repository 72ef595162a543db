"""What every test may ask for."""

import gc
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import get_resolver
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.own_database import Migrated

# the same examples in every run: a check that fails must fail again for whoever looks into it
hypothesis_settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # it goes by the clock, and a busy machine is no fault of the code
)
hypothesis_settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parent.parent
PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory) -> Migrated:
    """The migrated database, of which processes that work on their own get copies.

    Thousands of collected tests and all that is imported stay to the end: no need to look for garbage there. Each
    index that a test builds looks for garbage, which would cost ten times what building it does.
    """
    with django_db_blocker.unblock():
        migrated = Migrated(tmp_path_factory.mktemp("migrated"))
    get_resolver().url_patterns  # noqa: B018 (imports every view)
    gc.collect()
    gc.freeze()
    return migrated


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The four real inquiry folders with their ground truth, kept beside the project and not in it."""
    folder = ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip(f"the four real inquiry folders are not at {folder}: their ground truth is not checked")
    return folder


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords hashed in no time: a fifth of a second for every member of staff would be a quarter of the run."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files under their own names, so that no test has to collect and compress them first."""
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN_STORAGE}}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(autouse=True)
def search_index_dir(settings, tmp_path_factory) -> Path:
    """A search index of its own for every test that runs on Whoosh; made only when something is indexed.

    A test that searches calls ``search_index().rebuild()`` when its rows are there. On PostgreSQL the index is a
    table and is rolled back with the test.
    """
    settings.SEARCH_INDEX_DIR = tmp_path_factory.getbasetemp() / f"index-{uuid4().hex}"
    return settings.SEARCH_INDEX_DIR
