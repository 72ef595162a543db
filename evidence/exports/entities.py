"""The files of who and what the text speaks of: witnesses, organisations and subjects."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import QuerySet

from evidence.exports.columns import Column, Table
from evidence.models import Entity, Organisation, Subject, Witness

Named = TypeVar("Named", Witness, Organisation, Subject)


def _aliases(entity: Witness | Organisation | Subject) -> list[str]:
    if isinstance(entity, Witness) and entity.is_cipher:
        return []  # known by the sign only: what could name the person is not given
    aliases: Any = entity.aliases
    return [alias.name for alias in aliases.all()]


def _published(model: type[Named]) -> QuerySet[Named]:
    rows: QuerySet[Named] = model._default_manager.all()
    return rows.filter(pk__in=model.objects.published().values("pk")).order_by("inquiry", "name", "pk")


def _first(plural: str, noun: str) -> dict[str, Column[Any]]:
    """The columns that begin each of these files."""
    return {
        "id": Column(lambda row, place: f"{plural}/{row.slug}", f"The {noun}'s address without host."),
        "inquiry": Column(lambda row, place: row.inquiry.slug, "Slug of the inquiry."),
        "slug": Column(lambda row, place: row.slug, "The name as it stands in addresses and filters."),
        "name": Column(lambda row, place: row.name, "Name."),
    }


def _last(noun: str) -> dict[str, Column[Any]]:
    """The columns that end each of these files."""
    return {
        "aliases": Column(lambda row, place: _aliases(row), "Other names that the text uses; a list."),
        "status": Column(lambda row, place: row.standing, "“confirmed”, or “proposed”: read from the text."),
        "url": Column(lambda row, place: place.url(row.get_absolute_url()), f"The {noun}'s page on this site."),
    }


def _above(entity: Entity | None) -> str:
    return entity.slug if entity else ""


def _roles(witness: Witness) -> list[str]:
    return [] if witness.is_cipher else [role.title for role in witness.roles.all()]


def _organisations(witness: Witness) -> list[str]:
    roles = [] if witness.is_cipher else witness.roles.all()
    return list(dict.fromkeys(role.organisation.name for role in roles if role.organisation))


WITNESSES: Table[Witness] = Table(
    name="witnesses",
    title="Witnesses and other people",
    inquiry="inquiry",
    rows=lambda: _published(Witness),
    prepare=lambda rows: rows.select_related("inquiry").prefetch_related("aliases", "roles__organisation"),
    columns={
        **_first("witnesses", "witness"),
        "honorific": Column(lambda row, place: row.honorific, "“Ms”, “Chief Constable”."),
        "is_cipher": Column(lambda row, place: row.is_cipher, "The name is not public: known by a sign.", "boolean"),
        "roles": Column(lambda row, place: _roles(row), "What the person was; a list."),
        "organisations": Column(lambda row, place: _organisations(row), "Where; names, a list."),
        **_last("witness"),
    },
)

ORGANISATIONS: Table[Organisation] = Table(
    name="organisations",
    title="Organisations",
    inquiry="inquiry",
    rows=lambda: _published(Organisation),
    prepare=lambda rows: rows.select_related("inquiry", "parent").prefetch_related("aliases"),
    columns={
        **_first("organisations", "organisation"),
        "abbreviation": Column(lambda row, place: row.abbreviation, "“NCMEC”."),
        "kind": Column(lambda row, place: row.kind, "Company, police force, charity, department …"),
        "parent": Column(lambda row, place: _above(row.parent), "Slug of the organisation it is part of."),
        **_last("organisation"),
    },
)

SUBJECTS: Table[Subject] = Table(
    name="subjects",
    title="Subjects of the index",
    inquiry="inquiry",
    rows=lambda: _published(Subject),
    prepare=lambda rows: rows.select_related("inquiry", "broader").prefetch_related("aliases"),
    columns={
        **_first("subjects", "subject"),
        "broader": Column(lambda row, place: _above(row.broader), "Slug of the broader subject."),
        **_last("subject"),
    },
)
