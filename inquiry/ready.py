"""What each worker would make for its first reader, made once instead, before the server divides (``--preload``).

The workers then share the memory it lies in. No connection to the database stays open: those must not be shared.
"""

import gc
import logging
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.template.loader import get_template
from django.urls import reverse

from evidence.models.compiled import write_out
from evidence.views.conditional import code_digest

logger = logging.getLogger(__name__)
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def make_ready() -> None:
    """Reads the views, the addresses that lead to them, the templates, the questions and the code's digest."""
    reverse("home")
    for path in sorted(TEMPLATES.rglob("*.html")):
        get_template(path.relative_to(TEMPLATES).as_posix())
    try:
        write_out()
    except DatabaseError:  # the site starts all the same, and says of itself that it is not ready
        logger.warning("The database cannot be used yet: its questions are written out when they are first asked.")
    connections.close_all()
    code_digest()
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again for garbage, and so is not copied for each worker
