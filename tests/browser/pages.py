"""Every page of the product, from the register of routes, with the ids that the demo data put into the addresses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from werkzeug.routing import Rule

from app import create_app
from app.config import Settings
from app.kernel.access import PUBLIC, SIGNED_IN, Access
from app.kernel.permissions import ROLE_PERMISSIONS, P, Role
from tests.browser.server import Site

ACCOUNTS: dict[Role, str] = {
    Role.SOCIAL_WORKER: "worker.tirane",
    Role.CHILD_PROTECTION_WORKER: "pmf.tirane",
    Role.COORDINATOR: "coordinator.tirane",
    Role.PROVIDER_STAFF: "staff.qfp-tirane",
    Role.PROVIDER_MANAGER: "manager.qfp-tirane",
    Role.RECEPTION_WORKER: "reception.babrru",
    Role.PROGRAMME_REVIEWER: "reviewer.unhcr",
    Role.DATA_PROTECTION_OFFICER: "dpo.tirane",
    Role.ADMINISTRATOR: "admin",
}
# What these send is not a page: files, a table for a spreadsheet, a word for a machine.
NO_PAGES = frozenset(
    {
        *("providers.export_xlsx", "providers.export_csv", "providers.wrong_rows"),
        *("static", "coverage.download", "health.alive", "health.ready", "feeds.root", "feeds.openapi"),
        *("feeds.services", "feeds.service", "feeds.organizations", "feeds.organization"),
        *("feeds.service_at_locations", "feeds.service_at_location", "feeds.locations"),
        *("feeds.taxonomies", "feeds.taxonomy", "feeds.taxonomy_terms", "feeds.taxonomy_term"),
    }
)
# These show every status there is; the other roles look at one.
SEES_EVERY_STATUS = frozenset({Role.SOCIAL_WORKER, Role.PROVIDER_STAFF})
_OF_TIRANA = (
    "SELECT min(CAST(id AS VARCHAR(36))) FROM referral WHERE municipality_code = '53'"
    " GROUP BY status ORDER BY status"
)
_OF_THE_CENTRE = (
    "SELECT min(CAST(id AS VARCHAR(36))) FROM referral WHERE CAST(organisation_id AS VARCHAR(36)) = :own"
    " AND status != 'draft' GROUP BY status ORDER BY 1"
)


@dataclass
class Places:
    """Where to find an example for each parameter of an address."""

    site: Site
    invitation_id: str = ""
    batch_id: str = ""
    note_id: str = ""
    invitation_path: str = ""
    confirmation_path: str = ""
    registration_id: str = ""
    proof_path: str = ""
    _found: dict[str, list[str]] = field(default_factory=dict)

    def ids(self, statement: str, **values: str) -> list[str]:
        """The ids that a statement finds, as they stand in addresses."""
        key = f"{statement}{values}"
        if key not in self._found:
            found = self.site.column(statement, **values)
            self._found[key] = [str(UUID(str(value))) for value in found]
        return self._found[key]

    def person(self) -> str:
        """The person with the most to see: referrals, consents, languages."""
        return self.ids(
            "SELECT person_id FROM referral WHERE municipality_code = '53'"
            " GROUP BY person_id ORDER BY count(*) DESC, person_id LIMIT 1"
        )[0]

    def referrals(self, role: Role) -> list[str]:
        """One referral of each status that this role may open."""
        if role in {Role.PROVIDER_STAFF, Role.PROVIDER_MANAGER}:
            found = self.ids(_OF_THE_CENTRE, own=self.organisation_key())
        else:
            found = self.ids(_OF_TIRANA)
        return found if role in SEES_EVERY_STATUS else found[:1]

    def organisation_key(self) -> str:
        """The training centre's own organisation, as the database writes it."""
        found = self.site.column(
            "SELECT m.organisation_id FROM membership m JOIN user_account u ON u.id = m.user_id"
            " WHERE u.email = 'staff.qfp-tirane@ura.example'"
        )
        return str(found[0])

    def organisations(self) -> list[str]:
        pending = self.ids(
            "SELECT id FROM organisation WHERE status = 'pending' AND municipality_code = '53' ORDER BY id LIMIT 1"
        )
        return [str(UUID(self.organisation_key())), *pending]

    def other_organisation(self) -> str:
        """Another one of the same municipality, to be compared with."""
        return self.ids(
            "SELECT id FROM organisation WHERE municipality_code = '53' AND status = 'approved'"
            " AND id != :own ORDER BY id LIMIT 1",
            own=self.organisation_key(),
        )[0]

    def open_entry(self) -> list[str]:
        """An organisation that everybody may know of, where the demo data have one."""
        return self.ids(
            "SELECT o.id FROM organisation o JOIN service s ON s.organisation_id = o.id"
            " WHERE o.status = 'approved' AND s.status != 'closed' AND s.tier = 'public' ORDER BY o.id LIMIT 1"
        )

    def service(self) -> str:
        return self.own("service")

    def own(self, table: str) -> str:
        """The first row of a table that belongs to the training centre."""
        return self.ids(
            f"SELECT id FROM {table} WHERE organisation_id = :own ORDER BY id LIMIT 1",  # noqa: S608 - our own names
            own=self.organisation_key(),
        )[0]


