"""The columns of a sheet of services: what each is called, its HXL tag, where it is kept and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Part(StrEnum):
    """What a column says something of: a row is a service of an organisation at one place."""

    ORGANISATION = "organisation"
    LOCATION = "location"
    SERVICE = "service"


class Reading(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    TEXTS = "texts"
    CODE = "code"
    CODES = "codes"
    NUMBER = "number"
    YES_NO = "yes_no"
    DAY = "day"
    DEGREES = "degrees"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    IDENTIFIER = "identifier"
    MUNICIPALITY = "municipality"
    AREAS = "areas"
    CATALOGUE = "catalogue"
    LANGUAGES = "languages"
    HOURS = "hours"
    EXCEPTIONS = "exceptions"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `column` is where it is kept (empty: in no column of its own); `most` bounds text or number."""

    code: str
    part: Part
    reading: Reading
    hxl: str
    column: str
    synonyms: tuple[str, ...] = ()
    most: int = 200


_O, _L, _S = Part.ORGANISATION, Part.LOCATION, Part.SERVICE
_R = Reading

# In the order of an exported sheet. Synonyms are folded headings, Albanian and English.
FIELDS: tuple[Field, ...] = (
    Field("organisation_id", _O, _R.IDENTIFIER, "#org+id", "", ("organisation id", "id e organizates")),
    Field(
        "name", _O, _R.TEXT, "#org+name", "name",
        ("name of the organisation", "organisation", "organization", "organisation name", "organization name",
         "provider", "provider name", "service provider", "agency", "who", "implementing partner", "partner",
         "institution", "name", "emri i organizates", "organizata", "emri", "ofruesi", "ofruesi i sherbimit",
         "institucioni", "kush", "subjekti", "emertimi"),
    ),
    Field(
        "other_names", _O, _R.TEXTS, "#org+name+alt", "other_names",
        ("other names", "acronym", "short name", "also known as", "emra te tjere", "shkurtesa", "akronimi"),
    ),
    Field(
        "kind", _O, _R.CODE, "#org+type", "kind",
        ("kind of organisation", "organisation type", "organization type", "type of organisation", "kind", "type",
         "lloji i organizates", "lloji", "lloji i subjektit", "tipi i organizates"),
    ),
    Field(
        "tax_number", _O, _R.TEXT, "#org+code+tax", "tax_number",
        ("nipt", "tax number", "nuis", "tax id", "numri i nipt", "nipt i", "numri tatimor"), 20,
    ),
    Field(
        "licence_number", _O, _R.TEXT, "#org+code+licence", "licence_number",
        ("licence number", "license number", "licence", "license", "numri i licences", "licenca", "nr licences"), 60,
    ),
    Field(
        "licence_valid_until", _O, _R.DAY, "#date+licence+end", "licence_valid_until",
        ("licence valid until", "license valid until", "licenca vlen deri", "vlefshmeria e licences",
         "afati i licences"),
    ),
    Field(
        "municipality", _O, _R.MUNICIPALITY, "#adm2+name", "municipality_code",
        ("municipality", "municipality name", "where", "admin 2", "admin2", "admin 3", "admin3", "bashkia",
         "bashki", "bashkia e regjistrimit", "ku", "municipality where it is registered", "adm2", "adm3"),
    ),
    Field(
        "phone", _O, _R.PHONE, "#contact+phone", "phone",
        ("telephone", "phone", "phone number", "contact phone", "telefon", "telefoni", "nr telefoni", "nr tel",
         "tel", "numri i telefonit", "kontakt", "kontakti"), 40,
    ),
    Field(
        "email", _O, _R.EMAIL, "#contact+email", "email",
        ("e mail", "email", "contact email", "email address", "posta elektronike", "adresa e email", "emaili"), 254,
    ),
    Field(
        "website", _O, _R.WEBSITE, "#contact+url", "website",
        ("website", "web", "url", "web page", "faqja e internetit", "faqja web", "uebfaqja", "sajti"), 300,
    ),
    Field(
        "organisation_description_sq", _O, _R.TEXT, "#org+description+i_sq", "description_sq",
        ("what it does in albanian", "about the organisation", "pershkrimi i organizates", "cfare ben"), 2000,
    ),
    Field(
        "organisation_description_en", _O, _R.TEXT, "#org+description+i_en", "description_en",
        ("what it does in english", "organisation description", "organization description",
         "cfare ben ne anglisht"), 2000,
    ),
    Field(
        "organisation_tags", _O, _R.TEXTS, "#org+tags", "project_tags",
        ("projects of the organisation", "organisation tags", "projektet e organizates"), 60,
    ),
    Field("location_id", _L, _R.IDENTIFIER, "#loc+id", "", ("location id", "place id", "id e vendit")),
    Field(
        "location_name", _L, _R.TEXT, "#loc+name", "name",
        ("name of the place", "location", "site", "site name", "location name", "place", "emri i vendit", "vendi",
         "qendra", "pika"),
    ),
    Field(
        "location_municipality", _L, _R.MUNICIPALITY, "#adm2+name+loc", "municipality_code",
        ("municipality of the place", "location municipality", "bashkia e vendit"),
    ),
    Field(
        "address", _L, _R.TEXT, "#loc+address", "address",
        ("address", "street", "street address", "physical address", "adresa", "rruga", "adresa e sakte"), 300,
    ),
    Field("latitude", _L, _R.DEGREES, "#geo+lat", "latitude",
          ("latitude", "lat", "gps lat", "gps latitude", "gjeresia gjeografike", "gjeresia")),
    Field("longitude", _L, _R.DEGREES, "#geo+lon", "longitude",
          ("longitude", "lon", "lng", "long", "gps lon", "gps longitude", "gjatesia gjeografike", "gjatesia")),
    Field(
        "wheelchair", _L, _R.YES_NO, "#access+wheelchair", "",
        ("wheelchair", "wheelchair accessible", "accessible", "karrige me rrota", "i aksesueshem",
         "karroce per invalide"),
    ),
    Field(
        "accessibility", _L, _R.CODES, "#access+type", "accessibility",
        ("accessibility", "aksesueshmeria", "aksesi", "pershtatja per aftesi te kufizuar"),
    ),
    Field("service_id", _S, _R.IDENTIFIER, "#service+id", "", ("service id", "id e sherbimit")),
    Field(
        "service", _S, _R.CATALOGUE, "#service+code", "catalogue_code",
        ("kind of service code", "service code", "code of the service", "kodi i sherbimit", "kodi", "catalogue code"),
    ),
    Field(
        "service_kind", _S, _R.CATALOGUE, "#service+type", "",
        ("kind of service", "service", "services", "service type", "type of service", "activity", "what",
         "lloji i sherbimit", "sherbimi", "sherbimet", "aktiviteti", "cfare"),
    ),
    Field(
        "service_name_sq", _S, _R.TEXT, "#service+name+i_sq", "name_sq",
        ("own name of the service in albanian", "service name", "name of the service", "emri i sherbimit"),
    ),
    Field(
        "service_name_en", _S, _R.TEXT, "#service+name+i_en", "name_en",
        ("own name of the service in english", "service name en", "emri i sherbimit ne anglisht"),
    ),
    Field(
        "description_sq", _S, _R.TEXT, "#description+i_sq", "description_sq",
        ("description in albanian", "pershkrimi", "pershkrimi i sherbimit", "more about it in albanian",
         "pershkrim"), 2000,
    ),
    Field(
        "description_en", _S, _R.TEXT, "#description+i_en", "description_en",
        ("description in english", "description", "service description", "more about it in english", "details",
         "pershkrimi ne anglisht", "comments"), 2000,
    ),
    Field("status", _S, _R.CODE, "#status+service", "status",
          ("status", "is it open", "service status", "statusi", "gjendja")),
    Field(
        "languages", _S, _R.LANGUAGES, "#service+language", "languages",
        ("languages", "language", "languages spoken", "gjuhet", "gjuha", "gjuhet e folura"),
    ),
    Field(
        "has_interpreter", _S, _R.YES_NO, "#service+interpreter", "has_interpreter",
        ("interpreter", "an interpreter can be arranged", "interpretation", "perkthyes", "interpret",
         "ka perkthyes"),
    ),
    Field(
        "interpreter_languages", _S, _R.LANGUAGES, "#service+interpreter+language", "interpreter_languages",
        ("languages of the interpreters", "interpreter languages", "gjuhet e perkthyesit"),
    ),
    Field(
        "opening_hours", _S, _R.HOURS, "#date+hours", "opening_hours",
        ("opening hours", "hours", "working hours", "when", "orari", "oret e punes", "orari i punes", "kur"),
    ),
    Field(
        "opening_exceptions", _S, _R.EXCEPTIONS, "#date+hours+exception", "opening_exceptions",
        ("other hours on some days", "opening exceptions", "exceptions", "perjashtime", "orari i vecante"),
    ),
    Field(
        "opening", _S, _R.TEXT, "#date+hours+text", "opening",
        ("opening hours in words", "note on hours", "orari me fjale", "shenim per orarin"), 300,
    ),
    Field(
        "required_documents", _S, _R.CODES, "#service+documents", "required_documents",
        ("required documents", "documents", "documents needed", "dokumentet e kerkuara", "dokumentet",
         "dokumentacioni"),
    ),
    Field(
        "documents_to_bring", _S, _R.TEXT, "#service+documents+text", "documents_to_bring",
        ("what to bring in words", "what should people bring", "other documents", "cfare duhet sjelle"), 500,
    ),
    Field("cost_kind", _S, _R.CODE, "#service+cost+type", "cost_kind",
          ("kind of cost", "cost type", "payment", "lloji i pageses", "pagesa", "lloji i kostos")),
    Field("cost_in_lek", _S, _R.NUMBER, "#value+cost+all", "cost_in_lek",
          ("cost in lek", "price", "fee", "kosto ne leke", "cmimi", "tarifa"), 10_000_000),
    Field("cost", _S, _R.TEXT, "#service+cost+text", "cost",
          ("cost in words", "cost", "what does it cost", "kosto", "kostoja me fjale")),
    Field("capacity_total", _S, _R.NUMBER, "#capacity+total", "capacity_total",
          ("capacity", "places in all", "total capacity", "kapaciteti", "vende gjithsej"), 100_000),
    Field("places_free", _S, _R.NUMBER, "#capacity+free", "places_free",
          ("places free", "free places", "available places", "places free now", "availability", "vende te lira",
           "vende te lira tani"), 100_000),
    Field("capacity_unit", _S, _R.CODE, "#capacity+unit", "capacity_unit",
          ("unit of capacity", "what is counted", "capacity unit", "njesia e kapacitetit", "njesia")),
    Field("waiting_days", _S, _R.NUMBER, "#service+waiting", "waiting_days",
          ("waiting days", "waiting time", "waiting time in days", "dite pritjeje", "koha e pritjes"), 3650),
    Field("next_place_on", _S, _R.DAY, "#date+next", "next_place_on",
          ("next place on", "next free place", "vendi tjeter i lire")),
    Field(
        "eligibility_sq", _S, _R.TEXT, "#service+eligibility+i_sq", "eligibility_sq",
        ("who may come in albanian", "kush mund te vije", "kriteret", "kriteret e pranimit"), 2000,
    ),
    Field(
        "eligibility_en", _S, _R.TEXT, "#service+eligibility+i_en", "eligibility_en",
        ("who may come in english", "eligibility", "eligibility criteria", "whom", "target group", "beneficiaries"),
        2000,
    ),
    Field(
        "legal_statuses", _S, _R.CODES, "#service+eligibility+status", "legal_statuses",
        ("legal statuses", "legal status", "statuset ligjore", "statusi ligjor"),
    ),
    Field("minimum_age", _S, _R.NUMBER, "#service+age+min", "minimum_age",
          ("minimum age", "youngest age", "age from", "mosha minimale", "mosha nga"), 120),
    Field("maximum_age", _S, _R.NUMBER, "#service+age+max", "maximum_age",
          ("maximum age", "oldest age", "age to", "mosha maksimale", "mosha deri"), 120),
    Field("needs_residence", _S, _R.YES_NO, "#service+eligibility+residence", "needs_residence",
          ("only for residents", "residence needed", "vetem per banoret", "kerkon vendbanim")),
    Field("area", _S, _R.CODE, "#service+area", "area",
          ("area", "for whom is it", "coverage", "service area", "zona", "zona e mbulimit", "mbulimi")),
    Field("area_codes", _S, _R.AREAS, "#service+area+code", "area_codes",
          ("also for people of", "area codes", "areas served", "municipalities served", "bashkite e mbuluara",
           "zona te tjera")),
    Field("is_remote", _S, _R.YES_NO, "#service+remote", "is_remote",
          ("from afar", "remote", "online", "by telephone or internet", "ne distance", "nga larg")),
    Field("is_mobile", _S, _R.YES_NO, "#service+mobile", "is_mobile",
          ("mobile", "mobile team", "outreach", "e levizshme", "ekip levizes", "levizes")),
    Field("tier", _S, _R.CODE, "#access+tier", "tier",
          ("who may know of it", "tier", "sensitivity", "visibility", "kush mund ta dije", "ndjeshmeria")),
    Field("asks_for", _S, _R.CODES, "#service+asks", "asks_for",
          ("asks to know", "what must you know of a person beforehand", "te dhenat e kerkuara")),
    Field("project_tags", _S, _R.TEXTS, "#activity+project", "project_tags",
          ("projects", "project", "project tags", "funded by", "donor", "projektet", "projekti", "donatori"), 60),
    Field(
        "confirmed_on", _S, _R.DAY, "#date+updated", "",
        ("confirmed on", "last confirmed", "last updated", "updated", "date", "konfirmuar me", "perditesuar",
         "data e konfirmimit", "data"),
    ),
)  # fmt: skip

FIELD: Mapping[str, Field] = MappingProxyType({field.code: field for field in FIELDS})
