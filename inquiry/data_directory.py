"""The one directory the application writes to, and the secret key that is made there once."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def prepared(path: Path) -> Path:
    """The directory, made if need be; one sentence if it cannot be written."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"DATA_DIR {path} cannot be made: {error.strerror}. Set DATA_DIR to another."
        ) from error
    if not path.is_dir() or not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"DATA_DIR {path} cannot be written. Give it to this user, or set DATA_DIR to another."
        )
    return path


def secret_key(directory: Path) -> str:
    """The key kept in the directory; made when there is none, readable by its owner only."""
    path = directory / "secret-key"
    try:
        # a name of its own, then a link: two processes that start at once end with the same key
        draft = directory / f".secret-key-{os.getpid()}"
        if not path.exists():
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be read or made: {error.strerror}. Give DATA_DIR to this user, or set SECRET_KEY."
        ) from error
