"""How to search: the language of the search boxes, by examples that work here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.models import Organisation, Section, Witness
from evidence.search import query
from evidence.search.examples import GROUPS

FieldExample = tuple[str, str]  # words to type, what they mean


@require_safe
def search_language(request: HttpRequest) -> HttpResponse:
    """What can be written in a search box, and what becomes of it."""
    limits = {
        "characters": query.LONGEST_QUERY,
        "clauses": query.MOST_CLAUSES,
        "nesting": query.DEEPEST_NESTING,
        "fields": query.MOST_FIELDS,
        "letters": query.SHORTEST_PREFIX,
    }
    return render(
        request, "evidence/search_language.html", {"groups": GROUPS, "fields": field_examples(), "limits": limits}
    )


def field_examples() -> list[FieldExample]:
    """A field each, with a value that this site has, if it has any."""
    witness = Witness.objects.published().filter(mentions__isnull=False).order_by("name").first()
    body = Organisation.objects.published().filter(mentions__isnull=False).order_by("name").first()
    section = Section.objects.filter(withdrawn_at=None).exclude(number="").order_by("report", "position").first()
    examples = []
    if witness:
        examples += [
            (f"witness:{witness.slug}", f"paragraphs that name or quote {witness.name}"),
            (f'witness:"{witness.name}"', "the same, by the name; one word of it will do"),
        ]
    if body:
        examples.append((f'organisation:"{body.name}"', f"paragraphs that name or quote {body.name}"))
    if section:
        examples.append((f'section:"{section.number}"', f"paragraphs of {section.heading} and of all beneath it"))
    return [
        *examples,
        ("footnote:report", "paragraphs that call a note with the word in it, in any form"),
        ('quote:"did not know"', "paragraphs with these words inside a quotation"),
        ("quote:(risk OR danger)", "a field holds for all that stands in parentheses after it"),
        ("report -footnote:minutes", "fields combine with everything else, and can be excluded"),
    ]
