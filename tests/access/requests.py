"""How each row of the matrix is asked: the address with real things in it, and a form that is filled in rightly."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from app.accounts.links import invitation_token
from app.accounts.models import Membership
from app.kernel.db import db
from app.kernel.permissions import Role
from app.people.models import Person
from app.providers.domain import Status as Standing
from app.providers.domain import Tier
from app.providers.links import confirmation_token
from app.providers.models import Organisation, Service
from app.referrals.domain import Status
from tests.access.asked import Ask, Asked
from tests.access.importing import ASK as ASK_IMPORTING
from tests.access.keeping import ASK as ASK_KEEPING
from tests.access.open_data import ASK as ASK_OPEN_DATA
from tests.access.registering import ASK as ASK_REGISTERING
from tests.access.world import MARKS, Column, World, unique, version_of
from tests.factories import make_actor
from tests.factories.accounts import PASSWORD, make_membership
from tests.factories.people import make_broken_glass, make_consent, make_sealed_note
from tests.factories.providers import COURSE, make_service
from tests.factories.upkeep import make_report, make_request

AGREED = MappingProxyType(
    {"priority": "normal", "medium": "signed", "language": "prs", "given_by": "person", "agrees": "y"}
)
SERVICE = MappingProxyType(
    {"catalogue_code": COURSE, "languages": "sq", "area": "municipality", "status": "active"}
)


def _page(path: str) -> Ask:
    return lambda _world, _column: Asked(path)


def _form(path: str, **data: Any) -> Ask:
    return lambda _world, _column: Asked(path, data)


# ------------------------------------------------------------------------------------------------ accounts


def _sign_in(world: World, _column: Column) -> Asked:
    email = f"{unique('hyrje')}@test.example"
    make_membership(make_actor(Role.SOCIAL_WORKER), email)
    return Asked("/sign-in", {"email": email, "password": PASSWORD}, world.new_browser())


def _used_up(path: str) -> Ask:
    """Ends the session, so a colleague does it."""
    return lambda world, _column: Asked(
        path, {}, world.new_browser(world.actor_at(Column.OWN) if world.actor else None)
    )


def _take_role(world: World, column: Column) -> Asked:
    if world.actor is None or column is not Column.OWN:
        return Asked(f"/account/role/{world.new_membership(column)}", {})
    browser = world.new_browser()
    mine = select(Membership.id).where(Membership.user_id == world.actor.user_id)
    return Asked(f"/account/role/{db.session.scalars(mine).one()}", {}, browser)


def _end_membership(world: World, column: Column) -> Asked:
    return Asked(f"/accounts/{world.new_membership(column)}/end", {})


def _certify(world: World, column: Column, action: str) -> Asked:
    colleague = replace(world.actor_at(column), role=Role.SOCIAL_WORKER)
    return Asked(f"/accounts/{make_membership(colleague)}/{action}", {})


def _show_invitation(world: World, column: Column) -> Asked:
    return Asked(f"/accounts/invitations/{world.new_invitation(column)}")


def _invite(world: World, _column: Column) -> Asked:
    data = {"name": "I ri", "email": f"{unique('ri')}@test.example", "locale": "sq"}
    of_provider = world.role is Role.PROVIDER_MANAGER
    data["role"] = (Role.PROVIDER_STAFF if of_provider else Role.SOCIAL_WORKER).value
    if world.role is Role.ADMINISTRATOR:
        data["municipality_code"] = world.place(Column.OWN).municipality_code
    return Asked("/accounts/invite", data)


def _invitation(*, accept: bool) -> Ask:
    def ask(world: World, column: Column) -> Asked:
        token = invitation_token(current_app.extensions["settings"], world.new_invitation(column))
        data = {"name": "I ri", "password": PASSWORD} if accept else None
        return Asked(f"/invitation/{token}", data, world.new_browser())

    return ask


# ------------------------------------------------------------------------------------------------ people


def _person(tail: str = "") -> Ask:
    return lambda world, column: Asked(f"/people/{world.new_person(column)}{tail}")


def _register_person(_world: World, _column: Column) -> Asked:
    # Never the same name twice: a namesake would be asked about.
    return Asked("/people/new", {"given_name": unique("Emri")})


def _change_person(world: World, column: Column) -> Asked:
    person_id = world.new_person(column)
    data = {"given_name": "Ndryshuar", "version": version_of(Person, person_id)}
    return Asked(f"/people/{person_id}/edit", data)


def _sealed_note(tail: str, data: Mapping[str, Any] | None = None, *, readable: bool = False) -> Ask:
    def ask(world: World, column: Column) -> Asked:
        person_id = world.new_person(column)
        readers = (world.actor.user_id,) if readable and world.actor else ()
        note_id = make_sealed_note(person_id, readers=readers)
        return Asked(f"/people/{person_id}/sealed/{note_id}/{tail}", data)

    return ask


def _review_glass(world: World, column: Column) -> Asked:
    note_id = make_sealed_note(world.new_person(column))
    glass_id = make_broken_glass(note_id, world.place(column).municipality_code)
    return Asked(f"/audit/broken-glass/{glass_id}", {"finding": "justified", "version": 1})


def _withdraw_consent(world: World, column: Column) -> Asked:
    person_id = world.new_person(column)
    consent_id = make_consent(person_id, world.place(column).organisation_id)
    return Asked(f"/people/{person_id}/consents/{consent_id}/withdraw", {})


# --------------------------------------------------------------------------------------------- providers


def _organisation(tail: str = "") -> Ask:
    return lambda world, column: Asked(f"/providers/{world.place(column).organisation_id}{tail}")


def _service(tail: str = "", tier: Tier = Tier.NETWORK) -> Ask:
    """The short address of a service, which everybody may be given; what stands there depends on the tier."""

    def ask(world: World, column: Column) -> Asked:
        # An entry of its own: a public service would open that of the other rows to everybody.
        entry_id = world.new_organisation(column, Standing.APPROVED)
        service_id = make_service(entry_id, tier=tier)
        return Asked(f"/providers/services/{service_id}{tail}")

    return ask


def _refer_to(world: World, column: Column) -> Asked:
    return Asked(f"/referrals/new?service={world.place(column).service_id}")


def _waiting(world: World, column: Column) -> Asked:
    return Asked(f"/providers/{world.new_organisation(column, Standing.PENDING)}")


def _decide(verb: str, status: Standing = Standing.PENDING, **data: Any) -> Ask:
    return lambda world, column: Asked(f"/providers/{world.new_organisation(column, status)}/{verb}", data)


def _register_organisation(world: World, _column: Column) -> Asked:
    data = {"name": unique("Shoqata"), "kind": "ngo"}
    if world.role is Role.ADMINISTRATOR:
        data["municipality_code"] = world.place(Column.OWN).municipality_code
    return Asked("/providers/new", data)


def _change_organisation(world: World, column: Column) -> Asked:
    entry_id = world.place(column).organisation_id
    data = {"name": f"Qendra {MARKS[column]}", "kind": "ngo", "version": version_of(Organisation, entry_id)}
    return Asked(f"/providers/{entry_id}/edit", data)


def _invite_colleague(world: World, column: Column) -> Asked:
    data = {"name": "I ri", "email": f"{unique('ri')}@test.example", "role": "provider_staff", "locale": "sq"}
    return Asked(f"/providers/{world.place(column).organisation_id}/invite", data)


def _add_location(world: World, column: Column) -> Asked:
    place = world.place(column)
    data = {"address": "Rruga e Provës 2", "municipality_code": place.municipality_code}
    return Asked(f"/providers/{place.organisation_id}/locations/new", data)


def _add_service(world: World, column: Column) -> Asked:
    return Asked(f"/providers/{world.place(column).organisation_id}/services/new", dict(SERVICE))


def _service_of(world: World, column: Column) -> UUID:
    return make_service(world.place(column).organisation_id)


def _edit_service(world: World, column: Column) -> Asked:
    return Asked(f"/providers/services/{_service_of(world, column)}/edit")


def _change_service(world: World, column: Column) -> Asked:
    service_id = _service_of(world, column)
    data = {**SERVICE, "version": version_of(Service, service_id)}
    return Asked(f"/providers/services/{service_id}/edit", data)


def _confirm_service(world: World, column: Column) -> Asked:
    return Asked(f"/providers/services/{_service_of(world, column)}/confirm", {"places_free": "3"})


def _asked_by_mail(world: World, column: Column) -> str:
    request_id = make_request(world.place(column).organisation_id)
    return f"/confirm/{confirmation_token(current_app.extensions['settings'], request_id)}"


def _open_link(world: World, column: Column) -> Asked:
    return Asked(_asked_by_mail(world, column))


def _answer_link(world: World, column: Column) -> Asked:
    place = world.place(column)
    services = select(Service.id).where(Service.organisation_id == place.organisation_id)
    data = {f"answer_{service_id.hex}": "right" for service_id in db.session.scalars(services)}
    return Asked(_asked_by_mail(world, column), data)


def _settle(world: World, column: Column) -> Asked:
    report_id = make_report(world.place(column).organisation_id)
    return Asked(f"/providers/reports/{report_id}/settle", {"settlement": "mended"})


def _send_report(world: World, column: Column) -> Asked:
    return Asked(f"/providers/{world.place(column).organisation_id}/report", {"what": "phone"})


def _closure(verb: str) -> Ask:
    return lambda world, column: Asked(f"/providers/services/{_service_of(world, column)}/{verb}")


def _set_closure(verb: str) -> Ask:
    return lambda world, column: Asked(f"/providers/services/{_service_of(world, column)}/{verb}", {})


# --------------------------------------------------------------------------------------------- referrals


def _referral(status: Status) -> Ask:
    return lambda world, column: Asked(f"/referrals/{world.new_referral(column, status)}")


def _move(event: str, status: Status = Status.SENT, **data: Any) -> Ask:
    return lambda world, column: Asked(f"/referrals/{world.new_referral(column, status)}/{event}", data)


def _refer(world: World, column: Column) -> Asked:
    return Asked(f"/referrals/new?person={world.new_person(column)}")


def _choose(world: World, column: Column) -> Asked:
    data = {"person": world.new_person(column), "service": world.place(column).service_id}
    return Asked("/referrals/new", data)


def _coverage(world: World, column: Column) -> Asked:
    return Asked(f"/coverage/{world.place(column).municipality_code}")


ASK: Mapping[str, Ask] = MappingProxyType(
    {
        **ASK_REGISTERING,
        **ASK_IMPORTING,
        **ASK_KEEPING,
        "GET health.alive": _page("/healthz"),
        "GET health.ready": _page("/readyz"),
        # A name that is not there: what is there is sent by the server before any of this.
        "GET static": _page("/static/dist/none.css"),
        "POST web.language": _form("/language", to="sq", next="/"),
        "GET places.search": _page("/places/search?q=Korca"),
        "GET accounts.sign_in": _page("/sign-in"),
        "POST accounts.start_session": _sign_in,
        "POST accounts.sign_out": _used_up("/sign-out"),
        "POST accounts.sign_out_everywhere": _used_up("/account/sign-out-everywhere"),
        "GET accounts.me": _page("/account"),
        "POST accounts.mail_language": _form("/account/language", locale="en"),
        "POST accounts.take_role": _take_role,
        "GET accounts.members": _page("/accounts"),
        "POST accounts.end_membership": _end_membership,
        "POST accounts.certify_focal_point": partial(_certify, action="certify"),
        "POST accounts.withdraw_certificate": partial(_certify, action="withdraw-certificate"),
        "GET accounts.new_invitation": _page("/accounts/invite"),
        "POST accounts.invite": _invite,
        "GET accounts.show_invitation": _show_invitation,
        "GET accounts.open_invitation": _invitation(accept=False),
        "POST accounts.accept_invitation": _invitation(accept=True),
        "GET accounts.trail": _page("/audit"),
        "GET providers.index": _page("/providers"),
        "GET providers.show": _organisation(),
        "GET providers.show: waiting": _waiting,
        "GET providers.service": _service(),
        "GET providers.service: public": _service(tier=Tier.PUBLIC),
        "GET providers.share": _service("/share"),
        "GET providers.share: public": _service("/share", Tier.PUBLIC),
        "GET providers.new": _page("/providers/new"),
        "POST providers.register": _register_organisation,
        "GET providers.pending": _page("/providers/pending"),
        "POST providers.approve": _decide("approve"),
        "POST providers.decline": _decide("decline", reason="Nuk u gjet."),
        "POST providers.close": _decide("close", Standing.APPROVED),
        "GET providers.edit": _organisation("/edit"),
        "POST providers.change": _change_organisation,
        "GET providers.new_colleague": _organisation("/invite"),
        "POST providers.invite_colleague": _invite_colleague,
        "GET providers.new_location": _organisation("/locations/new"),
        "POST providers.add_location": _add_location,
        "GET providers.new_service": _organisation("/services/new"),
        "GET providers.new_service: chosen": _organisation(f"/services/new?service={COURSE}"),
        "POST providers.add_service": _add_service,
        "GET providers.edit_service": _edit_service,
        "POST providers.change_service": _change_service,
        "POST providers.confirm_service": _confirm_service,
        "GET providers.report": _organisation("/report"),
        "POST providers.send_report": _send_report,
        "GET providers.reported": _page("/providers/reported"),
        "GET providers.reports": _organisation("/reports"),
        "POST providers.settle": _settle,
        "GET providers.history": _organisation("/history"),
        "GET providers.upkeep": _page("/providers/upkeep"),
        "POST providers.confirmed_by_phone": _decide("confirmed-by-phone", Standing.APPROVED),
        "GET providers.close_for_now": _closure("close-for-now"),
        "POST providers.set_closure": _set_closure("close-for-now"),
        "POST providers.open_again": _set_closure("open-again"),
        "GET providers.asked": _open_link,
        "GET providers.asked: altered": _page("/confirm/nonsense"),
        "POST providers.answer": _answer_link,
        "POST providers.send_new_link": _form("/confirm/again", email="nobody@none.example"),
        "GET providers.new_link_sent": _page("/confirm/sent"),
        "GET people.index": _page("/people"),
        "GET people.new": _page("/people/new"),
        "POST people.register": _register_person,
        "GET people.show": _person(),
        "GET people.edit": _person("/edit"),
        "POST people.change": _change_person,
        "POST people.withdraw_consent": _withdraw_consent,
        "GET people.new_sealed_note": _person("/sealed/new"),
        "POST people.write_sealed_note": lambda world, column: Asked(
            f"/people/{world.new_person(column)}/sealed/new", {"kind": "health", "text": "Merr insulinë"}
        ),
        "POST people.open_sealed_note": _sealed_note("open", {}, readable=True),
        "POST people.open_sealed_note: no reader": _sealed_note("open", {}),
        "GET people.ask_to_break_glass": _sealed_note("break-glass"),
        "POST people.break_glass": _sealed_note("break-glass", {"reason": "Fëmija nuk dihet ku është"}),
        "GET people.broken_glass": _page("/audit/broken-glass"),
        "POST people.review_broken_glass": _review_glass,
        "GET referrals.today": _page("/"),
        "GET referrals.index": _page("/referrals"),
        "GET referrals.inbox": _page("/inbox"),
        "GET referrals.new": _page("/referrals/new"),
        "GET referrals.new: person": _refer,
        "GET referrals.new: service": _refer_to,
        "POST referrals.choose": _choose,
        "GET referrals.show": _referral(Status.SENT),
        "GET referrals.show: draft": _referral(Status.DRAFT),
        "GET referrals.show: withdrawn": _referral(Status.WITHDRAWN),
        "POST referrals.save": _move("save", Status.DRAFT, priority="normal", need_note="Pasdite"),
        "POST referrals.send": _move("send", Status.DRAFT, **AGREED),
        "POST referrals.move: open": _move("open"),
        "POST referrals.move: recall": _move("recall", reason="client_request"),
        "POST referrals.move: entered-in-error": _move("entered-in-error", reason="test_record"),
        "POST referrals.move: expire": _move("expire"),
        "POST referrals.move: invented": _move("hand-to-police"),
        "POST referrals.note_attempt": _move("attempts", Status.ACCEPTED, channel="phone"),
        "GET coverage.index": _page("/coverage"),
        "GET coverage.download": _page("/coverage.csv"),
        "GET coverage.show": _coverage,
        **ASK_OPEN_DATA,
    }
)
