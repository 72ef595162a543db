"""The evidence desk: everything that waits, decided with a name and a reason, and kept over imports."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.linking.link import link_inquiry
from evidence.models import (
    Annotation,
    Citation,
    CrossReference,
    DeskDecision,
    ImportProblem,
    Mention,
    Origin,
    Paragraph,
    Quotation,
    QuotationCheck,
    Source,
    Standing,
)
from tests.factories import (
    CitationFactory,
    CrossReferenceFactory,
    FootnoteFactory,
    FootnoteMarkerFactory,
    MentionFactory,
    OrganisationFactory,
    ParagraphFactory,
    QuotationFactory,
    SourceFactory,
    WitnessFactory,
)

pytestmark = pytest.mark.django_db
DESK = reverse("admin:desk")
TEXT = "Ms Ada Vale told us that “the reports were never read”. See Section Z.9."


def waiting(kind: str, paragraph: Paragraph):
    """A row of the kind that waits for staff."""
    inquiry = paragraph.report.inquiry
    rule = {"origin": Origin.RULE}
    place = {"paragraph": paragraph, "start": 3, "end": 11}
    match kind:
        case "citation":
            note = FootnoteFactory(page=paragraph.page, text="Somebody at some place.")
            return CitationFactory(footnote=note, start=0, end=8, raw="Somebody", status="unparsed", **rule)
        case "witness":
            witness = WitnessFactory(inquiry=inquiry, standing=Standing.PROPOSED, **rule)
            MentionFactory(**place, witness=witness, kind="witness", **rule)
            return witness
        case "organisation":
            return OrganisationFactory(inquiry=inquiry, standing=Standing.PROPOSED, **rule)
        case "speaker":
            witness = WitnessFactory(inquiry=inquiry, origin=Origin.IMPORTED)
            return QuotationFactory(**place, witness=witness, standing=Standing.PROPOSED, **rule)
        case "check":
            quotation = QuotationFactory(**place, standing=Standing.CONFIRMED, is_certain=True, **rule)
            return QuotationCheck.objects.create(
                report=paragraph.report, quotation=quotation, words="Ada Vale", outcome="not-found"
            )
        case "cross-reference":
            return CrossReferenceFactory(**place, standing=Standing.UNKNOWN, **rule)
        case "source":
            return SourceFactory(inquiry=inquiry, holding="cited-only", **rule)
        case "annotation":
            author = User.objects.get_or_create(username="author")[0]
            return Annotation.objects.create(**place, quote="gone", body="A note.", author=author, is_orphaned=True)
        case _:
            return ImportProblem.objects.create(
                inquiry=inquiry, file="report/a.txt", code="odd", severity="warning", found="An odd line."
            )


KINDS = list(DeskDecision.Kind)


@pytest.fixture
def paragraph() -> Paragraph:
    return ParagraphFactory(text=TEXT)


def shown(client: Client, kind: str, **asked) -> list[int]:
    """The keys of the rows on the desk."""
    page = client.get(DESK, {"kind": kind} | asked)
    return [item.row.pk for item, _, _ in page.context["items"]]


def take(client: Client, kind: str, verdict: str, *rows, reason: str = "I looked."):
    chosen = {verdict: rows[0].pk} if len(rows) == 1 else {"together": verdict, "chosen": [row.pk for row in rows]}
    return client.post(f"{DESK}?kind={kind}", {"kind": kind, "reason": reason} | chosen, follow=True)


@pytest.mark.parametrize("kind", KINDS)
def test_what_waits_of_every_kind_is_counted_and_shown(admin_client: Client, paragraph, kind):
    row = waiting(kind, paragraph)
    assert shown(admin_client, kind) == [row.pk]
    counts = {one.key: count for one, count in admin_client.get(DESK).context["counts"]}
    assert counts[kind] == {"waiting": 1, "deferred": 0}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_rejected_leaves_the_desk_signed_with_a_reason(admin_client: Client, admin_user, paragraph, kind):
    row = waiting(kind, paragraph)
    take(admin_client, kind, "rejected", row)
    assert shown(admin_client, kind) == []
    decision = DeskDecision.objects.get()
    assert (decision.author, decision.reason, decision.verdict) == (admin_user, "I looked.", "rejected")
    assert decision.decided_at is not None


@pytest.mark.parametrize("kind", ["witness", "organisation", "speaker", "check", "source", "annotation", "problem"])
def test_what_is_accepted_leaves_the_desk(admin_client: Client, paragraph, kind):
    take(admin_client, kind, "accepted", waiting(kind, paragraph))
    assert shown(admin_client, kind) == []
    assert DeskDecision.objects.get().verdict == "accepted"


@pytest.mark.parametrize(("kind", "why"), [("citation", "what they cite is not decided"), ("cross-reference", "open")])
def test_what_nothing_is_chosen_for_cannot_be_accepted(admin_client: Client, paragraph, kind, why):
    row = waiting(kind, paragraph)
    assert why in take(admin_client, kind, "accepted", row).text
    assert shown(admin_client, kind) == [row.pk]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_deferred_is_there_only_when_asked_for(admin_client: Client, paragraph, kind):
    row = waiting(kind, paragraph)
    take(admin_client, kind, "deferred", row)
    assert shown(admin_client, kind) == []
    assert shown(admin_client, kind, state="deferred") == [row.pk]
    take(admin_client, kind, "returned", row)
    assert shown(admin_client, kind) == [row.pk]


def test_an_accepted_speaker_is_staffs_and_recorded(admin_client: Client, admin_user, paragraph):
    row = waiting("speaker", paragraph)
    take(admin_client, "speaker", "accepted", row)
    row.refresh_from_db()
    assert (row.standing, row.origin) == (Standing.CONFIRMED, Origin.STAFF)
    assert "I looked." in LogEntry.objects.get(user=admin_user).change_message


def test_many_are_decided_together(admin_client: Client, paragraph):
    rows = [waiting("source", paragraph), waiting("source", paragraph)]
    assert "2 rejected." in take(admin_client, "source", "rejected", *rows).text
    assert not Source.objects.exclude(standing=Standing.REJECTED).exists()


def test_nothing_is_decided_without_a_reason(admin_client: Client, paragraph):
    row = waiting("source", paragraph)
    assert "give a reason" in take(admin_client, "source", "rejected", row, reason=" ").text
    assert shown(admin_client, "source") == [row.pk]


def test_decisions_outlive_a_new_reading_of_the_text(admin_client: Client):
    paragraph = ParagraphFactory(text=TEXT)
    note = FootnoteFactory(page=paragraph.page, label="1", text="A letter from somebody to somebody, undated (lost).")
    FootnoteMarkerFactory(paragraph=paragraph, footnote=note, offset=len(TEXT))
    link_inquiry(paragraph.report.inquiry, {})
    rows = {"cross-reference": paragraph.references_made.get(), "citation": Citation.objects.get()}
    Citation.objects.update(status="unparsed")
    take(admin_client, "cross-reference", "deferred", rows["cross-reference"])
    take(admin_client, "citation", "rejected", rows["citation"])
    CrossReference.objects.all().delete()  # as when a rule reads the words anew: another row, in the same place
    link_inquiry(paragraph.report.inquiry, {})
    assert shown(admin_client, "cross-reference") == []
    assert shown(admin_client, "cross-reference", state="deferred") == [paragraph.references_made.get().pk]
    assert Citation.objects.get().status == "comment"
    assert shown(admin_client, "citation") == []


def test_a_settled_import_problem_stays_settled_when_it_is_reported_again(admin_client: Client, paragraph):
    row = waiting("problem", paragraph)
    take(admin_client, "problem", "accepted", row)
    row.delete()
    waiting("problem", paragraph)
    assert shown(admin_client, "problem") == []
    ImportProblem.objects.update(found="Another odd line.")
    assert len(shown(admin_client, "problem")) == 1


def test_what_is_corrected_in_its_form_is_signed(editor, paragraph, save):
    row = waiting("speaker", paragraph)
    assert save(row, witness=row.witness_id, standing="confirmed").status_code == 302
    decision = DeskDecision.objects.get()
    assert (decision.verdict, decision.author, decision.kind) == ("corrected", editor, "speaker")


def test_the_desk_is_narrowed_by_inquiry_report_section_and_reason(admin_client: Client, paragraph):
    row = waiting("cross-reference", paragraph)
    CrossReference.objects.update(reason="no such section")
    elsewhere = ParagraphFactory(text=TEXT)
    other = waiting("cross-reference", elsewhere)
    asked = {
        "inquiry": paragraph.report.inquiry.slug,
        "report": paragraph.report.slug,
        "section": paragraph.page.number,
        "reason": "no such section",
    }
    assert sorted(shown(admin_client, "cross-reference")) == sorted([row.pk, other.pk])
    for name, value in asked.items():
        assert shown(admin_client, "cross-reference", **{name: value}) == [row.pk], name


def test_a_filter_that_does_not_exist_shows_nothing(admin_client: Client, paragraph):
    waiting("cross-reference", paragraph)
    page = admin_client.get(DESK, {"kind": "cross-reference", "inquiry": "nowhere"})
    assert page.status_code == 400
    assert page.context["items"] == []


def test_words_are_shown_marked_in_their_text(admin_client: Client, paragraph):
    waiting("cross-reference", paragraph)
    assert 'Ms <mark class="match">Ada Vale</mark> told us' in admin_client.get(DESK, {"kind": "cross-reference"}).text


def test_no_word_is_cut_where_the_context_ends(admin_client: Client):
    paragraph = ParagraphFactory(text=f"{'abcdefg ' * 60}Ada Vale {'hijklmn ' * 60}")
    CrossReferenceFactory(paragraph=paragraph, start=480, end=488, standing=Standing.UNKNOWN, origin=Origin.RULE)
    shown_text = admin_client.get(DESK, {"kind": "cross-reference"}).context["items"][0][0].text
    assert set(shown_text.split()) == {"…", "abcdefg", "<mark", 'class="match">Ada', "Vale</mark>", "hijklmn"}


def test_an_annotator_decides_on_orphaned_annotations_only(client: Client, annotator, paragraph):
    speaker, orphan = waiting("speaker", paragraph), waiting("annotation", paragraph)
    assert take(client, "speaker", "accepted", speaker).status_code == 403
    take(client, "annotation", "rejected", orphan)
    orphan.refresh_from_db()
    assert orphan.withdrawn_at is not None
    assert Quotation.objects.get(pk=speaker.pk).standing == Standing.PROPOSED


def test_whoever_may_see_nothing_has_no_desk(client: Client):
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get(DESK).status_code == 403


@pytest.mark.parametrize("kind", KINDS)
def test_the_desk_needs_as_many_queries_for_forty_as_for_one(admin_client: Client, paragraph, kind):
    waiting(kind, paragraph)
    admin_client.get(DESK, {"kind": kind})
    with CaptureQueriesContext(connection) as for_one:
        admin_client.get(DESK, {"kind": kind})
    for number in range(39):
        waiting(kind, ParagraphFactory(page=paragraph.page, text=TEXT, label=f"x{number}"))
    with CaptureQueriesContext(connection) as for_forty:
        assert admin_client.get(DESK, {"kind": kind}).context["page"].paginator.count == 40
    assert len(for_forty) <= len(for_one)


@pytest.mark.parametrize("narrowed", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_the_desk_needs_few_queries(editor, client: Client, paragraph, kind, narrowed, django_assert_max_num_queries):
    waiting(kind, paragraph)
    asked = {"kind": kind} | ({"inquiry": paragraph.report.inquiry.slug} if narrowed else {})
    with django_assert_max_num_queries(11):
        assert client.get(DESK, asked).context["page"].paginator.count == 1


def test_a_mention_by_itself_does_not_wait(admin_client: Client, paragraph):
    MentionFactory(paragraph=paragraph, kind="witness", standing=Standing.AMBIGUOUS, origin=Origin.RULE)
    assert Mention.objects.exists()
    assert all(count["waiting"] == 0 for _, count in admin_client.get(DESK).context["counts"])
