"""What each group of staff may do: the table that the tests of roles go by."""

from django.contrib import admin

READ = (
    "annotation", "citation", "crossreference", "footnote", "hearing", "importproblem", "inquiry", "mention",
    "organisation", "paragraph", "quotation", "report", "section", "source", "subject", "tag", "witness",
)  # fmt: skip
READING = {f"view {name}" for name in READ}
ANNOTATING = {"add annotation", "change annotation"}
EXPECTED = {
    "nobody": set(),
    "Readers": READING,
    "Annotators": READING | ANNOTATING,
    "Editors": READING
    | ANNOTATING
    | {f"change {name}" for name in ("citation", "crossreference", "mention", "quotation")}
    | {
        f"{verb} {name}"
        for verb in ("add", "change")
        for name in ("organisation", "source", "subject", "tag", "witness")
    }
    | {"view deskdecision", "view logentry"},
    "Importers": READING,
    "Guardians": READING | {"view redaction", "add redaction"},
}
DECIDED = {
    "nobody": set(),
    "Readers": set(),
    "Annotators": {"annotation"},
    "Editors": {
        "annotation", "check", "citation", "cross-reference", "organisation", "problem", "source", "speaker", "witness",
    },
    "Importers": {"problem"},
    "Guardians": set(),
}  # fmt: skip
GROUPS = set(EXPECTED) - {"nobody"}
STAFF = {*EXPECTED, "administrator"}  # "nobody" is staff, of no group
PEOPLE = {"anonymous", "reader", *STAFF}
_KEPT = ("group", "staticdevice", "tag", "totpdevice", "user")
_SIGNING_IN = ("accessattempt", "accessfailurelog", "accesslog")
ADMINISTERING = (
    EXPECTED["Editors"]
    | EXPECTED["Guardians"]
    | {f"{verb} {name}" for verb in ("view", "add", "change", "delete") for name in _KEPT}
    | {f"{verb} {name}" for verb in ("view", "change", "delete") for name in _SIGNING_IN}
) - {"delete user"}  # who has done something stays, made inactive
RIGHTS = EXPECTED | {"administrator": ADMINISTERING}
GUARDING = {"Guardians", "administrator"}
IMPORTING = {"Importers", "administrator"}
# who may open what is not one of the pages that every model has; some give nothing to anybody who only looks
OPENED = {
    "index": STAFF,
    "login": {"anonymous", "reader"},  # who is signed in is sent on
    "logout": set(),
    "password_change": STAFF,
    "password_change_done": STAFF,
    "second-factor": STAFF,
    "second-factor-picture": STAFF,
    "jsi18n": STAFF,
    "view_on_site": STAFF,
    "app_list": GROUPS | {"administrator"},
    "autocomplete": set(),  # unless it is told for which field
    "(?P<url>.*)$": set(),
    "desk": GROUPS | {"administrator"},
    "imports": IMPORTING,
    "import-run": IMPORTING,
    "evidence_annotation_csv": GROUPS | {"administrator"},
    "evidence_annotation_upload": {"Annotators", "Editors", "administrator"},
    "evidence_redaction_lift": GUARDING,
    "evidence_redaction_again": GUARDING,
    "evidence_redaction_take_back": GUARDING,
    "evidence_redaction_take_back_beside": GUARDING,
    "auth_user_password_change": {"administrator"},
    "otp_totp_totpdevice_config": {"administrator"},
    "otp_totp_totpdevice_qrcode": {"administrator"},
}
# the pages of every model, and the right that opens each; where one may be looked at by more than may send it in
PAGES = {
    "changelist": "view",
    "add": "add",
    "history": "view",
    "delete": "delete",
    "change": "view",
    "take_back": "change",
    "take_back_beside": "change",
}
SENT = PAGES | {"change": "change"}


def who_may(name: str, pages: dict[str, str]) -> set[str]:
    """Those who may open an address, or send it something: who is not declared fails the test."""
    if name in OPENED:
        return OPENED[name]
    if name.endswith("<path:object_id>/"):
        return STAFF  # it leads on to the form
    models = {f"{one._meta.app_label}_{one._meta.model_name}_": one._meta.model_name for one in admin.site._registry}
    model, page = next(((models[one], name.removeprefix(one)) for one in models if name.startswith(one)), ("", ""))
    assert page in pages, f"The admin has a new address, “{name}”: say in tests/admin/rights.py who may open it."
    return {who for who, rights in RIGHTS.items() if f"{pages[page]} {model}" in rights}
