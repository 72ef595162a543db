"""Some 185 queries over real reports: every engine finds what a reader finds who reads every paragraph.

The reading below is written as plainly as can be and shares the analyser with the engines, and nothing else. Run with
``-s`` the suite ends with its table. Of the Iraq report three pages are read, of the Post Office report all.
"""

import shutil
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from evidence import models
from evidence.search import analysis
from evidence.search.fields import resolved
from evidence.search.postgres_index import PostgresIndex
from evidence.search.query import parse
from evidence.search.tree import AnyOf, Everyone, Exact, InField, Like, Near, Prefix, Stem, Without
from evidence.search.whoosh_index import WhooshIndex

pytestmark = pytest.mark.django_db

IRAQ_PAGES = ("002-", "003-", "008-")

QUERIES = """
# a word
iraq
weapons
Horizon
sub-postmasters
postmaster
postmasters
compensation
compensate
inspector
inspections
minister
ministers
ministerial
resolution
UN
UNSCOM
1998
£75,000
fujitsu
shortfalls
Café
cafe
nonsenseword
government's
redress
bankrupt
bankruptcy
suicide
HORIZON
# a common word
the
of the
to be
the report
and
was
not
# several words
weapons inspectors
no-fly zones
sanctions regime oil
compensation scheme claimants
fixed sum offer
chief executive post office
weapons mass destruction iraq
foreign secretary letter
legal advice attorney general
bankrupt claimants hss
the united nations
shortfall horizon branch
# a phrase
"weapons of mass destruction"
"at the time"
"to be"
"no-fly zones"
"no fly zones"
"the"
"of the"
"full and fair"
"full and fair compensation"
"fair and full"
"fixed sum award"
"security council"
“Security Council”
"post office limited"
"the post office"
"united kingdom"
"on the basis of the"
"sub-postmaster"
"to be to be"
"prime minister's"
"compensation"
"compensations"
"end of the"
"he had been"
"it is clear that"
# either
iraq OR horizon
sanctions OR inspections OR compensation
"no-fly" OR fujitsu
the OR horizon
kuwait OR kurds OR shia OR saddam
GLO OR HSS OR OCS
minist* OR secretar*
# both
iraq AND sanctions
horizon AND iraq
"security council" AND resolution
compensation AND NOT fujitsu
# without
iraq -sanctions
iraq NOT sanctions
horizon -"post office"
-iraq
NOT iraq
-(iraq OR horizon)
compensation -claim*
NOT (NOT iraq)
sanctions OR NOT iraq
(iraq -kuwait) -saddam
"mass destruction" -weapons
-"the"
iraq -the
NOT "at the time"
weapons -(inspectors OR inspection)
# parentheses
(iraq OR horizon) compensation
(sanctions OR weapons) (un OR "security council")
((iraq))
(iraq sanctions) OR (horizon shortfall)
((oil OR food) AND (iraq OR kuwait)) -saddam
(compensation OR redress) -(fujitsu OR horizon) government
# a beginning
minist*
governme*
compensat*
sanction*
inspect* iraq
zz*
re*
199*
postmaster* -horizon
shortf* OR bankr*
un* NOT united
"post office" limit*
# a misspelling
goverment~
compensaton~
sadam~
inspecter~
horizn~
santions~ iraq
qqqqq~
postmistress~
ministr~ OR secretry~
kuwiat~
# near
"weapons inspectors"~5
"inspectors weapons"~5
"iraq sanctions"~10
"saddam hussein"~1
"the of"~2
"compensation full"~3
"post horizon shortfall"~12
"iraq kuwait sanctions"~30
"council resolution"~50
"to to"~4
"that that that"~20
-"iraq sanctions"~10
"claimants offer"~8 OR "iraq oil"~8
"was not"~0
# a field
section:2
section:"no-fly"
witness:blair
organisation:fujitsu
organisation:"post office"
footnote:letter
footnote:"public hearing"
footnote:transcript
footnote:minut*
footnote:minuet~
quote:iraq
quote:"full and fair"
quote:compensat*
quote:the
footnote:the
# fields and words
witness:blair sanctions
iraq -witness:blair
witness:blair OR organisation:fujitsu
NOT organisation:"post office"
quote:iraq -footnote:letter
(quote:compensation OR footnote:transcript) horizon
-quote:the
-(quote:the OR footnote:the)
"security council" footnote:letter
organisation:fujitsu -horizon
witness:blair quote:iraq "no-fly zones"
iraq OR quote:compensation
"iraq sanctions oil"~40 OR quote:redress
-section:2 sanctions
NOT (witness:blair OR organisation:fujitsu OR iraq OR horizon)
# dirt
live) (iraq
"unbalanced iraq
iraq AND
OR iraq
!!!
iraq,sanctions
min*st
😀 iraq
iraq:sanctions
o’brien
--iraq
'iraq'
iraq…sanctions
AND OR NOT
"""


