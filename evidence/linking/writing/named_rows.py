"""Who the text names → rows: proposals for those no authority list has. Staff's decisions stand."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from django.db.models import QuerySet

from evidence.linking.names import Kind, Proposal
from evidence.linking.naming.authority import Authority, AuthorityOrganisation, AuthorityPerson, AuthoritySubject
from evidence.linking.naming.capitalised import plain
from evidence.linking.naming.person_forms import form_as_given
from evidence.models import (
    MASK,
    Citation,
    Entity,
    Inquiry,
    Mention,
    Organisation,
    OrganisationAlias,
    Origin,
    Quotation,
    Role,
    Standing,
    Subject,
    SubjectAlias,
    Witness,
    WitnessAlias,
)
from evidence.models.batches import Batch, Tally
from evidence.models.entities import Alias
from evidence.models.slugs import Slugs, slugified

E = TypeVar("E", bound=Entity)
MODELS: dict[Kind, type[Entity]] = {
    Kind.WITNESS: Witness,
    Kind.ORGANISATION: Organisation,
    Kind.SUBJECT: Subject,
}
ALIASES: dict[Kind, type[Alias]] = {
    Kind.WITNESS: WitnessAlias,
    Kind.ORGANISATION: OrganisationAlias,
    Kind.SUBJECT: SubjectAlias,
}


class NamedRows:
    """The people, organisations and subjects of an inquiry, and which row a recogniser's key means."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self.rows: dict[Kind, dict[int, Entity]] = {
            kind: {row.pk: row for row in _entities(model, inquiry)} for kind, model in MODELS.items()
        }
        self.aliases: dict[Kind, dict[int, list[str]]] = {kind: self._aliases(kind) for kind in MODELS}
        self._proposed: dict[Hashable, Entity] = {}
        self._called: dict[str, set[int]] | None = None
        self._by_key: dict[int, Organisation] = {}
        self._surnamed: dict[str, list[Witness]] | None = None

    def _aliases(self, kind: Kind) -> dict[int, list[str]]:
        """Other names of each row; a row that was merged into another gives it all of its names."""
        found: dict[int, list[str]] = {}
        aliases: QuerySet[Alias] = QuerySet(ALIASES[kind]).filter(**{f"{kind}__inquiry": self.inquiry})
        for key, name in aliases.values_list(f"{kind}_id", "name"):
            found.setdefault(key, []).append(name)
        for row in self.rows[kind].values():
            target = row
            while target.merged_into_id in self.rows[kind]:
                target = self.rows[kind][target.merged_into_id]
            if target is not row:
                found.setdefault(target.pk, []).extend([row.name, *found.get(row.pk, [])])
        return found

    def _authoritative(self, kind: Kind) -> Iterable[Entity]:
        return (
            row for row in self.rows[kind].values() if row.standing == Standing.CONFIRMED and row.merged_into_id is None
        )

    def authority(self) -> Authority:
        """What lists and staff have confirmed; the recogniser's keys for them are ``(kind, primary key)``."""
        people = tuple(
            AuthorityPerson(
                (Kind.WITNESS, row.pk),
                row.name,
                row.honorific,
                () if row.is_cipher else tuple(self.aliases[Kind.WITNESS].get(row.pk, ())),
                is_cipher=row.is_cipher,
            )
            for row in self._authoritative(Kind.WITNESS)
            if isinstance(row, Witness)
        )
        organisations = tuple(
            AuthorityOrganisation(
                (Kind.ORGANISATION, row.pk),
                row.name,
                row.abbreviation,
                tuple(self.aliases[Kind.ORGANISATION].get(row.pk, ())),
            )
            for row in self._authoritative(Kind.ORGANISATION)
            if isinstance(row, Organisation)
        )
        subjects = tuple(
            AuthoritySubject((Kind.SUBJECT, row.pk), row.name, tuple(self.aliases[Kind.SUBJECT].get(row.pk, ())))
            for row in self._authoritative(Kind.SUBJECT)
        )
        return Authority(people, organisations, subjects)

    def propose(self, proposals: Iterable[Proposal], used: set[Hashable], tallies: dict[str, Tally]) -> None:
        """Rows for the proposals that some paragraph names; rule-made rows that none names any more go."""
        for kind, model in MODELS.items():
            noun = f"proposed {model._meta.verbose_name_plural}"
            batch: Batch[Entity] = Batch(model, tallies.setdefault(noun, Tally()))
            slugs = Slugs(model, self.inquiry)
            by_name = self._by_name(kind)
            wanted = [proposal for proposal in proposals if proposal.kind is kind and proposal.key in used]
            kept: set[str] = set()
            for proposal in wanted:
                name = proposal.name[:300]
                kept.add(name.casefold())
                row = by_name.get(name.casefold())
                if row is None:
                    row = batch.put(None, **self._values(proposal), slug=slugs.unused(slugified(name)))
                    by_name[name.casefold()] = row
                elif _is_newly_a_sign(row, proposal):
                    batch.put(row, is_cipher=True, honorific="")
                self._proposed[proposal.key] = row
            batch.save()
            self._write_aliases(kind, wanted, tallies)
            gone = [
                row
                for row in self.rows[kind].values()
                if row.origin == Origin.RULE and row.name.casefold() not in kept and not _has_staff_links(kind, row)
            ]
            batch.delete(gone)
            for row in gone:
                del self.rows[kind][row.pk]

    def _by_name(self, kind: Kind) -> dict[str, Entity]:
        """The rows by name; also by the names that staff have corrected or given them."""
        found = {row.name.casefold(): row for row in self.rows[kind].values()}
        given: QuerySet[Alias] = QuerySet(ALIASES[kind]).filter(**{f"{kind}__inquiry": self.inquiry})
        for key, name in given.filter(origin=Origin.STAFF).values_list(f"{kind}_id", "name"):
            if key in self.rows[kind]:
                found.setdefault(name.casefold(), self.rows[kind][key])
        return found

    def _values(self, proposal: Proposal) -> dict[str, object]:
        values: dict[str, object] = {
            "inquiry": self.inquiry,
            "name": proposal.name[:300],
            "standing": Standing.PROPOSED,
            "origin": Origin.RULE,
        }
        if proposal.kind is Kind.WITNESS:
            # of somebody known by surname alone the title is part of the name
            titled = proposal.honorific and proposal.name.startswith(proposal.honorific)
            values |= {"honorific": "" if titled else proposal.honorific[:60], "is_cipher": proposal.is_cipher}
        elif proposal.kind is Kind.ORGANISATION:
            values |= {"abbreviation": proposal.abbreviation[:50]}
        return values

    def _write_aliases(self, kind: Kind, wanted: list[Proposal], tallies: dict[str, Tally]) -> None:
        batch: Batch[Alias] = Batch(ALIASES[kind], tallies.setdefault("proposed aliases", Tally()))
        rows: QuerySet[Alias] = QuerySet(ALIASES[kind]).filter(**{f"{kind}__inquiry": self.inquiry})
        rows = rows.filter(**{f"{kind}__origin": Origin.RULE}, origin=Origin.RULE)
        held = {(getattr(row, f"{kind}_id"), row.name): row for row in rows}
        put: set[tuple[int, str]] = set()
        for proposal in wanted:
            row = self._proposed[proposal.key]
            if row.origin != Origin.RULE:
                continue  # its names are the list's or staff's
            for alias in proposal.aliases:
                key = (row.pk, alias[:300])
                if held.pop(key, None) is None and key not in put:
                    batch.put(None, **{str(kind): row}, name=alias[:300], origin=Origin.RULE)
                put.add(key)
        batch.save()
        batch.delete(held.values())
        self.aliases[kind] = self._aliases(kind)

    def organisation_called(self, name: str) -> Organisation | None:
        """The organisation that goes by the name; none where none or several do, or staff rejected it."""
        if self._called is None:
            self._called = {}
            rows = [*self.rows[Kind.ORGANISATION].values(), *self._proposed.values()]
            for row in rows:
                if isinstance(row, Organisation) and row.merged_into_id is None and row.standing != Standing.REJECTED:
                    for known in (row.name, row.abbreviation, *self.aliases[Kind.ORGANISATION].get(row.pk, ())):
                        self._called.setdefault(known.removeprefix("the ").casefold(), set()).add(row.pk)
            self._by_key = {row.pk: row for row in rows if isinstance(row, Organisation)}
        found = self._called.get(name.removeprefix("the ").casefold(), set()) if name else set()
        return self._by_key[next(iter(found))] if len(found) == 1 else None

    def surnamed(self, printed: str) -> list[Witness]:
        """Everybody of the inquiry whose surname it is: "Pell", "de Wray"; signs are no surnames."""
        if self._surnamed is None:
            self._surnamed = {}
            people = {id(row): row for row in (*self.rows[Kind.WITNESS].values(), *self._proposed.values())}
            for row in people.values():
                published = row.merged_into_id is None and row.standing != Standing.REJECTED
                if isinstance(row, Witness) and published and not row.is_cipher:
                    surname = form_as_given(plain(row.name), plain(row.honorific)).surname
                    self._surnamed.setdefault(surname.casefold(), []).append(row)
        return self._surnamed.get(plain(printed).casefold(), [])

    def row(self, kind: Kind, key: Hashable) -> Entity | None:
        """The row that a mention's key means; none where staff rejected it."""
        if isinstance(key, tuple) and len(key) == 2 and key[0] is kind:
            found = self.rows[kind].get(key[1])
        else:
            found = self._proposed.get(key)
        while found is not None and found.merged_into_id:
            found = self.rows[kind].get(found.merged_into_id)
        return None if found is None or found.standing == Standing.REJECTED else found


def _entities(model: type[Entity], inquiry: Inquiry) -> QuerySet[Entity]:
    """All but those whose name is withheld: a mask names nobody, and what is hidden is left as it is."""
    return QuerySet(model).filter(inquiry=inquiry).exclude(name__contains=MASK)


def _is_newly_a_sign(row: Entity, proposal: Proposal) -> bool:
    """Whether a rule made the row before "Mr A" was known for the sign it is; what staff decided stays."""
    return proposal.is_cipher and isinstance(row, Witness) and not row.is_cipher and row.origin == Origin.RULE


def _has_staff_links(kind: Kind, row: Entity) -> bool:
    """Whether deleting the row would take a decision of staff with it."""
    own = {str(kind): row, "origin": Origin.STAFF}
    if QuerySet(Mention).filter(**own).exists() or QuerySet(ALIASES[kind]).filter(**own).exists():
        return True
    if kind is Kind.SUBJECT:
        return False
    if isinstance(row, Witness) and row.linked_from.exists():
        return True
    others: list[type[Quotation | Role | Citation]] = [Quotation, Role]
    if kind is Kind.WITNESS:
        others.append(Citation)
    return any(QuerySet(model).filter(**own).exists() for model in others)
