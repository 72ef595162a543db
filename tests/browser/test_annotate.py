"""Staff select words on the reading page and find them in the form, over note numbers and blocks."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.test import Client
from playwright.sync_api import expect

from evidence.models import Annotation
from tests.browser.site import READING, small_site

# from inside the first block, over the number of a note, into the block after it
SELECT = """([from, to]) => {
  const prose = document.querySelector("#p3 .prose");
  const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.includes(from)) range.setStart(node, node.data.indexOf(from));
    if (node.data.includes(to)) range.setEnd(node, node.data.indexOf(to) + to.length);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def signed_in(live_server, window):
    """A window of somebody who may annotate."""
    small_site()
    user = User.objects.create_user("ann", is_staff=True)
    # a test with a live server begins with an empty database: without the groups that a migration made
    allowed = ["add_annotation", "change_annotation", "view_annotation", "view_paragraph"]
    user.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client = Client()
    client.force_login(user)
    page = window()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + READING)
    return page


@pytest.mark.tasks
def test_selected_words_stand_in_the_form_and_are_annotated(signed_in):
    page = signed_in
    link = page.get_by_role("link", name="Annotate these words")
    expect(link).to_be_hidden()
    page.evaluate(SELECT, ["not read", "She added"])
    link.click()
    expect(page.locator("#id_quote")).to_have_value("not read”.\n\nShe added")
    page.locator("#id_body").fill("They were monthly.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    annotation = Annotation.objects.get(author__username="ann")
    assert annotation.paragraph.text[annotation.start : annotation.end] == "not read”.\n\nShe added"