def _listed():
    kind = ""
    for line in QUERIES.strip().splitlines():
        if line.startswith("# "):
            kind = line[2:]
        else:
            yield kind, line


LISTED = list(_listed())


@dataclass
class Read:
    """A paragraph as a reader has it: its words, its notes and quotations, who is named, where it stands."""

    words: list[str]
    stems: set[str]
    notes: list[list[str]] = field(default_factory=list)
    quotations: list[list[str]] = field(default_factory=list)
    people: list[list[str]] = field(default_factory=list)
    bodies: list[list[str]] = field(default_factory=list)
    places: list[tuple[list[str], list[str]]] = field(default_factory=list)


def read(words):
    return Read(words, {analysis.stem(word) for word in words if not analysis.is_stop_word(word)})


def holds(node, text):
    """The meaning of a query, spelt out."""
    match node:
        case Stem(stem, _):
            return stem in text.stems
        case Exact(phrase):
            words = text.words
            return phrase[0] in words and any(
                tuple(words[n : n + len(phrase)]) == phrase for n in range(len(words)) if words[n] == phrase[0]
            )
        case Prefix(start):
            return any(word.startswith(start) for word in text.words)
        case Like():
            return any(node.accepts(word) for word in set(text.words))
        case Near(wanted, distance):
            return near(wanted, distance, text.words)
        case Everyone(parts):
            return all(holds(part, text) for part in parts)
        case AnyOf(parts):
            return any(holds(part, text) for part in parts)
        case Without(part):
            return not holds(part, text)
        case InField(name, part, value):
            return holds_in_field(name, part, value, text)


def near(wanted, distance, words):
    """Whether some stretch of so many words has them all, as often as they are asked."""
    return any(
        all(words[n : n + distance + 1].count(word) >= wanted.count(word) for word in wanted)
        for n in range(len(words))
        if words[n] in wanted
    )


def holds_in_field(name, part, value, text):
    if name == "section":
        number = analysis.terms(value)
        numbered = any(number == own for own, _ in text.places)
        return numbered or (number != ["2"] and any(holds(part, read(title)) for _, title in text.places))
    inside = {"footnote": text.notes, "quote": text.quotations, "witness": text.people, "organisation": text.bodies}
    return any(holds(part, read(words)) for words in inside[name])


@dataclass
class Reports:
    """What was imported, the engines that indexed it, and the same read by a reader."""

    engines: dict
    directory: Path
    paragraphs: dict
    results: list = field(default_factory=list)


