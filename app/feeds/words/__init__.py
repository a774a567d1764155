"""Words of the feeds, in the reader's language: taxonomies and terms, what is said of a service, what went wrong."""

from app.feeds.domain.taxonomy import Taxonomy, Term
from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import Sector
from app.providers.words import KINDS, SECTORS
from app.providers.words.facts import LEGAL_STATUSES

TAXONOMIES: dict[Taxonomy, tuple[LazyText, LazyText]] = {
    Taxonomy.CATALOGUE: (
        _l("Ura catalogue of services"),
        _l("The kinds of service of this directory; at the top the sectors, below them the kinds."),
    ),
    Taxonomy.LEGAL_STATUS: (
        _l("Legal statuses"),
        _l(
            "For people of which legal status a service is there; a service that names none is there for all."
        ),
    ),
    Taxonomy.PROVIDER_KIND: (
        _l("Kinds of provider"),
        _l("What sort of organisation offers the services."),
    ),
    Taxonomy.SDG: (
        _l("Sustainable Development Goals"),
        _l(
            "Targets of the Sustainable Development Goals of the United Nations to which a service contributes."
        ),
    ),
    Taxonomy.OPEN_ELIGIBILITY: (
        _l("Open Eligibility"),
        _l(
            "Terms of the Open Eligibility Project 2.0 by Aunt Bertha (findhelp), licence CC BY-SA 3.0, "
            "to which our kinds of service correspond."
        ),
    ),
}

PROBLEMS: dict[str, LazyText] = {
    "unknown_parameter": _l("There is no parameter %(name)s here."),
    "repeated_parameter": _l("The parameter %(name)s was given more than once."),
    "unreadable_parameter": _l("The value of the parameter %(name)s cannot be read."),
}


def problem_text(code: str, parameter: str) -> str:
    """What is wrong with a parameter."""
    return str(PROBLEMS[code]) % {"name": parameter[:60]}


def term_name(term: Term) -> str:
    """What a term is called; the names of the catalogue are data in two languages."""
    if term.taxonomy is Taxonomy.LEGAL_STATUS:
        return str(LEGAL_STATUSES[term.code])
    if term.taxonomy is Taxonomy.PROVIDER_KIND:
        return next(str(name) for kind, name in KINDS.items() if kind == term.code)
    if term.taxonomy is Taxonomy.SDG:
        return _("SDG target %(number)s", number=term.code)
    if term.taxonomy is Taxonomy.OPEN_ELIGIBILITY:
        return term.code.partition(" ")[2] or term.code
    if not term.parent:
        return str(SECTORS[Sector(term.code)])
    return term.name_en if current_locale().startswith("en") else term.name_sq


def term_description(term: Term) -> str:
    """A sentence about a term: its name in the other language where there is one."""
    if term.name_sq and term.name_en:
        return term.name_sq if current_locale().startswith("en") else term.name_en
    return _(
        "%(name)s: a term of “%(taxonomy)s”", name=term_name(term), taxonomy=TAXONOMIES[term.taxonomy][0]
    )
