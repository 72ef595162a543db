"""The parameters read over what is held in memory: which paragraphs each leaves. The database reads them the same way.

One suite holds the two to each other. What is not held, tags and labels, is asked of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from evidence.filters.held import Preloaded
from evidence.filters.held_groups import Flags, Things
from evidence.filters.held_rows import KIND, ORGANISATION, QUOTED, SOURCE, SUBJECT, WITNESS
from evidence.filters.missing import Missing
from evidence.models import Witness

_KINDS = {
    "witness": WITNESS,
    "organisation": ORGANISATION,
    "subject": SUBJECT,
    "quoted": QUOTED,
    "kind": KIND,
    "source": SOURCE,
}


def narrowed(held: Preloaded, name: str, values: Any) -> Flags | None:
    """Which of the paragraphs held the values of a parameter leave; none if that is not known here."""
    match name:
        case "report":
            return held.within(held.sections.of_reports(report.pk for report in values))
        case "section":
            return held.within(held.sections.beneath(values))
        case "footnoted":
            return held.passages.calling if values else ~held.passages.calling
        case "annotated":
            return held.passages.annotated if values else ~held.passages.annotated
        case _ if name in _KINDS:
            return _having(held, name, values)
    return None


def _having(held: Preloaded, name: str, values: Sequence[Any]) -> Flags:
    known = [value for value in values if value not in (Missing.NONE, Missing.NONE.value)]
    found: Flags = np.zeros(len(held), bool)
    if known:
        found |= held.having(_KINDS[name], _wanted(name, known))
    if len(known) < len(values):
        found |= held.lacking(_KINDS[name])
    return found


def _wanted(name: str, values: Sequence[Any]) -> Callable[[Things], bool]:
    """Whether one of the values is among things that stand together."""
    if name == "quoted":
        people = {value.pk for value in values if isinstance(value, Witness)}
        bodies = {value.pk for value in values if not isinstance(value, Witness)}
        return lambda things: any(witness in people or body in bodies for witness, body in things)
    keys = {getattr(value, "pk", value) for value in values}
    return lambda things: not keys.isdisjoint(things)
