"""Raised numbers that stand side by side: one number that the markup parts, or two."""

from tests.importing.html_reading import calls, notes, read

TEN = "".join(f"<p>Sentence {n}.<sup>{n}</sup></p>" for n in range(1, 12))
BELOW = "".join(f"<p><sup>{n}</sup> Note {n}.</p>" for n in range(1, 12))


def numbers(content: str) -> list[str]:
    return [label for paragraph in read(content).paragraphs for label, _ in calls(paragraph)]


def test_a_parted_number_that_is_the_next_is_one() -> None:
    assert numbers(f"<h1>A</h1>{TEN}<p>Here.<sup>1</sup><sup>2</sup></p><p>So.<sup>13</sup></p>")[10:] == [
        "11",
        "12",
        "13",
    ]


def test_two_numbers_that_count_on_are_two() -> None:
    assert numbers("<h1>A</h1><p>Here.<sup>1</sup><sup>2</sup></p><p>So.<sup>3</sup></p>") == ["1", "2", "3"]


def test_two_numbers_that_were_called_before_stay_two() -> None:
    again = "<p>Here.<sup>3</sup><sup>4</sup></p><p>So.<sup>12</sup></p>"
    assert numbers(f"<h1>A</h1>{TEN}{again}<h2>Footnotes</h2>{BELOW}")[11:] == ["3", "4", "12"]


def test_a_page_that_begins_with_a_parted_number_is_read_by_what_follows() -> None:
    assert numbers("<h1>A</h1><p>Here.<sup>1</sup><sup>2</sup></p><p>So.<sup>13</sup></p>") == ["12", "13"]


def test_numbers_that_lead_to_one_note_are_one_and_to_two_are_two() -> None:
    page = read(
        "<h1>A</h1><p>Here.<sup><a href='#fn12'>1</a></sup><sup><a href='#fn12'>2</a></sup></p>"
        "<p>There.<sup><a href='#fn13'>13</a></sup><sup><a href='#fn14'>14</a></sup></p>"
        "<p id='fn12'>12. One.</p><p id='fn13'>13. Two.</p><p id='fn14'>14. Three.</p>"
    )
    assert [calls(paragraph) for paragraph in page.paragraphs] == [
        [("12", "Here.")],
        [("13", "There."), ("14", "There.")],
    ]
    assert notes(page) == {"12": "One.", "13": "Two.", "14": "Three."}


def test_a_note_whose_own_number_is_parted_keeps_it() -> None:
    parted = "<sup>1</sup><sup>2</sup>"
    page = read(f"<h1>A</h1>{TEN}<p>Here.{parted}</p><h2>Footnotes</h2>{BELOW}<p>{parted} Note 12.</p>")
    assert notes(page)["12"] == "Note 12."


def test_numbers_that_go_on_from_another_page_are_calls_and_a_lone_one_is_none() -> None:
    assert numbers("<h1>A</h1><p>Here.<sup>41</sup></p><p>So.<sup>42</sup></p>") == ["41", "42"]
    assert numbers("<h1>A</h1><p>Here.<sup>41</sup></p><p>So.</p>") == []
