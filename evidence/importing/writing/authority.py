"""The lists of a folder → rows: who and what an authority file names is confirmed. Staff's entries are left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar, cast

from django.db.models import QuerySet

from evidence.importing.lists import OrganisationRow, Row, SourceRow, SubjectRow, WitnessRow
from evidence.importing.records import Problem
from evidence.importing.writing.summary import Summary
from evidence.models import (
    Entity,
    Inquiry,
    Organisation,
    OrganisationAlias,
    Origin,
    Role,
    Source,
    Standing,
    Subject,
    SubjectAlias,
    Witness,
    WitnessAlias,
    spoken_of,
)
from evidence.models.batches import Batch
from evidence.models.ciphers import ciphers_of, signs_in
from evidence.models.entities import Alias
from evidence.models.slugs import Slugs, slugified

E = TypeVar("E", bound=Entity)
_CIPHER = re.compile(
    r"[A-Z]{1,4}(?:-?[A-Z]{0,2}\d{1,4})"
    r"|(?:Witness|Soldier|Officer|Child|Patient|Complainant|Victim|Applicant|Survivor) (?:[A-Z]\d{0,2}|\d{1,3})"
)
_PLAIN_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def write_lists(inquiry: Inquiry, lists: dict[str, tuple[Row, ...]], summary: Summary) -> None:
    """Organisations first: witnesses' roles name them."""
    witnesses = _rows(lists, "witnesses.csv", WitnessRow)
    signs = ciphers_of(inquiry.pk) | {row.name for row in witnesses if _CIPHER.fullmatch(row.name)}
    witnesses = [_unjoined(row, "witnesses.csv", signs, summary) for row in witnesses]
    organisations = _rows(lists, "organisations.csv", OrganisationRow)
    organisations = [_unjoined(row, "organisations.csv", signs, summary) for row in organisations]
    known = {name for row in organisations for name in (row.name, row.abbreviation, *row.aliases)}
    employers = {row.organisation: row.line for row in witnesses if row.organisation not in {"", *known}}
    organisations += [OrganisationRow(name, line) for name, line in employers.items()]
    write_organisations(inquiry, organisations, summary)
    write_witnesses(inquiry, witnesses, signs, summary)
    subjects = _rows(lists, "subjects.csv", SubjectRow)
    write_subjects(inquiry, [_unjoined(row, "subjects.csv", signs, summary) for row in subjects], summary)
    write_sources(inquiry, _rows(lists, "sources.csv", SourceRow), summary)


R = TypeVar("R", bound=Row)
Named = TypeVar("Named", WitnessRow, OrganisationRow, SubjectRow)


def _unjoined(row: Named, file: str, signs: set[str], summary: Summary) -> Named:
    """The row without what would join a cipher to a name. What is said of it repeats neither."""
    if isinstance(row, WitnessRow) and row.name in signs:
        if not row.aliases and not row.honorific:
            return row
        found, expected, kept = "a cipher with other names or a title", "its sign alone", replace(row, honorific="")
        row = replace(kept, aliases=())
    else:
        aliases = tuple(name for name in row.aliases if not signs_in(name, signs) and not _is_sign(row, name))
        if aliases == row.aliases:
            return row
        found, expected = "an alias that is a cipher’s sign", "names of this entry only"
        row = replace(row, aliases=aliases)
    summary.problems.append(Problem(file, row.line, "cipher-joined", found, expected, "left out"))
    return row


def _is_sign(row: Named, name: str) -> bool:
    return isinstance(row, WitnessRow) and _CIPHER.fullmatch(name) is not None


def _rows(lists: dict[str, tuple[Row, ...]], name: str, kind: type[R]) -> list[R]:
    return [row for row in lists.get(name, ()) if isinstance(row, kind)]


class _Entities(Generic[E]):
    """The entries of one kind that the inquiry has, by name, and how the list changes them."""

    def __init__(self, model: type[E], inquiry: Inquiry, summary: Summary, noun: str) -> None:
        self.model, self.inquiry = model, inquiry
        self.batch: Batch[E] = Batch(model, summary.tally(noun))
        rows: QuerySet[E] = QuerySet(model).filter(inquiry=inquiry)
        self.existing: dict[str, E] = {row.name: row for row in rows}
        for row in rows:
            if row.origin == Origin.STAFF:  # a list may still use the name that staff have corrected
                for alias in row.aliases.filter(origin=Origin.STAFF):  # type: ignore[attr-defined]
                    self.existing.setdefault(alias.name, row)
        self.slugs = Slugs(model, inquiry)
        self.listed: set[str] = set()

    def put(self, name: str, **values: object) -> E:
        """The entry of that name, confirmed; one that staff have decided on keeps what they decided."""
        self.listed.add(name)
        row = self.existing.get(name)
        if row is not None and row.origin == Origin.STAFF:
            return _kept(row)
        if row is None:
            values["slug"] = self.slugs.unused(slugified(name))
        values |= {"inquiry": self.inquiry, "standing": Standing.CONFIRMED, "origin": Origin.IMPORTED}
        self.existing[name] = row = self.batch.put(row, name=name, **values)
        return row

    def finish(self) -> None:
        """Writes; an imported entry that no list names any more goes."""
        self.batch.save()
        gone = [row for row in self.existing.values() if row.origin == Origin.IMPORTED and row.name not in self.listed]
        noted = spoken_of(Witness) if self.model is Witness else set()
        gone = [row for row in gone if row.pk not in noted]
        self.batch.delete(gone)


def _kept(row: E) -> E:
    """The entry itself, or the one that staff have merged it into."""
    found: Any = row
    while found.merged_into is not None:
        found = found.merged_into
    return cast("E", found)


