"""What a set of speeches is made of: how many of them each hearing, speaker, person and kind has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from evidence.filters.facets import Counted, Facet, facet
from evidence.filters.speeches import SpeechFilter
from evidence.models import Hearing, Speech, Standing


def speech_facets(found: SpeechFilter) -> list[Facet]:
    """The facets of a set, in a number of queries that depends neither on its size nor on its values."""
    return [
        facet("inquiry", "Inquiry", _inquiries(found.without("inquiry").order_by()), found),
        facet("kind", "Kind", _kinds(found.without("kind").order_by()), found),
        facet("speaker", "Speaker", _speakers(found.without("speaker").order_by()), found),
        facet("witness", "Person", _people(found.without("witness").order_by()), found),
        facet("hearing", "Hearing", _hearings(found.without("hearing").order_by()), found),
    ]


def _inquiries(speeches: QuerySet[Speech]) -> list[Counted]:
    fields = "hearing__inquiry__slug", "hearing__inquiry__title"
    return _commonest(speeches.values_list(*fields).annotate(number=Count("pk")))


def _kinds(speeches: QuerySet[Speech]) -> list[Counted]:
    counted = speeches.values_list("kind").annotate(number=Count("pk"))
    return _commonest((kind, Speech.Kind(kind).label, number) for kind, number in counted)


def _speakers(speeches: QuerySet[Speech]) -> list[Counted]:
    numbers: Counter[str] = Counter()
    for speaker, printed, number in speeches.values_list("speaker", "speaker_as_printed").annotate(number=Count("pk")):
        numbers[speaker or printed] += number
    del numbers[""]  # nobody speaks in an event
    return _commonest((name, name, number) for name, number in numbers.items())


def _people(speeches: QuerySet[Speech]) -> list[Counted]:
    known = speeches.exclude(witness=None).exclude(witness__standing=Standing.REJECTED)
    return _commonest(known.values_list("witness__slug", "witness__name").annotate(number=Count("pk")))


def _hearings(speeches: QuerySet[Speech]) -> list[Counted]:
    numbers = dict(speeches.values_list("hearing").annotate(number=Count("pk")))
    hearings = Hearing.objects.filter(pk__in=speeches.values("hearing").distinct()).order_by("date", "session", "pk")
    return [Counted(hearing.slug, str(hearing), numbers[hearing.pk]) for hearing in hearings if hearing.pk in numbers]


def _commonest(counted: Iterable[tuple[str, str, int]]) -> list[Counted]:
    """Commonest first, then by name."""
    return [Counted(*one) for one in sorted(counted, key=lambda one: (-one[2], one[1]))]
