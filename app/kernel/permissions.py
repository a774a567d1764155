"""Who may do what: the roles of the product and the permissions of each, in one readable table."""

from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """The roles of the product. There is no role for police, border or return."""

    SOCIAL_WORKER = "social_worker"
    CHILD_PROTECTION_WORKER = "child_protection_worker"
    COORDINATOR = "coordinator"
    PROVIDER_STAFF = "provider_staff"
    PROVIDER_MANAGER = "provider_manager"
    RECEPTION_WORKER = "reception_worker"
    PROGRAMME_REVIEWER = "programme_reviewer"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"
    VISITOR = "visitor"


class P(StrEnum):
    """A permission. It always means: in one's own municipality or organisation."""

    DIRECTORY_READ = "directory:read"
    PROVIDERS_REGISTER = "providers:register"
    PROVIDERS_APPROVE = "providers:approve"
    PROVIDERS_KEEP = "providers:keep"
    PEOPLE_READ = "people:read"
    PEOPLE_WRITE = "people:write"
    REFERRALS_READ = "referrals:read"
    REFERRALS_WRITE = "referrals:write"
    REFERRALS_RESPOND = "referrals:respond"
    REFERRALS_SUPERVISE = "referrals:supervise"
    COVERAGE_READ = "coverage:read"
    ACCOUNTS_INVITE = "accounts:invite"
    ACCOUNTS_ADMINISTER = "accounts:administer"
    AUDIT_READ = "audit:read"


_CASE_WORK = frozenset(
    {
        P.DIRECTORY_READ,
        P.PROVIDERS_REGISTER,
        P.PEOPLE_READ,
        P.PEOPLE_WRITE,
        P.REFERRALS_READ,
        P.REFERRALS_WRITE,
        P.COVERAGE_READ,
    }
)
_PROVIDER = frozenset(
    {P.DIRECTORY_READ, P.PROVIDERS_KEEP, P.REFERRALS_READ, P.REFERRALS_RESPOND, P.COVERAGE_READ}
)

ROLE_PERMISSIONS = MappingProxyType(
    {
        Role.SOCIAL_WORKER: _CASE_WORK,
        Role.CHILD_PROTECTION_WORKER: _CASE_WORK,
        Role.COORDINATOR: _CASE_WORK
        | {P.PROVIDERS_APPROVE, P.PROVIDERS_KEEP, P.REFERRALS_SUPERVISE, P.ACCOUNTS_INVITE},
        Role.PROVIDER_STAFF: _PROVIDER,
        Role.PROVIDER_MANAGER: _PROVIDER | {P.ACCOUNTS_INVITE},
        Role.RECEPTION_WORKER: _PROVIDER,
        Role.PROGRAMME_REVIEWER: frozenset({P.COVERAGE_READ}),
        Role.DATA_PROTECTION_OFFICER: frozenset({P.AUDIT_READ, P.COVERAGE_READ}),
        Role.ADMINISTRATOR: frozenset(
            {
                P.DIRECTORY_READ,
                P.PROVIDERS_REGISTER,
                P.PROVIDERS_APPROVE,
                P.COVERAGE_READ,
                P.ACCOUNTS_INVITE,
                P.ACCOUNTS_ADMINISTER,
            }
        ),
        Role.SYSTEM: frozenset(P),
        Role.VISITOR: frozenset(),
    }
)

# The roles that a person with an account can have.
ACCOUNT_ROLES = tuple(role for role in Role if role not in (Role.SYSTEM, Role.VISITOR))
MUNICIPAL_ROLES = frozenset({Role.SOCIAL_WORKER, Role.CHILD_PROTECTION_WORKER, Role.COORDINATOR})
PROVIDER_ROLES = frozenset({Role.PROVIDER_STAFF, Role.PROVIDER_MANAGER, Role.RECEPTION_WORKER})
MUNICIPALITY_BOUND_ROLES = MUNICIPAL_ROLES | {Role.DATA_PROTECTION_OFFICER}
