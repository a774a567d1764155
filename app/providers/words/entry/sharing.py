"""The short text about a service that is given to a person: what, where, when, what to bring, whom to call."""

from collections.abc import Iterator

from app.kernel.i18n import gettext as _
from app.kernel.i18n import use_locale
from app.providers.queries import OrganisationView
from app.providers.words.entry.contacts import ShownContact
from app.providers.words.entry.hours import ShownHours
from app.providers.words.entry.papers import papers_fact
from app.providers.words.organisation import Reader, ShownService, show_service
from app.web.filters import phone

LANGUAGES = ("sq", "en")


def share_texts(shown: ShownService, entry: OrganisationView, reader: Reader, link: str) -> dict[str, str]:
    """The text in each language of the pages; `link` is empty where the person could not open it."""
    texts = {}
    for locale in LANGUAGES:
        with use_locale(locale):
            texts[locale] = share_text(show_service(shown.service, entry, reader), entry, link)
    return texts


def share_text(shown: ShownService, entry: OrganisationView, link: str) -> str:
    """The same in the reader's language."""
    return "\n".join(line for line in _lines(shown, entry, link) if line)


def _lines(shown: ShownService, entry: OrganisationView, link: str) -> Iterator[str]:
    yield shown.name
    yield entry.name
    if shown.closure is not None:
        yield shown.closure.text
    yield from (place.label for place in shown.places)
    yield from _hours_lines(shown.hours)
    yield shown.opening_note
    papers = ", ".join(papers_fact(shown.service).lines)
    yield _("Bring: %(papers)s", papers=papers) if papers else ""
    yield from _phones(entry.phone, shown.contacts)
    yield link


def _hours_lines(hours: ShownHours | None) -> Iterator[str]:
    for row in hours.rows if hours else ():
        if row.hours:
            yield _("%(days)s: %(hours)s", days=row.days, hours=", ".join(row.hours))


def _phones(number: str, contacts: tuple[ShownContact, ...]) -> Iterator[str]:
    own = next((contact.link.text for contact in contacts if contact.link and contact.link.href), "")
    text = own or (phone(number) if number else "")
    yield _("Phone: %(number)s", number=text) if text else ""