EXAMPLES: dict[str, Callable[[Places, Role], list[str]]] = {
    "person_id": lambda places, _role: [places.person()],
    "referral_id": lambda places, role: places.referrals(role),
    "organisation_id": lambda places, _role: places.organisations(),
    "service_id": lambda places, _role: [places.service()],
    "location_id": lambda places, _role: [places.own("location")],
    "contact_id": lambda places, _role: [places.own("contact")],
    "agreement_id": lambda places, _role: [places.own("agreement")],
    "municipality_code": lambda _places, _role: ["53"],
    "invitation_id": lambda places, _role: [places.invitation_id],
    "batch_id": lambda places, _role: [places.batch_id],
    "note_id": lambda places, _role: [places.note_id],
    "other_id": lambda places, _role: [places.other_organisation()],
    "registration_id": lambda places, _role: [places.registration_id],
    "proof": lambda places, _role: [places.proof_path.rsplit("/", 1)[1], "not-a-real-one"],
    "token": lambda places, _role: [
        places.invitation_path.rsplit("/", 1)[1],
        places.confirmation_path.rsplit("/", 1)[1],
        "not-a-real-one",
    ],
}
# A page may look different with something in its query.
QUERIES: dict[str, Callable[[Places], list[str]]] = {
    "people.index": lambda _places: ["?q=zzzz"],
    "providers.index": lambda _places: ["?q=kurs", "?sector=legal&municipality=53", "?q=zzzz"],
    "referrals.new": lambda places: [
        f"?person={places.person()}",
        f"?person={places.person()}&q=zzzz",
        f"?service={places.service()}",
    ],
    "referrals.index": lambda _places: ["?tab=theirs", "?tab=all"],
    "coverage.index": lambda _places: ["?sector=legal", "?sector=education&view=table"],
    "providers.registration": lambda places: [f"?claims={entry}" for entry in places.open_entry()],
    "places.search": lambda _places: ["?q=Shkodra"],
}


@dataclass(frozen=True)
class Route:
    """One page as it was declared."""

    endpoint: str
    rule: Rule
    access: Access

    def is_for(self, role: Role | None) -> bool:
        if self.access in {PUBLIC, SIGNED_IN}:
            return role is not None or self.access == PUBLIC
        return role is not None and P(self.access) in ROLE_PERMISSIONS[role]


@cache
def list_routes() -> tuple[Route, ...]:
    """Every page that the application declares; one that is new stands here by itself."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(env="test", data_dir=Path(folder), secret_key="k" * 40, log_level="ERROR"))
    return tuple(
        Route(rule.endpoint, rule, app.extensions["access"][rule.endpoint].access)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES
    )


def list_addresses(places: Places, role: Role | None) -> Iterator[tuple[str, str]]:
    """Endpoint and address of every page that a role (None: a stranger) may ask for."""
    for route in list_routes():
        if route.is_for(role):
            for address in _fill(route.rule, places, role or Role.SOCIAL_WORKER):
                yield route.endpoint, address
                yield from ((route.endpoint, address + query) for query in _queries(route.endpoint, places))


def _queries(endpoint: str, places: Places) -> list[str]:
    return QUERIES[endpoint](places) if endpoint in QUERIES else []


def _fill(rule: Rule, places: Places, role: Role) -> list[str]:
    filled = [rule.rule]
    for name in sorted(rule.arguments):
        converter = next(part for part in rule.rule.split("<") if part.split(">")[0].split(":")[-1] == name)
        mark = f"<{converter.split('>')[0]}>"
        filled = [path.replace(mark, value) for path in filled for value in EXAMPLES[name](places, role)]
    return filled
