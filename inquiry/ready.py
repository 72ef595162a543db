"""What each worker would make for its first reader, made once instead, before the server divides (``--preload``).

The workers then share the memory it lies in. No connection to the database is opened: those must not be shared.
"""

import gc
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from evidence.views.conditional import code_digest

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def make_ready() -> None:
    """Reads the views, the addresses that lead to them, the templates and the code's digest."""
    reverse("home")
    for path in sorted(TEMPLATES.rglob("*.html")):
        get_template(path.relative_to(TEMPLATES).as_posix())
    code_digest()
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again for garbage, and so is not copied for each worker
