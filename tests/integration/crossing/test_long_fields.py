"""A text that is too long for its field is refused beside the field, stays on the page, and changes nothing."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from tests.integration.crossing.forms import Forms, find_fault
from tests.support.databases import Database
from tests.support.rows import read_rows

LONG = "fjalë " * 2_000
PERSON = ("given_name", "family_name", "name_original_script", "phone", "best_time", "name_to_use")
ORGANISATION = (
    "name",
    "phone",
    "email",
    "website",
    "description_sq",
    "description_en",
    "tax_number",
    "licence_number",
    "project_tags",
)
SERVICE = ("name_sq", "name_en", "application_process", "project_tags", "description_sq", "description_en")
PLACE = ("name", "address", "latitude", "transportation", "accessibility_note", "postal_code")
CONTACT = ("name", "title", "phone", "extension", "email")
AGREEMENT = ("partner", "subject", "project_tag")
REGISTRATION = (
    *("name", "address", "website", "other_names", "licence_number", "description"),
    *("contact_name", "contact_title", "phone", "email"),
)
DRAFT = ("need_note", "call_with", "interpreter_name", "witness_name", "guardian_name")
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "POST people.register": PERSON,
        "POST people.change": PERSON,
        "POST providers.register": ORGANISATION,
        "POST providers.change": ORGANISATION,
        "POST providers.add_location": PLACE,
        "POST providers.change_location": PLACE,
        "POST providers.add_service": SERVICE,
        "POST providers.change_service": SERVICE,
        "POST providers.change_service_hours": ("opening", "mon_1_from"),
        "POST providers.change_service_people": (
            "documents_to_bring",
            "cost",
            "eligibility_sq",
            "eligibility_en",
        ),
        "POST providers.add_contact": CONTACT,
        "POST providers.change_contact": CONTACT,
        "POST providers.add_agreement": AGREEMENT,
        "POST providers.change_agreement": AGREEMENT,
        "POST providers.decline": ("reason",),
        "POST providers.send_registration": REGISTRATION,
        "POST providers.send_claim": ("contact_name", "contact_title", "phone", "email"),
        "POST providers.decline_registration": ("reason",),
        "POST providers.send_report": ("words",),
        "POST providers.set_closure": ("reason",),
        "POST people.write_sealed_note": ("text",),
        "POST people.break_glass": ("reason",),
        "POST referrals.save": DRAFT,
        "POST referrals.send": DRAFT,
        "POST referrals.move: recall": ("words",),
        "POST referrals.note_attempt": ("words",),
        "POST accounts.invite": ("name", "email"),
        "POST providers.invite_colleague": ("name", "email"),
        "POST accounts.accept_invitation": ("name",),
        "POST accounts.start_session": ("email",),
    }
)
SECRETS = {"POST accounts.accept_invitation": "password", "POST accounts.start_session": "password"}


@pytest.mark.parametrize("locale", ["sq", "en"])
def test_a_long_text_is_refused_and_stays_on_the_page(database: Database, locale: str) -> None:
    if locale == "en" and not database.is_sqlite:
        return  # the words do not depend on the engine: once is enough
    forms, faults = Forms(database, locale), {}
    for name, fields in FIELDS.items():
        form = forms.of(name)
        before = read_rows()
        for field in fields:
            answer = form.send(**{field: LONG})
            fault = find_fault(answer, 422, locale)
            if not fault and LONG.strip() not in answer.text:
                fault = "what was typed is lost"
            if not fault and read_rows() != before:
                fault = "something was written"
            if fault:
                faults[f"{name}, {field}"] = fault
    assert faults == {}


def test_a_long_password_is_refused_and_never_shown(database: Database) -> None:
    forms = Forms(database, "sq")
    for name, field in SECRETS.items():
        answer = forms.of(name).send(**{field: LONG})
        assert find_fault(answer, 422, "sq") == ""
        assert LONG[:12] not in answer.text


def test_every_text_that_people_type_is_tried() -> None:
    """A form that is not in the list above holds no text, or its words go nowhere."""
    from tests.access.matrix import read_matrix, route_of

    tried = {route_of(name)[1] for name in FIELDS}
    without_text = {
        "web.language", "accounts.sign_out", "accounts.sign_out_everywhere", "accounts.mail_language",
        "accounts.take_role", "accounts.end_membership", "accounts.certify_focal_point",
        "accounts.withdraw_certificate", "providers.approve", "providers.close", "providers.confirm_service",
        "providers.change_service_hours_at", "providers.change_service_capacity", "providers.remove_contact",
        "providers.remove_agreement", "providers.set_national", "providers.prove", "providers.answer",
        "providers.approve_registration", "providers.merge", "providers.keep_apart", "providers.undo_merge",
        "providers.settle", "providers.open_again", "providers.confirmed_by_phone", "providers.send_new_link",
        "providers.upload_sheet", "providers.map_import", "providers.choose_alike", "providers.run_import",
        "providers.undo_import", "people.withdraw_consent", "people.open_sealed_note",
        "people.review_broken_glass", "providers.find_new_point", "providers.find_point_again", "referrals.choose",
    }  # fmt: skip
    posts = {route_of(name)[1] for name in read_matrix() if route_of(name)[0] == "POST"}
    assert posts == tried | without_text
