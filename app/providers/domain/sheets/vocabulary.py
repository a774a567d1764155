"""The codes that a cell may hold, and the Albanian and English words that people write instead of them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.kernel.text import fold
from app.providers.domain.catalogue import Tier
from app.providers.domain.facts import (
    Accessibility,
    CapacityUnit,
    CostKind,
    LegalStatusCode,
    RequiredDocument,
)
from app.providers.domain.offer import Area, ServiceStatus
from app.providers.domain.organisation import Kind

ASKED = ("age", "sex", "legal_status", "nationality", "family", "documents", "address")
YES = frozenset(("po", "yes", "y", "true", "1", "x", "e vertete", "ka", "oui"))
NO = frozenset(("jo", "no", "n", "false", "0", "e pavertete", "nuk ka", "s ka"))

_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "kind": {
        Kind.MUNICIPAL: ("bashki", "bashkia", "municipality", "local government", "sherbim bashkiak"),
        Kind.CENTRAL_STATE: ("state", "government", "ministri", "ministry", "institucion shteteror", "shteteror"),
        Kind.REGIONAL_DIRECTORATE: ("drejtori rajonale", "drejtoria rajonale"),
        Kind.SCHOOL: ("shkolle", "shkolla", "kopesht", "cerdhe", "kindergarten", "nursery", "university"),
        Kind.HEALTH_CENTRE: ("qender shendetesore", "spital", "hospital", "clinic", "health center"),
        Kind.EMPLOYMENT_OFFICE: ("zyre punesimi", "zyra e punesimit", "zyra vendore e punesimit"),
        Kind.TRAINING_CENTRE: ("qender formimi", "qender formimi profesional", "training center", "vocational"),
        Kind.NGO: ("ojf", "ojq", "shoqate", "shoqata", "fondacion", "cso", "non governmental organisation",
                   "nngo", "local ngo", "national ngo", "non profit"),
        Kind.INTERNATIONAL: ("ingo", "un", "agjenci e okb", "international ngo", "international organisation",
                             "organizate nderkombetare", "nderkombetare", "un agency"),
        Kind.RELIGIOUS: ("fetare", "organizate fetare", "faith based", "kishe", "church", "mosque"),
        Kind.PRIVATE: ("privat", "private sector", "biznes", "company"),
    },
    "status": {
        ServiceStatus.ACTIVE: ("open", "hapur", "aktiv", "ongoing", "ne funksion", "functional", "e hapur"),
        ServiceStatus.TEMPORARILY_CLOSED: ("mbyllur perkohesisht", "suspended", "temporarily closed", "paused"),
        ServiceStatus.CLOSED: ("mbyllur", "e mbyllur", "ended", "completed", "mbyllur perfundimisht"),
    },
    "cost_kind": {
        CostKind.FREE: ("falas", "pa pagese", "free of charge", "no"),
        CostKind.FREE_FOR_SOME: ("falas per disa", "partly free", "pjeserisht falas"),
        CostKind.PAID: ("me pagese", "paid service", "yes"),
        CostKind.INSURANCE: ("sigurim", "sigurime", "me sigurim", "health insurance"),
    },
    "capacity_unit": {
        CapacityUnit.PLACE: ("vend", "vende", "places"),
        CapacityUnit.BED: ("shtrat", "shtreter", "krevat", "beds"),
        CapacityUnit.APPOINTMENT: ("takim", "takime", "appointments"),
        CapacityUnit.HOUR: ("ore", "hours"),
        CapacityUnit.FAMILY: ("familje", "families", "household", "households"),
    },
    "area": {
        Area.MUNICIPALITY: ("bashki", "bashkia", "local", "people of the municipality"),
        Area.COUNTY: ("qark", "qarku", "regional", "people of the whole county"),
        Area.NATIONAL: ("kombetar", "kombetare", "gjithe vendi", "nationwide", "whole country", "shqiperi"),
    },
    "tier": {
        Tier.PUBLIC: ("publik", "te gjithe", "everybody", "open"),
        Tier.NETWORK: ("rrjet", "rrjeti", "signed in"),
        Tier.RESTRICTED: ("i kufizuar", "kufizuar", "focal points"),
        Tier.SEALED: ("i vulosur", "vulosur", "secret"),
    },
    "accessibility": {
        Accessibility.WHEELCHAIR: ("karrige me rrota", "wheelchair accessible"),
        Accessibility.STEP_FREE: ("pa shkalle", "ramp", "rampe"),
        Accessibility.LIFT: ("ashensor", "elevator"),
        Accessibility.ACCESSIBLE_TOILET: ("tualet i pershtatur",),
        Accessibility.PARKING: ("parkim",),
        Accessibility.HEARING_LOOP: ("induksion per degjimin",),
        Accessibility.SIGN_LANGUAGE: ("gjuha e shenjave",),
        Accessibility.EASY_READ: ("tekst i lehte",),
    },
    "legal_statuses": {
        LegalStatusCode.ASYLUM_SEEKER: ("azilkerkues", "asylum seeker"),
        LegalStatusCode.REFUGEE: ("refugjat", "refugee"),
        LegalStatusCode.SUBSIDIARY_PROTECTION: ("mbrojtje plotesuese", "subsidiary protection"),
        LegalStatusCode.TEMPORARY_PROTECTION: ("mbrojtje e perkohshme", "temporary protection"),
        LegalStatusCode.STATELESS: ("pa shtetesi", "stateless"),
        LegalStatusCode.TRAFFICKING_VICTIM: ("viktime trafikimi", "victim of trafficking"),
        LegalStatusCode.MIGRANT: ("migrant", "i huaj me leje"),
        LegalStatusCode.IRREGULAR: ("i parregullt", "irregular migrant"),
        LegalStatusCode.REJECTED: ("i refuzuar", "rejected asylum seeker"),
        LegalStatusCode.HOST: ("vendas", "host community", "shtetas shqiptar"),
    },
    "required_documents": {
        RequiredDocument.NOTHING: ("asgje", "none", "no documents"),
        RequiredDocument.IDENTITY_CARD: ("karte identiteti", "leternjoftim", "id card", "id"),
        RequiredDocument.PASSPORT: ("pasaporte",),
        RequiredDocument.RESIDENCE_PERMIT: ("leje qendrimi",),
        RequiredDocument.ASYLUM_CERTIFICATE: ("vertetim i azilkerkuesit", "asylum seeker certificate"),
        RequiredDocument.PROTECTION_DECISION: ("vendim mbrojtjeje",),
        RequiredDocument.ANY_IDENTITY: ("cdo dokument identiteti", "any identity document", "any id"),
        RequiredDocument.BIRTH_CERTIFICATE: ("certifikate lindjeje",),
        RequiredDocument.FAMILY_CERTIFICATE: ("certifikate familjare",),
        RequiredDocument.PROOF_OF_ADDRESS: ("vertetim banimi",),
        RequiredDocument.PROOF_OF_INCOME: ("vertetim te ardhurash",),
        RequiredDocument.SCHOOL_RECORDS: ("deftesa", "dokumente shkollore"),
        RequiredDocument.VACCINATION_RECORD: ("karte vaksinimi",),
        RequiredDocument.HEALTH_CARD: ("karte shendetesore", "karte shendeti"),
        RequiredDocument.MEDICAL_REPORT: ("raport mjekesor",),
        RequiredDocument.JOBSEEKER_CARD: ("karte pune kerkuesi", "vertetim i punekerkuesit"),
        RequiredDocument.COURT_PAPERS: ("dokumente gjyqi",),
        RequiredDocument.PHOTOGRAPH: ("fotografi", "photo"),
    },
    "asks_for": dict.fromkeys(ASKED, ()),
}  # fmt: skip


def _by_word(words: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, synonyms in words.items():
        found[fold(code)] = str(code)
        for synonym in synonyms:
            found.setdefault(fold(synonym), str(code))
    return MappingProxyType(found)


# Field code to the folded words that may stand in its cells, and the code that each means.
CODES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {field: _by_word(words) for field, words in _WORDS.items()}
)
