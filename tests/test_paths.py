"""Addresses made from remembered patterns are those that Django gives."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from evidence.models.paths import path_to

slugs = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(slugs, slugs, slugs)
def test_an_address_is_the_one_that_django_gives(report, page, label):
    parts = {"report": report, "page": page, "label": label}
    assert path_to("paragraph-detail", **parts) == reverse("paragraph-detail", kwargs=parts)


@given(slugs, st.integers(0, 10**9))
def test_a_number_stands_in_an_address_as_it_is(slug, position):
    parts = {"slug": slug, "position": position}
    assert path_to("hearing-speech", **parts) == reverse("hearing-speech", kwargs=parts)


def test_a_slash_is_allowed_where_the_pattern_allows_it_and_nowhere_else():
    assert path_to("source-detail", reference="INQ/7 (2)") == "/sources/INQ/7%20(2)/"
    with pytest.raises(NoReverseMatch):
        path_to("witness-detail", slug="a/b")


def test_nothing_has_an_address_without_its_parts():
    with pytest.raises(NoReverseMatch):
        path_to("witness-detail", slug="")


def test_parts_in_another_order_than_the_pattern_s_are_refused():
    with pytest.raises(ValueError, match="page-detail: its parts are page, report, expected in the order"):
        path_to("page-detail", page="b-1", report="harbour")


def test_an_address_begins_where_the_site_is_mounted():
    assert path_to("report-detail", report="harbour") == "/reports/harbour/"
    set_script_prefix("/evidence/")
    try:
        assert path_to("report-detail", report="harbour") == "/evidence/reports/harbour/"
    finally:
        set_script_prefix("/")
