"""Who and what the text speaks of: witnesses, organisations and subjects, with the names they go by."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q

from evidence.models.decisions import Origin, Standing
from evidence.models.history import StaffHistory
from evidence.models.paths import path_to
from evidence.models.report import Inquiry

E = TypeVar("E", bound="Entity")


class EntityQuerySet(models.QuerySet[E]):
    def published(self) -> Self:
        """What readers see: everything staff have not rejected or merged into another."""
        return self.filter(~Q(standing=Standing.REJECTED) & Q(merged_into=None))


class Entity(models.Model):
    """What witnesses, organisations and subjects share. Slugs are unique on the site: addresses are made of them."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="%(class)ss")
    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=200, unique=True)
    standing = models.CharField(
        max_length=10,
        choices=Standing.choices,
        default=Standing.CONFIRMED,
        help_text="A proposed entry was read from the text; confirm it, or reject it to take it out of every list.",
    )
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.STAFF)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        help_text="The entry that this one turned out to be the same as; its address leads there.",
    )

    merged_into_id: int | None
    beside: ClassVar[tuple[str, ...]] = ("aliases",)  # edited with it, and kept in its history

    objects = EntityQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to(f"{self._meta.model_name}-detail", slug=self.slug)


class Organisation(Entity):
    """A body named in the text; a part of another names its parent (YouTube: Google)."""

    beside = ("aliases", "roles")

    abbreviation = models.CharField(max_length=50, blank=True)
    kind = models.CharField(max_length=100, blank=True, help_text="company, police force, charity, department …")
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children")

    history = StaffHistory()

    class Meta(Entity.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "name"], name="organisation_name_unique_in_inquiry"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="organisation_not_its_own_parent"
            ),
        ]


class Witness(Entity):
    """A person; or a cipher (IN-A1, SIS4), whose name is not public and is never joined to another."""

    beside = ("aliases", "roles")

    honorific = models.CharField(max_length=60, blank=True)
    is_cipher = models.BooleanField(default=False, help_text="The person is known by this sign only. Do not name them.")

    history = StaffHistory()

    class Meta(Entity.Meta):
        verbose_name_plural = "witnesses"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_cipher=False) | Q(merged_into=None), name="witness_cipher_never_merged"
            ),
        ]

    @property
    def full_name(self) -> str:
        """As they are addressed; a cipher is its sign and nothing else."""
        return self.name if self.is_cipher else f"{self.honorific} {self.name}".strip()


class Subject(Entity):
    """A term of the index: a technology, a law, a practice; with a broader subject or none."""

    broader = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="narrower")

    history = StaffHistory()

    class Meta(Entity.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "name"], name="subject_name_unique_in_inquiry"),
            models.CheckConstraint(condition=Q(broader=None) | ~Q(broader=F("id")), name="subject_not_its_own_broader"),
        ]


class Alias(models.Model):
    """Another name that the text uses for the same entity."""

    name = models.CharField(max_length=300, help_text="As it stands in the text.")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.STAFF)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WitnessAlias(Alias):
    witness = models.ForeignKey(Witness, on_delete=models.CASCADE, related_name="aliases")

    history = StaffHistory()

    class Meta(Alias.Meta):
        verbose_name_plural = "witness aliases"
        constraints = [models.UniqueConstraint(fields=["witness", "name"], name="witness_alias_unique")]


class OrganisationAlias(Alias):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")

    history = StaffHistory()

    class Meta(Alias.Meta):
        verbose_name_plural = "organisation aliases"
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="organisation_alias_unique")]


class SubjectAlias(Alias):
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="aliases")

    history = StaffHistory()

    class Meta(Alias.Meta):
        verbose_name_plural = "subject aliases"
        constraints = [models.UniqueConstraint(fields=["subject", "name"], name="subject_alias_unique")]


class Role(models.Model):
    """What a witness was, at which organisation, from when to when."""

    witness = models.ForeignKey(Witness, on_delete=models.CASCADE, related_name="roles")
    title = models.CharField(max_length=500)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="roles"
    )
    start = models.DateField(null=True, blank=True, help_text="First day in the role, if known.")
    end = models.DateField(null=True, blank=True, help_text="Last day in the role, if known.")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.STAFF)

    history = StaffHistory()

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(start__lte=F("end")), name="role_start_not_after_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title
