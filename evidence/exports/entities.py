"""The files of who and what the text speaks of: witnesses, organisations and subjects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from evidence.exports.columns import Beside, Column, Table, Values, grouped
from evidence.exports.place import Place
from evidence.models import Organisation, Role, Standing, Subject, Witness
from evidence.models.compiled import CompiledValues, given_keys

Named = TypeVar("Named", Witness, Organisation, Subject)
_FIELDS = ("pk", "inquiry__slug", "slug", "name", "standing")


def _published(model: type[Named]) -> QuerySet[Named]:
    rows: QuerySet[Named] = model._default_manager.all()
    return rows.filter(pk__in=model.objects.published().values("pk")).order_by("inquiry", "name", "pk")


def _aliases(kind: str, model: Any) -> CompiledValues:
    aliases = model.aliases.rel.related_model._default_manager
    return CompiledValues(
        lambda: aliases.filter(given_keys(kind, "keys")).order_by("name", "pk").values_list(kind, "name")
    )


def _with_aliases(kind: str, model: Any) -> Beside:
    """Finds the other names of each."""
    aliases = _aliases(kind, model)

    def beside(rows: Values, place: Place) -> Iterable[Sequence[Any]]:
        names = grouped(aliases, rows["pk"])
        return ([names.get(key, []) for key in rows["pk"]],)

    return beside


_WITNESS_ALIASES = _aliases("witness", Witness)
_ROLES = CompiledValues(
    lambda: (
        Role.objects.filter(given_keys("witness", "keys"))
        .order_by("start", "pk")
        .values_list("witness", "title", "organisation__name")
    )
)


def _beside_witnesses(rows: Values, place: Place) -> Iterable[Sequence[Any]]:
    """Other names, roles, and where. Of a cipher nothing: what could name the person is not given."""
    keys = [key for key, is_cipher in zip(rows["pk"], rows["is_cipher"], strict=True) if not is_cipher]
    names = grouped(_WITNESS_ALIASES, keys)
    titles: dict[int, list[str]] = defaultdict(list)
    bodies: dict[int, dict[str, None]] = defaultdict(dict)
    for key, title, body in _ROLES.rows(keys=keys):
        titles[key].append(title)
        if body is not None:
            bodies[key][body] = None
    return (
        [names.get(key, []) for key in rows["pk"]],
        [titles.get(key, []) for key in rows["pk"]],
        [list(bodies.get(key, ())) for key in rows["pk"]],
    )


def _first(plural: str, noun: str) -> dict[str, Column]:
    """The columns that begin each of these files."""
    return {
        "id": Column(lambda row, place: f"{plural}/{row.slug}", f"The {noun}'s address without host."),
        "inquiry": Column("inquiry__slug", "Slug of the inquiry."),
        "slug": Column("slug", "The name as it stands in addresses and filters."),
        "name": Column("name", "Name."),
    }


def _last(noun: str) -> dict[str, Column]:
    """The columns that end each of these files."""
    return {
        "aliases": Column("aliases", "Other names that the text uses; a list."),
        "status": Column("standing", "“confirmed”, or “proposed”: read from the text."),
        "url": Column(
            lambda row, place: place.url(reverse(f"{noun}-detail", kwargs={"slug": row.slug})),
            f"The {noun}'s page on this site.",
        ),
    }


def _above(field: str) -> Callable[[Any, Place], str]:
    """The slug of the entry above another; empty where readers have no such entry, so that the file joins itself."""

    def read(row: Any, place: Place) -> str:
        hidden = getattr(row, f"{field}__standing") == Standing.REJECTED or getattr(row, f"{field}__merged_into")
        return "" if hidden else getattr(row, f"{field}__slug") or ""

    return read


WITNESSES = Table(
    name="witnesses",
    title="Witnesses and other people",
    inquiry="inquiry",
    rows=lambda: _published(Witness),
    fields=(*_FIELDS, "honorific", "is_cipher"),
    beside=_beside_witnesses,
    beside_names=("aliases", "roles", "organisations"),
    columns={
        **_first("witnesses", "witness"),
        "honorific": Column(
            lambda row, place: "" if row.is_cipher else row.honorific, "“Ms”, “Chief Constable”; of a cipher nothing."
        ),
        "is_cipher": Column("is_cipher", "The name is not public: known by a sign.", "boolean"),
        "roles": Column("roles", "What the person was; a list."),
        "organisations": Column("organisations", "Where; names, a list."),
        **_last("witness"),
    },
)

ORGANISATIONS = Table(
    name="organisations",
    title="Organisations",
    inquiry="inquiry",
    rows=lambda: _published(Organisation),
    fields=(*_FIELDS, "abbreviation", "kind", "parent__slug", "parent__standing", "parent__merged_into"),
    beside=_with_aliases("organisation", Organisation),
    beside_names=("aliases",),
    columns={
        **_first("organisations", "organisation"),
        "abbreviation": Column("abbreviation", "“NCMEC”."),
        "kind": Column("kind", "Company, police force, charity, department …"),
        "parent": Column(_above("parent"), "Slug of the organisation it is part of."),
        **_last("organisation"),
    },
)

SUBJECTS = Table(
    name="subjects",
    title="Subjects of the index",
    inquiry="inquiry",
    rows=lambda: _published(Subject),
    fields=(*_FIELDS, "broader__slug", "broader__standing", "broader__merged_into"),
    beside=_with_aliases("subject", Subject),
    beside_names=("aliases",),
    columns={
        **_first("subjects", "subject"),
        "broader": Column(_above("broader"), "Slug of the broader subject."),
        **_last("subject"),
    },
)
