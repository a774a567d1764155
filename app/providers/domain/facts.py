"""The codes in which facts of services and places are kept, so that every reader has its own words for them."""

from enum import StrEnum


class RequiredDocument(StrEnum):
    """What a person is asked to bring. `nothing` says that no paper is needed; an empty list says nothing at all."""

    NOTHING = "nothing"
    IDENTITY_CARD = "identity_card"
    PASSPORT = "passport"
    RESIDENCE_PERMIT = "residence_permit"
    ASYLUM_CERTIFICATE = "asylum_certificate"
    PROTECTION_DECISION = "protection_decision"
    ANY_IDENTITY = "any_identity"
    BIRTH_CERTIFICATE = "birth_certificate"
    FAMILY_CERTIFICATE = "family_certificate"
    PROOF_OF_ADDRESS = "proof_of_address"
    PROOF_OF_INCOME = "proof_of_income"
    SCHOOL_RECORDS = "school_records"
    VACCINATION_RECORD = "vaccination_record"
    HEALTH_CARD = "health_card"
    MEDICAL_REPORT = "medical_report"
    JOBSEEKER_CARD = "jobseeker_card"
    COURT_PAPERS = "court_papers"
    PHOTOGRAPH = "photograph"


class CostKind(StrEnum):
    """What a service costs those who use it; an empty text says that nobody told."""

    FREE = "free"
    FREE_FOR_SOME = "free_for_some"
    PAID = "paid"
    INSURANCE = "insurance"


class Accessibility(StrEnum):
    """What makes a place usable for people with disabilities."""

    WHEELCHAIR = "wheelchair"
    STEP_FREE = "step_free"
    LIFT = "lift"
    ACCESSIBLE_TOILET = "accessible_toilet"
    PARKING = "parking"
    HEARING_LOOP = "hearing_loop"
    SIGN_LANGUAGE = "sign_language"
    EASY_READ = "easy_read"


class CapacityUnit(StrEnum):
    """What is counted when a service has so many free."""

    PLACE = "place"
    BED = "bed"
    APPOINTMENT = "appointment"
    HOUR = "hour"
    FAMILY = "family"


class PhoneKind(StrEnum):
    """How a number is reached."""

    VOICE = "voice"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    FAX = "fax"


class InterpreterGender(StrEnum):
    """Of which gender an interpreter can be had; people may speak of some things to a woman only."""

    WOMAN = "woman"
    MAN = "man"


class LegalStatusCode(StrEnum):
    """The legal statuses by which services decide who may come (`people` keeps the same codes)."""

    ASYLUM_SEEKER = "AS"
    REFUGEE = "REF"
    SUBSIDIARY_PROTECTION = "SP"
    TEMPORARY_PROTECTION = "TP"
    STATELESS = "STL"
    TRAFFICKING_VICTIM = "VOT"
    MIGRANT = "MIG"
    IRREGULAR = "IRR"
    REJECTED = "REJ"
    HOST = "HOST"
