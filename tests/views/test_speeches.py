"""What was said at the hearings, searched, narrowed and taken away: one query string, three faces."""

import csv
import io
import json
import random
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.models import Hearing, Standing, TranscriptPage, Witness
from tests import factories, sets
from tests.views.reading import addresses, shown, words

pytestmark = pytest.mark.django_db

SAID = ["The river gauge was read at noon.", "Nobody read the gauge.", "Who kept the river log?", "The bridge held."]
FACES = ("/speeches/", "/speeches.csv", "/speeches.json")


def evidence_of(days: int = 3, turns: int = 8) -> list[Hearing]:
    """Days of an inquiry with questions and answers; the last day has pages and lines, the first an event."""
    inquiry = factories.InquiryFactory(slug=f"weir{turns}")
    people = [factories.WitnessFactory(inquiry=inquiry, name=f"Ada {n}", slug=f"ada-{turns}-{n}") for n in (1, 2)]
    hearings = []
    for day in range(days):
        hearing = factories.HearingFactory(
            inquiry=inquiry, date=date(2019, 5, 20) + timedelta(days=day), slug=f"day-{turns}-{day}"
        )
        hearings.append(hearing)
        for turn in range(turns):
            asks = turn % 2 == 0
            lines = (
                {"page_from": turn + 1, "line_from": 3, "page_to": turn + 1, "line_to": 9} if day == days - 1 else {}
            )
            factories.SpeechFactory(
                hearing=hearing,
                position=turn + 1,
                kind="question" if asks else "answer",
                speaker_as_printed="Q." if asks else "A.",
                speaker="Mr Beer" if asks else f"Mrs Vale {turn % 3}" if turn % 3 else "",
                witness=None if asks else people[turn % 4 // 2],
                text=SAID[(day + turn) % len(SAID)],
                **lines,
            )
    factories.SpeechFactory(hearing=hearings[0], position=999, kind="event", speaker_as_printed="", text="(A pause)")
    return hearings


@pytest.fixture
def heard():
    found = evidence_of()
    sets.index_everything()
    return found


def body(response) -> str:
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content).decode()


def csv_rows(client, query=""):
    text = body(client.get(f"/speeches.csv?{query}")).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def number(page) -> int:
    return int(words(page, ".lead strong").replace(",", ""))


def some_queries(hearings, count=40):
    """Filters put together by chance, the same in every run."""
    chance = random.Random(7)  # noqa: S311 (no secret: the same queries each time)
    values = {
        "q": ["river", "gauge -river", '"the gauge"', "brid*", "unheardof", "rver~", "NOT bridge", "the"],
        "inquiry": [hearings[0].inquiry.slug],
        "hearing": [hearing.slug for hearing in hearings],
        "speaker": ["Mr Beer", "Mrs Vale 1", "Mrs Vale 2", "A."],
        "witness": ["ada-8-1", "ada-8-2"],
        "kind": ["question", "answer", "speech", "event"],
        "date_from": ["2019-05-20", "2019-05-21"],
        "date_to": ["2019-05-21", "2019-06-01", "2018-01-01"],
        "sort": ["order", "relevance"],
    }
    for _ in range(count):
        names = chance.sample(sorted(values), chance.randint(0, 4))
        pairs = [(name, chance.choice(values[name])) for name in names]
        if "kind" in names:
            pairs.append(("kind", chance.choice(values["kind"])))
        yield urlencode(pairs)


def test_page_csv_and_json_hold_the_same_speeches(client, heard):
    counts = set()
    for query in some_queries(heard):
        rows = csv_rows(client, query)
        assert number(shown(client, f"/speeches/?{query}")) == len(rows), query
        assert [row["id"] for row in json.loads(body(client.get(f"/speeches.json?{query}")))] == [
            row["id"] for row in rows
        ], query
        counts.add(len(rows))
    assert len(counts) > 5


def test_every_count_of_a_facet_is_that_of_the_list_behind_it(client, heard):
    for query in ("", "q=river", "kind=answer&q=gauge", "witness=ada-8-1&date_from=2019-05-21"):
        links = shown(client, f"/speeches/?{query}").css(".facets li")
        assert links
        for link in links:
            address = link.css_first("a").attributes["href"]
            assert number(shown(client, address)) == int(link.css_first(".count").text()), address


def test_words_are_marked_and_lead_to_the_lines_in_the_transcript(client, heard):
    page = shown(client, f"/speeches/?q=river&hearing={heard[2].slug}&sort=order")
    first = page.css_first(".found-passage")
    assert [mark.text() for mark in first.css("mark.match")] == ["river"]
    assert first.css_first("h2").text() == "Mr Beer, 1/3"
    assert addresses(page, ".found-passage h2")[0] == f"/hearings/{heard[2].slug}/1:3-1:9/"


def test_a_speech_without_lines_leads_to_its_place_among_the_others(client, heard):
    address = addresses(shown(client, f"/speeches/?hearing={heard[0].slug}"), ".found-passage h2")[1]
    assert address == f"/hearings/{heard[0].slug}/speech-2/"
    response = client.get(address)
    assert response["Location"] == f"/hearings/{heard[0].slug}/?page=1#s2"
    assert shown(client, response["Location"]).css_first("#s2 .speaker") is not None


