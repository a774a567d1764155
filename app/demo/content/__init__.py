"""The curated demo content, read from the tables of the data folder; what becomes of it is the generator's business."""

from app.demo.content.facts import DemoAgreement, DemoHours, get_hours, list_agreements
from app.demo.content.people import (
    PASSWORD,
    DemoAccount,
    NameGroup,
    Pilot,
    Starter,
    Weights,
    get_weights,
    list_accounts,
    list_name_groups,
    list_pilots,
    list_starters,
)
from app.demo.content.providers import (
    CodeDefaults,
    DemoOrganisation,
    DemoService,
    SyntheticProvider,
    get_code_defaults,
    list_organisations,
    list_services,
    list_synthetic_providers,
)

__all__ = [
    "PASSWORD",
    "CodeDefaults",
    "DemoAccount",
    "DemoAgreement",
    "DemoHours",
    "DemoOrganisation",
    "DemoService",
    "NameGroup",
    "Pilot",
    "Starter",
    "SyntheticProvider",
    "Weights",
    "get_code_defaults",
    "get_hours",
    "get_weights",
    "list_accounts",
    "list_agreements",
    "list_name_groups",
    "list_organisations",
    "list_pilots",
    "list_services",
    "list_starters",
    "list_synthetic_providers",
]
