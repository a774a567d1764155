"""Writes what is public as records of HSDS 3.1: plain dictionaries without empty fields; it reads nothing itself."""

from app.feeds.records.links import link_record, link_summary
from app.feeds.records.organisations import organisation_record, organisation_summary
from app.feeds.records.services import service_minimal, service_record, service_summary
from app.feeds.records.terms import taxonomy_record, term_record

__all__ = [
    "link_record",
    "link_summary",
    "organisation_record",
    "organisation_summary",
    "service_minimal",
    "service_record",
    "service_summary",
    "taxonomy_record",
    "term_record",
]
