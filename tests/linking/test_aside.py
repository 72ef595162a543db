"""A second process reads a part of the text: what comes of it is the same, whatever becomes of the process."""

import os
import time

import pytest

from evidence.linking import aside
from evidence.linking.aside import Aside
from evidence.linking.link import link_inquiry
from evidence.models import Citation, Quotation
from tests.factories import FootnoteFactory, ParagraphFactory, SectionFactory


@pytest.fixture
def eager(monkeypatch):
    """A second process even for a few words, on a machine of any size."""
    monkeypatch.setattr(aside, "WORTHWHILE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def begun(second: Aside) -> None:
    """Waits until the process has started and answers."""
    answer = second.ask(os.getpid)
    time.sleep(0.1)
    answer()


def test_a_second_process_answers_what_it_has_begun(eager):
    with Aside(1) as second:
        answer = second.ask(os.getpid)
        time.sleep(0.1)
        assert answer() != os.getpid()


def test_what_it_has_not_begun_is_done_here(eager):
    with Aside(1) as second:
        long = second.ask(time.sleep, 0.5)
        assert second.ask(os.getpid)() == os.getpid()
        long()


def test_a_process_that_dies_leaves_its_work_to_this_one(eager):
    with Aside(1) as second:
        begun(second)
        answer = second.ask(divmod, 7, 2)
        second._process.kill()
        assert answer() == (3, 1)
        assert second.ask(divmod, 9, 2)() == (4, 1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_the_function_is_told_here(eager):
    with Aside(1) as second:
        answer = second.ask(divmod, 1, 0)
        time.sleep(0.1)
        with pytest.raises(ZeroDivisionError):
            answer()


def test_the_process_ends_with_the_work(eager):
    with Aside(1) as second:
        begun(second)
    assert second._process.exitcode == 0


def test_a_short_text_needs_no_second_process():
    with Aside(10) as second:
        assert second.ask(os.getpid)() == os.getpid()


def everything_read() -> list[list[tuple]]:
    quotations = Quotation.objects.order_by("paragraph", "start").values_list("paragraph", "start", "end", "witness")
    citations = Citation.objects.order_by("footnote", "position").values_list("footnote", "raw", "kind", "ibid_of__raw")
    return [list(quotations), list(citations)]


@pytest.mark.django_db
def test_what_is_read_aside_is_what_would_be_read_here(monkeypatch):
    report = SectionFactory().report
    for number in range(6):
        page = SectionFactory(report=report)
        text = f"Ms Ada Vale told us that “the reports of day {number} were not read by anybody”. She left."
        ParagraphFactory(page=page, position=number, text=text)
        FootnoteFactory(page=page, position=number, text=f"Ada Vale 1st [WITN0001000{number}] at [52/6]; Ibid at [7].")
    link_inquiry(report.inquiry, {})
    here = everything_read()
    assert [len(rows) for rows in here] == [6, 12]
    Quotation.objects.all().delete()
    Citation.objects.all().delete()
    monkeypatch.setattr(aside, "WORTHWHILE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr("concurrent.futures.Future.cancel", lambda future: False)  # all of it is read there
    link_inquiry(report.inquiry, {})
    assert everything_read() == here
