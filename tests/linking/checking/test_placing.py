"""Places in a transcript without pages: the width that its lines had is found, and with it where a page lies."""

from evidence.linking.checking.placing import LINES_A_PAGE, Day, Sought, likely_places

COUNT, WIDTH = 400, 52


def made_up_day() -> Day:
    """Speeches of very different lengths, each with a word of its own among common ones."""
    lengths = [[30 + (number * 37) % 240] for number in range(COUNT)]
    words = [frozenset({"the", f"word{number}"}) for number in range(COUNT)]
    return Day(list(range(1, COUNT + 1)), lengths, words)


def sought(key: int, day: Day, index: int, words: set[str]) -> Sought:
    page, line = divmod(day.starts(WIDTH)[index], LINES_A_PAGE)
    return Sought(key, 1, (page + 1, line + 1), frozenset(words))


def test_notes_are_led_to_the_speeches_that_share_their_words_near_the_cited_page():
    day = made_up_day()
    indexes = [20, 90, 150, 210, 280, 390]
    found = likely_places({1: day}, [sought(key, day, index, {f"word{index}"}) for key, index in enumerate(indexes)])
    assert all(abs(found[key] - 1 - index) <= 3 for key, index in enumerate(indexes))


def test_words_that_stand_far_from_the_cited_page_draw_no_note_there():
    day = made_up_day()
    notes = [sought(key, day, index, {f"word{index}"}) for key, index in enumerate([20, 90, 150, 210, 280])]
    assert 9 not in likely_places({1: day}, [*notes, sought(9, day, 380, {"word15"})])


def test_too_few_notes_tell_nothing():
    day = made_up_day()
    assert likely_places({1: day}, [sought(1, day, 50, {"word50"})]) == {}
