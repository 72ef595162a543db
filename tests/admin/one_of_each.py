"""One row of everything that the admin shows, and a file of each kind that it gives out."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from evidence.models import Annotation, DeskDecision, ImportProblem, ImportRun, Redaction, Tag
from evidence.models.history import remembered
from tests import factories


def one_of_each(author: User) -> None:
    """Whoever keeps it all is somebody else than who tries to open it."""
    paragraph = factories.ParagraphFactory(text="Mr Tom Pike said “nobody asked” in 2019, see E.2.")
    inquiry = paragraph.report.inquiry
    pike = factories.WitnessFactory(inquiry=inquiry, name="Tom Pike")
    factories.OrganisationFactory(inquiry=inquiry)
    factories.SubjectFactory(inquiry=inquiry)
    factories.MentionFactory(paragraph=paragraph, kind="witness", witness=pike, start=3, end=11)
    factories.QuotationFactory(paragraph=paragraph, start=17, end=31)
    factories.CrossReferenceFactory(paragraph=paragraph, target_section=paragraph.page, start=45, end=48)
    factories.CitationFactory(footnote__page=paragraph.page, footnote__report=paragraph.report)
    factories.SpeechFactory(hearing__inquiry=inquiry)
    with remembered(pike, author):
        pike.aliases.create(name="Thomas Pike")
    ImportProblem.objects.create(inquiry=inquiry, file="a.txt", severity="warning", code="odd", found="x")
    note = Annotation.objects.create(paragraph=paragraph, start=0, end=2, quote="Mr", body="B.", author=author)
    Annotation.objects.create(paragraph=paragraph, start=0, end=2, body="Orphaned.", author=author, is_orphaned=True)
    note.tags.add(Tag.objects.create(name="kept", slug="kept"))
    grounds = {"reason": "r", "authority": "a", "author": author, "inquiry": inquiry}
    lifted = {"lifted_at": timezone.now(), "lifted_by": author}
    redaction = Redaction(kind="paragraph", paragraph=paragraph, start=3, end=5, **grounds, **lifted)
    with remembered(redaction, author):
        redaction.save()
    DeskDecision.objects.create(inquiry=inquiry, kind="witness", witness=pike, verdict="accepted", author=author)
    ImportRun.objects.create(author=author, state=ImportRun.State.FAILED)
    LogEntry.objects.create(
        user=author, content_type=ContentType.objects.get_for_model(pike), object_id=str(pike.pk), object_repr="Pike",
        action_flag=CHANGE,
    )  # fmt: skip
    whence = {"username": "author", "ip_address": "192.0.2.1", "user_agent": "a browser"}
    AccessAttempt.objects.create(**whence, failures_since_start=1)
    AccessFailureLog.objects.create(**whence)
    AccessLog.objects.create(**whence)
    StaticDevice.objects.create(user=author, name="recovery codes")
    TOTPDevice.objects.create(user=author, name="app")
