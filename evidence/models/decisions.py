"""Words for how a row came to be what it is: who decided, and how sure it is."""

from django.db import models


class Origin(models.TextChoices):
    """Who decided. What staff decide is never undone by an import."""

    IMPORTED = "imported", "imported: printed in the report or given in its folder"
    RULE = "rule", "rule: derived from the text"
    STAFF = "staff", "staff: decided by a person"


class Standing(models.TextChoices):
    """How sure a link or an entity is."""

    CONFIRMED = "confirmed", "confirmed"
    PROPOSED = "proposed", "proposed: waits for staff"
    AMBIGUOUS = "ambiguous", "ambiguous: several candidates, none chosen"
    UNKNOWN = "unknown", "unknown: nothing found"
    REJECTED = "rejected", "rejected by staff"
