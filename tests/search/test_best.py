"""The best of many scored texts are those of a full sort, whatever page is asked for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evidence.search.whoosh_best import best

SCORED = st.dictionaries(st.integers(1, 60), st.sampled_from([0.0, 0.5, 1.25, 2.0]))


def found(scores):
    return np.array(list(scores), np.int64), np.array(list(scores.values()), float)


@given(SCORED, st.integers(0, 12), st.integers(0, 30))
def test_a_page_is_part_of_all_in_order(scores, limit, offset):
    asked = []

    def in_order(keys):
        asked.extend(keys)
        return sorted(keys)

    hits = best(*found(scores), limit, offset, None, in_order)
    order = sorted(scores, key=lambda key: (-scores[key], key))
    assert [hit.key for hit in hits] == order[offset : offset + limit]
    assert [hit.score for hit in hits] == [scores[key] for key in order[offset : offset + limit]]


@given(SCORED, st.lists(st.integers(1, 60), unique=True), st.integers(1, 12), st.integers(0, 30))
def test_among_keys_in_reading_order_equals_come_in_their_order(scores, within, limit, offset):
    def in_order(keys):
        raise AssertionError("the order is known")

    hits = best(*found(scores), limit, offset, within, in_order)
    wanted = [key for key in within if key in scores]
    wanted.sort(key=lambda key: -scores[key])
    assert [hit.key for hit in hits] == wanted[offset : offset + limit]
