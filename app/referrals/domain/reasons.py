"""The closed lists of reasons, outcomes and confirmations of a move; the words for them live in `words`."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

OTHER = "other_text"
"""The code that needs words of one's own."""


class ReasonSet(StrEnum):
    """Which list of codes a move takes its reason from."""

    DECLINE = "decline"
    OUTCOME = "outcome"
    FAIL = "fail"
    RECALL = "recall"
    WITHDRAW = "withdraw"
    INFO = "info"
    NO_SHOW = "no_show"
    RESCHEDULE = "reschedule"
    HOLD = "hold"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    UNMET = "unmet"
    ERROR = "error"


REASONS: Mapping[ReasonSet, tuple[str, ...]] = MappingProxyType(
    {
        ReasonSet.DECLINE: (
            "no_capacity",
            "waiting_list_too_long",
            "not_eligible_age",
            "not_eligible_legal_status",
            "not_eligible_residence",
            "not_eligible_other",
            "out_of_service_area",
            "missing_document",
            "service_suspended",
            "wrong_service_type",
            "language_not_available",
            "not_accessible_for_disability",
            "already_served_duplicate",
            "insufficient_information",
            "safety_or_conflict_of_interest",
            "client_known_unreachable",
            OTHER,
        ),
        ReasonSet.OUTCOME: (
            "service_received_full",
            "service_received_partial",
            "enrolled",
            "advice_given",
            "document_obtained",
            "job_or_training_started",
            "referred_onward_by_provider",
            "assessed_not_eligible",
            OTHER,
        ),
        ReasonSet.FAIL: (
            "unable_to_contact",
            "no_show_repeated",
            "client_declined_service",
            "moved_other_municipality",
            "left_country",
            "not_eligible_after_assessment",
            "provider_stopped_service",
            "cost_or_transport",
            "no_interpreter",
            "safety",
            "deceased",
            OTHER,
        ),
        ReasonSet.RECALL: (
            "sent_to_wrong_provider",
            "need_met_elsewhere",
            "situation_changed",
            "urgency_changed",
            "no_response",
            "client_request",
            "duplicate",
            OTHER,
        ),
        ReasonSet.WITHDRAW: (
            "changed_mind",
            "found_help_elsewhere",
            "fear_or_safety",
            "family_objects",
            "moved",
            "consent_withdrawn",
            "prefer_not_to_say",
        ),
        ReasonSet.INFO: (
            "missing_document_copy",
            "contact_details",
            "legal_status",
            "family_composition",
            "needs_detail",
            "interpreter_language",
            OTHER,
        ),
        ReasonSet.NO_SHOW: ("not_reached_beforehand", "transport", "illness", "work", "forgot", "unknown"),
        ReasonSet.RESCHEDULE: ("provider", "client", "interpreter", "holiday"),
        ReasonSet.HOLD: (
            "waiting_for_document",
            "waiting_for_funds",
            "client_away",
            "provider_interruption",
            OTHER,
        ),
        ReasonSet.CONFIRM: (
            "confirmed_by_client",
            "confirmed_by_guardian",
            "confirmed_by_document",
            "not_reached",
        ),
        ReasonSet.DISPUTE: (
            "never_contacted",
            "partly_received",
            "asked_to_pay",
            "treated_badly",
            "wrong_service",
            OTHER,
        ),
        ReasonSet.UNMET: (
            "no_such_service_in_area",
            "no_capacity_anywhere",
            "legal_barrier",
            "documents",
            "cost",
            "client_stopped",
            OTHER,
        ),
        ReasonSet.ERROR: ("wrong_person", "duplicate_entry", "test_record", OTHER),
    }
)
