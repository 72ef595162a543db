"""Staff accounts: logins are throttled, a second factor can be set up, sessions end, and a record is kept."""

import time
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from evidence.models import Redaction, Witness
from inquiry.client_address import client_address

pytestmark = pytest.mark.django_db
LOGIN, INDEX, FACTOR = reverse("admin:login"), reverse("admin:index"), reverse("admin:second-factor")
PASSWORD = "a long enough one"


@pytest.fixture
def ann(db) -> User:
    return User.objects.create_user("ann", password=PASSWORD, is_staff=True)


def sign_in(client: Client, password: str = PASSWORD, code: str = "", **extra):
    return client.post(LOGIN, {"username": "ann", "password": password, "code": code, "next": INDEX}, **extra)


def is_in(client: Client) -> bool:
    return client.get(INDEX).status_code == 200


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def test_who_has_no_second_factor_signs_in_as_before(client: Client, ann):
    assert sign_in(client).status_code == 302
    assert is_in(client)


def test_after_five_wrong_passwords_the_right_one_waits(client: Client, ann):
    for _ in range(5):
        answer = sign_in(client, "wrong")
    assert answer.status_code == 429
    assert "Locked for a while" in answer.text
    assert sign_in(client).status_code == 429
    assert not is_in(client)


def test_somebody_elses_wrong_passwords_do_not_lock_another_address(client: Client, ann):
    for _ in range(5):
        sign_in(client, "wrong", REMOTE_ADDR="192.0.2.1")
    assert sign_in(client, REMOTE_ADDR="192.0.2.2").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "told", "expected"),
    [(0, "198.51.100.9", "192.0.2.1"), (1, "6.6.6.6, 198.51.100.9", "198.51.100.9"), (2, "198.51.100.9", "192.0.2.1")],
)
def test_only_our_own_proxies_say_where_a_request_came_from(settings, proxies, told, expected):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=told)
    assert client_address(request) == expected


@pytest.fixture
def device(client: Client, ann) -> TOTPDevice:
    """A second factor, set up through the page."""
    sign_in(client)
    client.post(FACTOR, {"act": "begin"})
    device = TOTPDevice.objects.get()
    page = client.post(FACTOR, {"act": "confirm", "code": code_of(device)})
    device.codes = page.context["codes"]
    client.logout()
    device.refresh_from_db()
    return device


def test_a_confirmed_device_is_asked_for_its_code(client: Client, device):
    answer = sign_in(client)
    assert "This account has a second factor" in answer.text
    assert not is_in(client)
    assert sign_in(client, code=code_of(device, 1)).status_code == 302
    assert is_in(client)


def test_a_wrong_code_does_not_sign_in(client: Client, device):
    wrong = f"{(int(code_of(device, 1)) + 1) % 10**6:06d}"
    assert sign_in(client, code=wrong).status_code == 200
    assert not is_in(client)


def test_a_recovery_code_works_once(client: Client, device):
    assert len(device.codes) == 10
    assert sign_in(client, code=device.codes[0]).status_code == 302
    client.logout()
    assert sign_in(client, code=device.codes[0]).status_code == 200
    assert not is_in(client)


def test_a_device_is_not_confirmed_by_a_wrong_code(client: Client, ann):
    sign_in(client)
    client.post(FACTOR, {"act": "begin"})
    client.post(FACTOR, {"act": "confirm", "code": "000000"})
    assert not TOTPDevice.objects.get().confirmed


def test_the_secret_is_shown_until_it_is_confirmed_and_never_again(client: Client, device):
    sign_in(client, code=device.codes[0])
    assert client.get(reverse("admin:second-factor-picture")).status_code == 404
    assert "Secret" not in client.get(FACTOR).text


def test_the_picture_of_the_secret_is_an_svg(client: Client, ann):
    sign_in(client)
    client.post(FACTOR, {"act": "begin"})
    picture = client.get(reverse("admin:second-factor-picture"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    assert b"style=" not in picture.content


def test_the_second_factor_is_taken_off_with_a_code_only(client: Client, device):
    sign_in(client, code=device.codes[0])
    client.post(FACTOR, {"act": "remove", "code": "nonsense"})
    assert TOTPDevice.objects.exists()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    client.post(FACTOR, {"act": "remove", "code": code_of(device, 1)})
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()


@pytest.mark.parametrize(("name", "seconds"), [("signed_in_at", 13 * 3600), ("seen_at", 3 * 3600)])
def test_a_session_ends_when_it_is_old_or_left_alone(client: Client, ann, name, seconds):
    sign_in(client)
    session = client.session
    session[name] -= seconds
    session.save()
    assert not is_in(client)


def test_signing_in_makes_another_session_with_a_guarded_cookie(client: Client, ann):
    client.get(LOGIN)
    sign_in(client)
    first = client.cookies["sessionid"].value
    client.logout()
    sign_in(client)
    cookie = client.cookies["sessionid"]
    assert cookie.value != first
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def entry_on(model, user: User) -> LogEntry:
    about = ContentType.objects.get_for_model(model)
    return LogEntry.objects.create(
        user=user, content_type=about, object_id="1", object_repr="One", action_flag=CHANGE, change_message="Did it."
    )


def test_an_editor_reads_the_record_except_of_what_is_withheld(client: Client, ann):
    ann.groups.add(Group.objects.get(name="Editors"))
    seen = entry_on(Witness, ann)
    entry_on(Redaction, ann)
    entry_on(User, ann)
    client.force_login(ann)
    page = client.get(reverse("admin:admin_logentry_changelist"))
    assert list(page.context["cl"].queryset) == [seen]
    assert "Did it." in page.text


def test_superusers_see_failed_logins(client: Client, ann, admin_user):
    sign_in(client, "wrong")
    client.force_login(admin_user)
    page = client.get(reverse("admin:axes_accessfailurelog_changelist"))
    assert [row.username for row in page.context["cl"].queryset] == ["ann"]


def test_failed_logins_that_no_longer_count_are_cleaned_up(client: Client, ann, admin_user):
    client.force_login(admin_user)
    sign_in(Client(), "wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=1))
    ticked = {"action": "cleanup_expired_attempts", "_selected_action": AccessAttempt.objects.get().pk}
    assert client.post(reverse("admin:axes_accessattempt_changelist"), ticked).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_the_account_of_somebody_who_has_done_something_is_not_deleted(admin_client: Client):
    newcomer, editor = User.objects.create_user("newcomer"), User.objects.create_user("editor", is_staff=True)
    LogEntry.objects.create(user=editor, object_repr="A witness", action_flag=CHANGE)
    for account, status in ((newcomer, 302), (editor, 403)):
        address = reverse("admin:auth_user_delete", args=[account.pk])
        assert admin_client.post(address, {"post": "yes"}).status_code == status
    together = {"action": "delete_selected", "_selected_action": [editor.pk], "post": "yes"}
    admin_client.post(reverse("admin:auth_user_changelist"), together)
    assert list(User.objects.filter(username__in=["newcomer", "editor"])) == [editor]
    assert LogEntry.objects.filter(user=editor).exists()
