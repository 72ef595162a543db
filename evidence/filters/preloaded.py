"""What facets count, held in memory: for every published paragraph its section, and whom and what it names and cites.

A set of thousands is counted here in a few milliseconds, in the database in tenths of a second. What is held is brought
up to date before each use by the list that the database keeps of what was changed. Where that cannot be relied on, and
while it is still being read, ``preloaded`` gives nothing and the database counts.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import threading

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, router

from evidence.filters.held import FEW, Preloaded
from evidence.models import Paragraph
from evidence.models import touched as touching

logger = logging.getLogger(__name__)


class _Holder:
    """One for the process. The first reading is done aside: until it is there, the database counts."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.held: Preloaded | None = None
        self.reading: threading.Thread | None = None


_holder = _Holder()


def preloaded() -> Preloaded | None:
    """What is held, as the database stands now; none where the database should count."""
    connection = connections[router.db_for_read(Paragraph)]
    if connection.in_atomic_block:
        return None  # what a transaction sees may never come to be
    if _holder.held is None:
        _begin()
        return None
    try:
        with _holder.lock, connection.cursor() as cursor:
            if not touching.is_kept(cursor):
                return None
            if connection.alias != DEFAULT_DB_ALIAS and touching.is_ahead(cursor, _holder.held.mark):
                return None  # a copy of the database that has not come to what is held
            _holder.held = _holder.held.brought_up_to_date(cursor)
            return _holder.held
    except DatabaseError:
        logger.exception("What was changed could not be read; the database counts")
        return None


def load() -> Preloaded:
    """Reads everything now."""
    with connections[router.db_for_read(Paragraph)].cursor() as cursor:
        _holder.held = held = Preloaded().brought_up_to_date(cursor)
    gc.freeze()  # what stays need not be looked through for garbage again and again, in the midst of somebody's page
    _give_back()
    return held


def _give_back() -> None:
    """Gives the system back what reading needed: the C library keeps it, ten megabytes, where no other thread looks."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; others keep less
    if trim is not None:
        trim(0)


def forget() -> None:
    """Holds nothing more."""
    _holder.held = None


def _begin() -> None:
    """Starts the first reading, once, if there is enough to be read."""
    with _holder.lock:
        if _holder.reading is None and Paragraph.objects.order_by()[FEW : FEW + 1].exists():
            _holder.reading = threading.Thread(target=_load_aside, name="preloading", daemon=True)
            _holder.reading.start()


def _load_aside() -> None:
    try:
        load()
    except DatabaseError:
        logger.exception("What facets count could not be read into memory; the database counts")
    finally:
        _holder.reading = None
        connections.close_all()
