"""Words for the codes in which facts of services and places are kept (`domain.facts`, `domain.eligibility`)."""

from collections.abc import Mapping

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import (
    Accessibility,
    CapacityUnit,
    CostKind,
    InterpreterGender,
    LegalStatusCode,
    PhoneKind,
    RequiredDocument,
    Tier,
)
from app.providers.domain.eligibility import Reason, Verdict

Words = Mapping[str, LazyText]

REQUIRED_DOCUMENTS: Words = {
    RequiredDocument.NOTHING: _l("No papers are needed"),
    RequiredDocument.IDENTITY_CARD: _l("Identity card"),
    RequiredDocument.PASSPORT: _l("Passport"),
    RequiredDocument.RESIDENCE_PERMIT: _l("Residence permit"),
    RequiredDocument.ASYLUM_CERTIFICATE: _l("Asylum seeker's certificate"),
    RequiredDocument.PROTECTION_DECISION: _l("Decision on protection"),
    RequiredDocument.ANY_IDENTITY: _l("Any paper that says who the person is"),
    RequiredDocument.BIRTH_CERTIFICATE: _l("Birth certificate"),
    RequiredDocument.FAMILY_CERTIFICATE: _l("Family certificate"),
    RequiredDocument.PROOF_OF_ADDRESS: _l("Proof of address"),
    RequiredDocument.PROOF_OF_INCOME: _l("Proof of income"),
    RequiredDocument.SCHOOL_RECORDS: _l("School records or diplomas"),
    RequiredDocument.VACCINATION_RECORD: _l("Vaccination record"),
    RequiredDocument.HEALTH_CARD: _l("Health card"),
    RequiredDocument.MEDICAL_REPORT: _l("Medical report"),
    RequiredDocument.JOBSEEKER_CARD: _l("Jobseeker card"),
    RequiredDocument.COURT_PAPERS: _l("Papers of the court or of the case"),
    RequiredDocument.PHOTOGRAPH: _l("Photograph"),
}

COST_KINDS: Words = {
    CostKind.FREE: _l("Free for everybody"),
    CostKind.FREE_FOR_SOME: _l("Free for some people"),
    CostKind.PAID: _l("To be paid for"),
    CostKind.INSURANCE: _l("Covered by health insurance"),
}

ACCESSIBILITY: Words = {
    Accessibility.WHEELCHAIR: _l("Wheelchair access"),
    Accessibility.STEP_FREE: _l("No steps at the entrance"),
    Accessibility.LIFT: _l("Lift"),
    Accessibility.ACCESSIBLE_TOILET: _l("Toilet for wheelchair users"),
    Accessibility.PARKING: _l("Parking for people with disabilities"),
    Accessibility.HEARING_LOOP: _l("Hearing loop"),
    Accessibility.SIGN_LANGUAGE: _l("Sign language"),
    Accessibility.EASY_READ: _l("Information that is easy to read"),
}

CAPACITY_UNITS: Words = {
    CapacityUnit.PLACE: _l("Places"),
    CapacityUnit.BED: _l("Beds"),
    CapacityUnit.APPOINTMENT: _l("Appointments"),
    CapacityUnit.HOUR: _l("Hours"),
    CapacityUnit.FAMILY: _l("Families"),
}

PHONE_KINDS: Words = {
    PhoneKind.VOICE: _l("Calls"),
    PhoneKind.SMS: _l("Text messages"),
    PhoneKind.WHATSAPP: _l("WhatsApp"),
    PhoneKind.FAX: _l("Fax"),
}

INTERPRETER_GENDERS: Words = {
    InterpreterGender.WOMAN: _l("A woman"),
    InterpreterGender.MAN: _l("A man"),
}

LEGAL_STATUSES: Words = {
    LegalStatusCode.ASYLUM_SEEKER: _l("Asylum-seeker"),
    LegalStatusCode.REFUGEE: _l("Refugee"),
    LegalStatusCode.SUBSIDIARY_PROTECTION: _l("Subsidiary protection"),
    LegalStatusCode.TEMPORARY_PROTECTION: _l("Temporary protection"),
    LegalStatusCode.STATELESS: _l("Stateless person"),
    LegalStatusCode.TRAFFICKING_VICTIM: _l("Victim of trafficking, also potential"),
    LegalStatusCode.MIGRANT: _l("Migrant with a residence permit"),
    LegalStatusCode.IRREGULAR: _l("Without papers"),
    LegalStatusCode.REJECTED: _l("Asylum finally refused"),
    LegalStatusCode.HOST: _l("Resident of Albania"),
}

TIERS: Words = {
    Tier.PUBLIC: _l("Everybody, also without an account"),
    Tier.NETWORK: _l("Everybody who is signed in"),
    Tier.RESTRICTED: _l("Only certified focal points"),
    Tier.SEALED: _l("Sealed: only those who lead such cases"),
}

VERDICTS: Words = {
    Verdict.YES: _l("Fits the rules of the service"),
    Verdict.CHECK: _l("Look closer"),
    Verdict.NO: _l("Does not fit the rules of the service"),
}

ELIGIBILITY_REASONS: Words = {
    Reason.STATUS_NOT_SERVED: _l("The service is not for this legal status."),
    Reason.STATUS_UNKNOWN: _l("The legal status is not known."),
    Reason.TOO_YOUNG: _l("The person is younger than the service takes."),
    Reason.TOO_OLD: _l("The person is older than the service takes."),
    Reason.AGE_UNKNOWN: _l("The age is not known."),
    Reason.NOT_RESIDENT: _l("The service asks for residence in the municipality."),
    Reason.RESIDENCE_UNKNOWN: _l("Whether the person is a resident is not known."),
    Reason.WAIT_NOT_OVER: _l("Not enough time has passed since the asylum application."),
    Reason.APPLICATION_UNKNOWN: _l("The day of the asylum application is not known."),
}
