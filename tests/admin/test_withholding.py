"""Guardians withhold and lift; nobody else does, and nobody else sees more than that something is withheld."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from evidence.admin.versions import version_of
from evidence.models import MASK, Original, Paragraph, Redaction, Witness
from evidence.search.index import search_index
from tests.admin.conftest import SIGNED, TEXT, signed_in
from tests.factories import (
    CitationFactory,
    HearingFactory,
    MentionFactory,
    ParagraphFactory,
    SectionFactory,
    SourceFactory,
    SpeechFactory,
    WitnessFactory,
)

pytestmark = pytest.mark.django_db
ADD = "admin:evidence_redaction_add"


def post(client: Client, what: str, **data):
    return client.post(f"{reverse(ADD)}?{what}", SIGNED | data)


def withhold(client: Client, paragraph: Paragraph, words: str = "the quagga") -> Redaction:
    post(client, f"paragraph={paragraph.pk}", words=words, confirm="yes")
    return Redaction.objects.get()


def test_a_guardian_sees_what_would_be_hidden_before_anything_is(guardian, client, paragraph):
    page = post(client, f"paragraph={paragraph.pk}", words="the quagga", look="yes").text
    assert "1 place would no longer show it" in page
    paragraph.refresh_from_db()
    assert (paragraph.text, Redaction.objects.count()) == (TEXT, 0)


def test_a_guardian_withholds_words_of_a_paragraph(guardian, client, paragraph):
    redaction = withhold(client, paragraph)
    paragraph.refresh_from_db()
    assert paragraph.text == TEXT.replace("the quagga", MASK * 10)
    assert (redaction.author, redaction.authority, redaction.words) == (guardian, "Order of 1 March", ["the quagga"])
    assert search_index().check().agrees


def test_readers_are_told_since_when_and_why_at_the_same_address(guardian, client, paragraph):
    redaction = withhold(client, paragraph)
    page = Client().get(paragraph.get_absolute_url()).text
    day = f"withheld on {redaction.created:%-d %B %Y}: By order."
    assert f'aria-label="{day}"' in page
    assert "A named child" not in page


def test_words_that_are_not_there_are_refused(guardian, client, paragraph):
    page = post(client, f"paragraph={paragraph.pk}", words="the okapi", confirm="yes").text
    assert "These words do not stand there" in page
    assert not Redaction.objects.exists()


def test_without_words_the_whole_paragraph_is_withheld(guardian, client, paragraph):
    withhold(client, paragraph, "")
    paragraph.refresh_from_db()
    assert set(paragraph.text) == {MASK}


def test_a_guardian_lifts_it_and_says_why(guardian, client, paragraph, django_capture_on_commit_callbacks):
    redaction = withhold(client, paragraph)
    url = reverse("admin:evidence_redaction_lift", args=[redaction.pk])
    assert "shown to everybody again" in client.get(url).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"because": "It was set aside."})
    paragraph.refresh_from_db()
    redaction.refresh_from_db()
    assert (paragraph.text, Original.objects.count()) == (TEXT, 0)
    assert (redaction.lifted_by, redaction.lifted_because) == (guardian, "It was set aside.")
    assert search_index().check().agrees


def test_speeches_without_pages_are_withheld_by_their_order(guardian, client):
    hearing = HearingFactory()
    speeches = [SpeechFactory(hearing=hearing, position=number, text=f"Quagga {number}.") for number in (1, 2, 3)]
    post(client, f"hearing={hearing.pk}", lines="2-3", confirm="yes")
    for speech in speeches:
        speech.refresh_from_db()
    assert [MASK in speech.text for speech in speeches] == [False, True, True]


def test_lines_that_are_not_there_are_refused(guardian, client):
    page = post(client, f"hearing={HearingFactory().pk}", lines="2", confirm="yes").text
    assert "There is no such speech" in page


def test_a_person_is_withheld_by_further_names_too(guardian, client):
    text = "Old Mother Quagga came. So did Ada Zed, and Ms Zed spoke."
    person = WitnessFactory(name="Ada Zed")
    paragraph = ParagraphFactory(page__report__inquiry=person.inquiry, text=text)
    address = person.get_absolute_url()
    post(client, f"witness={person.pk}", names="Old Mother Quagga", confirm="yes")
    paragraph.refresh_from_db()
    person.refresh_from_db()
    assert paragraph.text == f"{MASK * 17} came. So did {MASK * 7}, and {MASK * 6} spoke."
    assert (person.name, person.slug) == (MASK * 8, "withheld-1")
    gone, new = Client().get(address), Client().get(person.get_absolute_url())
    assert (gone.status_code, new.status_code) == (451, 451)
    assert "withheld since" in gone.text
    assert "Zed" not in gone.text


def test_a_source_answers_at_its_old_address(guardian, client):
    source = SourceFactory(reference="QUA000001")
    post(client, f"source={source.pk}", confirm="yes")
    page = Client().get(source.get_absolute_url())
    assert (page.status_code, "QUA000001" in page.text) == (451, False)


def test_where_the_index_cannot_be_written_nothing_is_withheld(guardian, client, paragraph, monkeypatch):
    def fails(*args):
        raise OSError("no space left")

    monkeypatch.setattr(type(search_index()), "forget", fails)
    page = post(client, f"paragraph={paragraph.pk}", words="the quagga", confirm="yes").text
    paragraph.refresh_from_db()
    assert (paragraph.text, Redaction.objects.count()) == (TEXT, 0)
    assert "Nothing was withheld" in page


def test_a_withholding_that_fails_half_way_changes_nothing(guardian, client, paragraph, monkeypatch):
    def fails(*args):
        raise RuntimeError

    monkeypatch.setattr("evidence.withholding.masking.mask_copies", fails)
    with pytest.raises(RuntimeError):
        withhold(client, paragraph)
    paragraph.refresh_from_db()
    assert (paragraph.text, Redaction.objects.count(), Original.objects.count()) == (TEXT, 0, 0)


@pytest.mark.parametrize("group", ["Annotators", "Editors"])
def test_nobody_else_withholds_lifts_or_sees_redactions(client, paragraph, group):
    guardian = Client()
    signed_in(guardian, "Guardians")
    redaction = withhold(guardian, paragraph)
    signed_in(client, group)
    urls = [
        f"{reverse(ADD)}?paragraph={paragraph.pk}",
        reverse("admin:evidence_redaction_lift", args=[redaction.pk]),
        reverse("admin:evidence_redaction_changelist"),
        reverse("admin:evidence_redaction_change", args=[redaction.pk]),
    ]
    assert [client.get(url).status_code for url in urls] == [403] * 4
    assert [client.post(url, SIGNED | {"confirm": "yes", "because": "b"}).status_code for url in urls] == [403] * 4
    page = client.get(reverse("admin:evidence_paragraph_change", args=[paragraph.pk])).text
    assert MASK in page
    assert "quagga" not in page
    assert "Withhold" not in page
    redaction.refresh_from_db()
    assert redaction.lifted_at is None


def test_no_group_may_read_the_guarded_table():
    names = {name for group in Group.objects.all() for name in group.permissions.values_list("codename", flat=True)}
    assert not any("original" in name for name in names)
    assert [group.name for group in Group.objects.filter(permissions__codename__contains="redaction").distinct()] == [
        "Guardians"
    ]


def test_what_can_be_withheld_says_so_to_a_guardian(guardian, client, paragraph):
    person = WitnessFactory()
    for thing in (paragraph, person):
        url = reverse(f"admin:evidence_{thing._meta.model_name}_change", args=[thing.pk])
        assert f"{reverse(ADD)}?{thing._meta.model_name}={thing.pk}" in client.get(url).text
    assert "Open what is to be withheld" in client.get(reverse(ADD)).text


def test_the_list_tells_what_needs_a_look_and_nothing_withheld(guardian, client, paragraph):
    redaction = withhold(client, paragraph)
    url = reverse("admin:evidence_redaction_changelist")
    assert "quagga" not in client.get(url).text
    assert str(redaction) not in client.get(url, {"state": "look"}).text
    Redaction.objects.update(needs_a_look="Its words have changed.")
    assert "Its words have changed." in client.get(url, {"state": "look"}).text


def test_a_cipher_is_withheld_by_its_sign_alone(guardian, client):
    cipher = WitnessFactory(name="IN-A1", is_cipher=True)
    paragraph = ParagraphFactory(page__report__inquiry=cipher.inquiry, text="IN-A1 spoke. So did A1.")
    post(client, f"witness={cipher.pk}", confirm="yes")
    paragraph.refresh_from_db()
    assert paragraph.text == f"{MASK * 5} spoke. So did A1."
    assert Witness.objects.get().is_cipher


def test_nobody_decides_on_what_is_withheld(guardian, client, paragraph):
    person = WitnessFactory(name="Ada Zed")
    other = WitnessFactory(inquiry=person.inquiry, name="Tom Pike")
    post(client, f"witness={person.pk}", confirm="yes")
    signed_in(client, "Editors")
    url = reverse("admin:evidence_witness_change", args=[person.pk])
    page = client.get(url).text
    assert MASK in page
    assert 'name="_save"' not in page
    assert client.post(url, {"name": "Ada Zed"}).status_code == 403
    chosen = {"action": "merge", "_selected_action": [person.pk, other.pk], "kept": other.pk}
    url = reverse("admin:evidence_witness_changelist")
    assert "nothing is joined to it" in client.post(url, chosen, follow=True).text


@pytest.mark.parametrize("action", ["confirm", "reject"])
def test_no_action_of_a_list_decides_on_what_is_withheld(guardian, client, action):
    person = WitnessFactory(name="Ada Zed", standing="proposed", origin="rule")
    mention = MentionFactory(kind="witness", witness=person, paragraph__page__report__inquiry=person.inquiry)
    post(client, f"witness={person.pk}", confirm="yes")
    signed_in(client, "Editors")
    url = reverse("admin:evidence_witness_changelist")
    page = client.post(url, {"action": action, "_selected_action": [person.pk]}, follow=True)
    assert "nobody decides on what is withheld" in page.text
    person.refresh_from_db()
    assert (person.standing, person.origin) == ("proposed", "rule")
    client.force_login(guardian)
    client.post(reverse("admin:evidence_redaction_lift", args=[Redaction.objects.get().pk]), {"because": "b"})
    mention.refresh_from_db()
    assert mention.witness == person


def test_nothing_is_joined_to_somebody_or_something_withheld(guardian, client):
    """It would be withheld with them: only guardians withhold."""
    person, source = WitnessFactory(name="Ada Zed"), SourceFactory(reference="QUA000001")
    other = WitnessFactory(name="Tom Pike", inquiry=person.inquiry)
    mention = MentionFactory(kind="witness", witness=other, paragraph__page__report__inquiry=person.inquiry)
    page = SectionFactory(report__inquiry=source.inquiry)
    citation = CitationFactory(footnote__page=page, footnote__report=page.report)
    for what in (f"witness={person.pk}", f"source={source.pk}"):
        post(client, what, confirm="yes")
    signed_in(client, "Editors")
    for row, sent in (
        (mention, {"kind": "witness", "witness": person.pk, "standing": "confirmed"}),
        (citation, {"kind": "statement", "status": "resolved", "source": source.pk}),
    ):
        url = reverse(f"admin:evidence_{row._meta.model_name}_change", args=[row.pk])
        sent["version"] = version_of(type(row).objects.get(pk=row.pk))
        assert "nothing is joined to it" in client.post(url, sent).text
        row.refresh_from_db()
    assert (mention.witness, citation.source) != (person, source)


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_asks_the_database_the_same_however_long_it_is(guardian, client, django_assert_max_num_queries, count):
    page = ParagraphFactory().page
    for _ in range(count):
        of = {"inquiry": page.report.inquiry, "kind": "paragraph", "paragraph": ParagraphFactory(page=page)}
        Redaction.objects.create(**of, start=0, end=3, reason="r", authority="a", author=guardian)
    with django_assert_max_num_queries(11):
        client.get(reverse("admin:evidence_redaction_changelist"))


def test_a_heading_with_a_withheld_name_gets_an_address_that_does_not_tell_it(guardian, client):
    person = WitnessFactory(name="Ada Zed")
    place = {"report__inquiry": person.inquiry, "number": "", "title": "The evidence of Ada Zed"}
    page = SectionFactory(slug="the-evidence-of-ada-zed", file="report/ada-zed.txt", **place)
    inner = SectionFactory(
        report=page.report, slug="the-evidence-of-ada-zed/early-life", is_page=False, title="Early life"
    )
    paragraph = ParagraphFactory(page=page, text="She kept the books.")
    old = page.get_absolute_url()
    post(client, f"witness={person.pk}", confirm="yes")
    for row in (page, inner):
        row.refresh_from_db()
    assert (page.slug, inner.slug) == ("withheld-1", "withheld-1/early-life")
    assert (page.title, page.file) == (f"The evidence of {MASK * 7}", f"report/{MASK * 7}.txt")
    assert Client().get(old).status_code == 451
    assert Client().get(page.get_absolute_url()).status_code == 200
    paragraph = Paragraph.objects.get(pk=paragraph.pk)
    assert "Zed" not in Client().get(paragraph.get_absolute_url()).text


def test_two_redactions_may_overlap_and_be_lifted_in_any_order(guardian, client, paragraph):
    for words in ("spoke of the quagga", f"{MASK * 6}. It was"):
        post(client, f"paragraph={paragraph.pk}", words=words, confirm="yes")
    second, first = Redaction.objects.all()
    shown = []
    for redaction in (first, second):
        client.post(reverse("admin:evidence_redaction_lift", args=[redaction.pk]), {"because": "b"})
        paragraph.refresh_from_db()
        shown.append(paragraph.text)
    assert shown == [f"Nobody spoke of the {MASK * 14} late.", TEXT]


def test_speeches_of_a_transcript_without_pages_say_since_when_they_are_withheld(guardian, client):
    hearing = HearingFactory()
    SpeechFactory(hearing=hearing, position=1, text="Quagga.")
    post(client, f"hearing={hearing.pk}", lines="1", confirm="yes")
    assert "withheld on" in Client().get(hearing.get_absolute_url()).text