def test_a_speech_far_into_a_day_leads_to_the_page_of_the_list_that_holds_it(client):
    hearing = evidence_of(turns=230)[0]
    response = client.get(f"/hearings/{hearing.slug}/speech-205/")
    assert response["Location"] == f"/hearings/{hearing.slug}/?page=2#s205"
    assert shown(client, response["Location"]).css_first("#s205") is not None


def test_a_speech_of_a_day_with_lines_leads_to_them(client, heard):
    TranscriptPage.objects.create(hearing=heard[2], number=4, lines=[[n, "words"] for n in range(1, 26)])
    response = client.get(f"/hearings/{heard[2].slug}/speech-4/")
    assert response["Location"] == f"/hearings/{heard[2].slug}/4:3-4:9/"


@pytest.mark.parametrize("position", ["50", "0", "9" * 30])
def test_a_speech_that_is_not_there_is_answered_with_a_sentence(client, heard, position):
    page = shown(client, f"/hearings/{heard[1].slug}/speech-{position}/", 404)
    assert "it has 8 speeches" in words(page)


def test_the_best_match_comes_first_and_the_order_of_the_hearings_when_asked(client):
    hearing = factories.HearingFactory()
    for position, text in enumerate(("dock once and a great many other words besides", "dock dock dock")):
        factories.SpeechFactory(hearing=hearing, position=position, text=text)
    sets.index_everything()
    assert [row["position"] for row in csv_rows(client, "q=dock")] == ["1", "0"]
    assert [row["position"] for row in csv_rows(client, "q=dock&sort=order")] == ["0", "1"]
    assert "the best match first" in words(shown(client, "/speeches/?q=dock"))


def test_speeches_of_a_closed_hearing_are_on_no_face_and_in_no_search(client, heard):
    Hearing.objects.filter(pk=heard[0].pk).update(is_closed=True)
    for query in ("", "q=gauge", f"hearing={heard[0].slug}", "kind=event", "q=pause"):
        for face in FACES[1:]:
            assert heard[0].slug not in body(client.get(f"{face}?{query}")), (face, query)
        assert heard[0].slug not in "".join(
            addresses(shown(client, f"/speeches/?{query}"), ".listing-rows .passages")
        ), query
    assert "Nothing here answers" in words(shown(client, "/search/?q=pause"))
    assert "sat in closed session" in words(shown(client, f"/hearings/{heard[0].slug}/speech-1/", 404))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("section=E.2", "There is no filter “section”"),
        ("report=weir", "There is no filter “report”"),
        ("hearing=nowhere", "“nowhere” is not a hearing here"),
        ("speaker=Mr+Bear", "the nearest is “Mr Beer”"),
        ("speaker=Mr+Beer&speaker=x%00", "holds a NUL character"),
        ("kind=shout", "what would do is “question”, “answer”, “speech”, “event”"),
        ("witness=nobody", "is not a witness here"),
        ("date_from=20+May", "is not a day; one is written “2019-05-20”"),
        ("date_to=2019-02-30", "is not a day"),
        ("date_to=2019-05-20&date_to=2019-05-21", "contradict one another"),
        ("q=*", "would find every"),
        ("sort=best", "is not known here"),
    ],
)
def test_what_cannot_be_read_is_a_400_that_says_so_on_every_face(client, heard, query, sentence):
    for face in FACES:
        response = client.get(f"{face}?{query}")
        assert response.status_code == 400, face
        assert sentence in " ".join(response.content.decode().split()), face


def test_a_rejected_person_is_in_no_facet_file_or_link(client, heard):
    Witness.objects.update(standing=Standing.REJECTED)
    page = shown(client, "/speeches/")
    assert not [address for address in addresses(page) if address.startswith("/witnesses/ada")]
    assert {row["witness"] for row in csv_rows(client)} == {""}


def test_what_was_said_is_escaped(client):
    factories.SpeechFactory(text="A <script>dock</script>", speaker_as_printed="<b>Q</b>")
    sets.index_everything()
    for address in ("/speeches/?q=dock", "/search/?q=dock"):
        page = shown(client, address)
        assert page.css("main script, main b") == []
        assert "<script>" in words(page)


def test_a_search_over_everything_shows_the_best_speeches_with_their_list(client, heard):
    page = shown(client, "/search/?q=river")
    assert len(page.css("[aria-labelledby=speeches] .found-passage")) == 3
    assert "All 12 speeches" in words(page)
    assert "/speeches/?q=river" in addresses(page)
    assert number(shown(client, "/speeches/?q=river")) == 12


def test_an_index_of_speeches_that_cannot_be_used_is_a_503_and_the_rest_still_reads(client):
    evidence_of()
    for face in FACES:
        assert client.get(f"{face}?q=river").status_code == 503
    assert number(shown(client, "/speeches/?speaker=Mr+Beer")) == 12


def test_testimony_is_in_the_navigation(client, db):
    assert "/speeches/" in addresses(shown(client, "/"), ".site-nav")


@pytest.mark.parametrize(
    "face", ["/speeches/", "/speeches.csv", "/speeches/?q=river", "/speeches.json?q=river&kind=question"]
)
def test_a_list_of_speeches_asks_as_many_queries_for_forty_as_for_one(client, face):
    asked = []
    for days, turns in ((1, 1), (3, 40)):
        evidence_of(days, turns)
        sets.index_everything()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(face)
            assert response.status_code == 200
            if response.streaming:
                body(response)
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 1  # a second page is counted once
