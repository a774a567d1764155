"""The words for reasons, outcomes and confirmations; a code means the same in every list it stands in."""

from collections.abc import Mapping
from types import MappingProxyType

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l

REASON_WORDS: Mapping[str, LazyText] = MappingProxyType(
    {
        "other_text": _l("Something else"),
        # The provider declines.
        "no_capacity": _l("No place free"),
        "waiting_list_too_long": _l("The waiting list is too long"),
        "not_eligible_age": _l("The age does not fit"),
        "not_eligible_legal_status": _l("The legal status does not fit"),
        "not_eligible_residence": _l("The place of residence does not fit"),
        "not_eligible_other": _l("Another condition is not met"),
        "out_of_service_area": _l("Outside our area"),
        "missing_document": _l("A document is missing"),
        "service_suspended": _l("The service is suspended"),
        "wrong_service_type": _l("We do not offer this kind of service"),
        "language_not_available": _l("We do not have the language"),
        "not_accessible_for_disability": _l("Not accessible with a disability"),
        "already_served_duplicate": _l("Already with us: a duplicate"),
        "insufficient_information": _l("Too little information"),
        "safety_or_conflict_of_interest": _l("Safety, or a conflict of interest"),
        "client_known_unreachable": _l("We know the person and cannot reach them"),
        # How the service ended.
        "service_received_full": _l("Received in full"),
        "service_received_partial": _l("Received in part"),
        "enrolled": _l("Enrolled"),
        "advice_given": _l("Advice given"),
        "document_obtained": _l("Document obtained"),
        "job_or_training_started": _l("Job or training started"),
        "referred_onward_by_provider": _l("Referred onward by the provider"),
        "assessed_not_eligible": _l("Assessed: conditions not met"),
        # It could not be done.
        "unable_to_contact": _l("Could not reach the person"),
        "no_show_repeated": _l("Did not come several times"),
        "client_declined_service": _l("The person did not want the service"),
        "moved_other_municipality": _l("Moved to another municipality"),
        "left_country": _l("Left the country"),
        "not_eligible_after_assessment": _l("Conditions not met, seen at the assessment"),
        "provider_stopped_service": _l("The provider stopped the service"),
        "cost_or_transport": _l("Cost or transport"),
        "no_interpreter": _l("No interpreter"),
        "safety": _l("Safety"),
        "deceased": _l("The person has died"),
        # The referrer takes it back.
        "sent_to_wrong_provider": _l("Sent to the wrong provider"),
        "need_met_elsewhere": _l("The need was met elsewhere"),
        "situation_changed": _l("The situation changed"),
        "urgency_changed": _l("The urgency changed"),
        "no_response": _l("No answer came"),
        "client_request": _l("The person asked for it"),
        "duplicate": _l("A duplicate"),
        # The person withdraws.
        "changed_mind": _l("Changed their mind"),
        "found_help_elsewhere": _l("Found help elsewhere"),
        "fear_or_safety": _l("Fear, or safety"),
        "family_objects": _l("The family objects"),
        "moved": _l("Moved away"),
        "consent_withdrawn": _l("Consent withdrawn"),
        "prefer_not_to_say": _l("Prefers not to say"),
        # The provider asks.
        "missing_document_copy": _l("Copy of a document"),
        "contact_details": _l("How to reach the person"),
        "legal_status": _l("Legal status"),
        "family_composition": _l("Who belongs to the family"),
        "needs_detail": _l("More about the need"),
        "interpreter_language": _l("Which language, which interpreter"),
        # The person did not come.
        "not_reached_beforehand": _l("Could not be reached beforehand"),
        "transport": _l("Transport"),
        "illness": _l("Illness"),
        "work": _l("Work"),
        "forgot": _l("Forgot"),
        "unknown": _l("Not known"),
        # The appointment moves.
        "provider": _l("The provider"),
        "client": _l("The person"),
        "interpreter": _l("The interpreter"),
        "holiday": _l("A holiday"),
        # The service pauses.
        "waiting_for_document": _l("Waiting for a document"),
        "waiting_for_funds": _l("Waiting for funds"),
        "client_away": _l("The person is away"),
        "provider_interruption": _l("The provider had to interrupt"),
        # The loop closes.
        "confirmed_by_client": _l("The person confirmed it"),
        "confirmed_by_guardian": _l("The guardian confirmed it"),
        "confirmed_by_document": _l("A document shows it"),
        "not_reached": _l("The person could not be reached"),
        # The person disputes.
        "never_contacted": _l("Nobody got in touch"),
        "partly_received": _l("Only a part came"),
        "asked_to_pay": _l("Was asked to pay"),
        "treated_badly": _l("Was treated badly"),
        "wrong_service": _l("It was the wrong service"),
        # The need stays unmet.
        "no_such_service_in_area": _l("No such service in the area"),
        "no_capacity_anywhere": _l("No place anywhere"),
        "legal_barrier": _l("The law stands in the way"),
        "documents": _l("Documents are missing"),
        "cost": _l("Cost"),
        "client_stopped": _l("The person no longer wants it"),
        # Entered in error.
        "wrong_person": _l("The wrong person"),
        "duplicate_entry": _l("Entered twice"),
        "test_record": _l("Only a test"),
    }
)
