"""What hundreds of requests of one person need not do each time: read who it is, and tell that it was refused."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.contrib.auth import middleware
from django.contrib.auth.models import User
from django.test import Client


@contextmanager
def all_as(client: Client, user: User) -> Iterator[Client]:
    """Signs somebody in, whose name and rights are read from the database once."""
    client.force_login(user)
    logging.disable(logging.WARNING)
    try:
        with patch.object(middleware, "get_user", lambda request: user):
            yield client
    finally:
        logging.disable(logging.NOTSET)