@pytest.fixture(scope="module")
def reports(corpora, tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("suite")
    directory = folder / "index"
    with django_db_blocker.unblock(), transaction.atomic():
        for source in (part_of(corpora / "iraq", folder, *IRAQ_PAGES), part_of(corpora / "post-office", folder, "")):
            call_command("import_inquiry", str(source), "--json", stdout=StringIO())
        connection.check_constraints()  # now, once: PostgreSQL would check these rows again after every test
        engines = {"whoosh": WhooshIndex(directory)}
        if connection.vendor == "postgresql":
            engines["postgres"] = PostgresIndex()
        for engine in engines.values():
            engine.rebuild()
        yield Reports(engines, directory, paragraphs_read())
        transaction.set_rollback(True)


def part_of(source, folder, *pages):
    """An inquiry folder without its hearings, which are no paragraphs, and with some pages only."""
    part = folder / source.name
    (part / "report").mkdir(parents=True)
    for path in source.iterdir():
        if path.suffix in {".toml", ".csv"}:
            shutil.copy(path, part)
    for page in (source / "report").iterdir():
        if page.name.startswith(pages):
            shutil.copy(page, part / "report")
    return part


def paragraphs_read():
    rows = models.Paragraph.objects.published().select_related("section")
    found = {row.pk: read(analysis.terms(row.text)) for row in rows}
    texts = {row.pk: row.text for row in rows}
    for key, text in models.FootnoteMarker.objects.exclude(footnote__text="").values_list(
        "paragraph", "footnote__text"
    ):
        found[key].notes.append(analysis.terms(text))
    for one in models.Quotation.objects.exclude(standing="rejected"):
        stretch = texts[one.paragraph_id][one.start : one.end]
        found[one.paragraph_id].quotations.append(analysis.terms(stretch))
    for model, attribute in ((models.Witness, "people"), (models.Organisation, "bodies")):
        kind = model._meta.model_name
        for entity in model.objects.published().prefetch_related("aliases"):
            own = entity.full_name if attribute == "people" else entity.abbreviation
            names = [analysis.terms(name) for name in (entity.name, own, *(a.name for a in entity.aliases.all()))]
            keys = set()
            for stretches in (models.Mention.objects, models.Quotation.objects):
                accepted = stretches.exclude(standing="rejected").filter(**{kind: entity})
                keys.update(accepted.values_list("paragraph", flat=True))
            for key in keys:
                getattr(found[key], attribute).extend(names)
    for row in rows:
        section = row.section
        while section is not None:
            found[row.pk].places.append((analysis.terms(section.number), analysis.terms(section.title)))
            section = section.parent
    return found


@pytest.mark.parametrize(("kind", "text"), LISTED, ids=[text for _, text in LISTED])
def test_every_engine_finds_what_reading_every_paragraph_finds(reports, settings, kind, text):
    settings.SEARCH_INDEX_DIR = reports.directory
    asked = parse(text)
    began = time.perf_counter()
    expected = {key for key, one in reports.paragraphs.items() if asked.root and holds(asked.root, one)}
    taken = {"reading": time.perf_counter() - began}
    query = resolved(asked)
    assert query.unknown == ()
    for name, engine in reports.engines.items():
        began = time.perf_counter()
        found = list(engine.matching(query)) if query.root else []
        taken[name] = time.perf_counter() - began
        assert len(found) == len(set(found)), f"{name} finds a paragraph twice"
        wrong = set(found) ^ expected
        assert {key: " ".join(reports.paragraphs[key].words[:20]) for key in wrong} == {}, name
    reports.results.append((kind, text, len(expected), taken))


def test_the_suite_is_of_some_size_and_says_what_it_found(reports):
    assert len(LISTED) >= 150
    assert len(set(LISTED)) == len(LISTED)
    assert len(reports.paragraphs) > 1000
    engines = list(reports.engines)
    lines = [f"{len(reports.results)} queries, {len(reports.paragraphs):,} paragraphs; seconds of reading, then ms"]
    by_kind = defaultdict(list)
    for kind, _, count, taken in reports.results:
        by_kind[kind].append((count, taken))
    lines.append(f"{'kind':18}{'queries':>8}{'found':>9}{'reading s':>11}" + "".join(f"{name:>11}" for name in engines))
    for kind, rows in by_kind.items():
        times = "".join(f"{1000 * sum(taken[name] for _, taken in rows) / len(rows):>11.1f}" for name in engines)
        reading = sum(taken["reading"] for _, taken in rows)
        lines.append(f"{kind:18}{len(rows):>8}{sum(count for count, _ in rows):>9,}{reading:>11.2f}{times}")
    lines.append("differences between reading and any engine: 0")
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