def _write_aliases(
    model: type[Alias], field: str, names: dict[E, Sequence[str]], inquiry: Inquiry, summary: Summary
) -> None:
    """Aliases of listed entries; those that staff added stay, and so do all of an entry that staff have decided on."""
    batch = Batch(model, summary.tally("aliases"))
    undecided = model._default_manager.filter(**{f"{field}__inquiry": inquiry}).exclude(
        **{f"{field}__origin": Origin.STAFF}
    )
    held = {(getattr(row, f"{field}_id"), row.name): row for row in undecided}
    for entity, aliases in names.items():
        for name in () if entity.origin == Origin.STAFF else aliases:
            row = held.pop((entity.pk, name), None)
            if row is None:
                batch.put(None, **{field: entity}, name=name, origin=Origin.IMPORTED)
    batch.save()
    batch.delete(row for row in held.values() if row.origin == Origin.IMPORTED)


def write_organisations(inquiry: Inquiry, rows: list[OrganisationRow], summary: Summary) -> None:
    entities = _Entities(Organisation, inquiry, summary, "organisations")
    written = {row.name: entities.put(row.name, abbreviation=row.abbreviation, kind=row.kind) for row in rows}
    entities.finish()
    parents: Batch[Organisation] = Batch(Organisation, summary.tally("parents"))
    for row in rows:
        if written[row.name].origin != Origin.STAFF:
            parents.put(written[row.name], parent=written[row.parent] if row.parent else None)
    parents.save()
    _write_aliases(
        OrganisationAlias, "organisation", {written[row.name]: row.aliases for row in rows}, inquiry, summary
    )


def write_subjects(inquiry: Inquiry, rows: list[SubjectRow], summary: Summary) -> None:
    entities = _Entities(Subject, inquiry, summary, "subjects")
    written = {row.name: entities.put(row.name) for row in rows}
    entities.finish()
    broader: Batch[Subject] = Batch(Subject, summary.tally("broader subjects"))
    for row in rows:
        if written[row.name].origin != Origin.STAFF:
            broader.put(written[row.name], broader=written[row.broader] if row.broader else None)
    broader.save()
    _write_aliases(SubjectAlias, "subject", {written[row.name]: row.aliases for row in rows}, inquiry, summary)


def write_witnesses(inquiry: Inquiry, rows: list[WitnessRow], signs: set[str], summary: Summary) -> None:
    entities = _Entities(Witness, inquiry, summary, "witnesses")
    written = {row.name: entities.put(row.name, honorific=row.honorific, is_cipher=row.name in signs) for row in rows}
    entities.finish()
    _write_aliases(WitnessAlias, "witness", {written[row.name]: row.aliases for row in rows}, inquiry, summary)
    _write_roles(inquiry, rows, written, summary)


def _write_roles(inquiry: Inquiry, rows: list[WitnessRow], written: dict[str, Witness], summary: Summary) -> None:
    organisations = {row.name: row for row in Organisation.objects.filter(inquiry=inquiry)}
    organisations |= {row.abbreviation: row for row in organisations.values() if row.abbreviation}
    organisations |= {
        alias.name: alias.organisation
        for alias in OrganisationAlias.objects.filter(organisation__inquiry=inquiry).select_related("organisation")
    }
    batch: Batch[Role] = Batch(Role, summary.tally("roles"))
    undecided = Role.objects.filter(witness__inquiry=inquiry).exclude(witness__origin=Origin.STAFF)
    held = {(role.witness_id, role.title, role.organisation_id): role for role in undecided}
    for row in rows:
        witness = written[row.name]
        if (row.role or row.organisation) and witness.origin != Origin.STAFF:
            named = organisations.get(row.organisation)
            organisation = _kept(named) if named is not None else None
            if held.pop((witness.pk, row.role, organisation.pk if organisation else None), None) is None:
                batch.put(None, witness=witness, title=row.role, organisation=organisation, origin=Origin.IMPORTED)
    batch.save()
    batch.delete(role for role in held.values() if role.origin == Origin.IMPORTED)


def write_sources(inquiry: Inquiry, rows: list[SourceRow], summary: Summary) -> None:
    batch: Batch[Source] = Batch(Source, summary.tally("sources"))
    held = {row.reference: row for row in Source.objects.filter(inquiry=inquiry)}
    slugs = Slugs(Source, inquiry)
    for row in rows:
        source = held.pop(row.reference, None)
        if source is not None and source.origin == Origin.STAFF:
            continue
        url = row.url if row.url.startswith(("http://", "https://")) else ""
        if row.url and not url:
            problem = Problem(
                "sources.csv", row.line, "unsafe-address", f"“{row.url[:80]}”", "http:// or https://", "left out"
            )
            summary.problems.append(problem)
        values = {"title": row.title[:1000], "kind": row.kind[:40], "date": row.date[:10], "url": url[:1000]}
        if source is None:
            plain = row.reference if _PLAIN_REFERENCE.fullmatch(row.reference) else slugified(row.reference)
            values["slug"] = slugs.unused(plain)
        holding = Source.Holding.PUBLISHED if url else Source.Holding.CITED_ONLY
        if source is None or source.holding in (Source.Holding.PUBLISHED, Source.Holding.CITED_ONLY):
            values["holding"] = holding
        batch.put(
            source,
            inquiry=inquiry,
            reference=row.reference[:1000],
            standing=Standing.CONFIRMED,
            origin=Origin.IMPORTED,
            **values,
        )
    batch.save()
    noted = spoken_of(Source)
    batch.delete(row for row in held.values() if row.origin == Origin.IMPORTED and row.pk not in noted)
