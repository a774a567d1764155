"""What to tell somebody whose step was refused: heading, what happened, what to do."""

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l

REFUSALS: dict[str, tuple[LazyText, LazyText, LazyText]] = {
    "people_not_yours": (
        _l("Files of people are not open to you"),
        _l("Only the municipality that helps a person keeps and reads the file."),
        _l("If you need something for your work, ask the municipality."),
    ),
    "note_sealed": (
        _l("This note is sealed"),
        _l("Only the people named by its writer may open it."),
        _l("Ask the writer, or break the glass if somebody is in danger."),
    ),
    "note_open_to_you": (
        _l("You may open this note already"),
        _l("There is no glass to break: you are a reader, or broke it less than an hour ago."),
        _l("Go back to the person and open the note."),
    ),
    "seal_cannot_be_opened": (
        _l("The note cannot be opened"),
        _l("The key with which it was sealed is not here. Nothing was lost and nothing was changed."),
        _l("Tell whoever runs Ura that the data key is missing."),
    ),
    "consent_missing": (
        _l("Consent is missing"),
        _l("Nothing is shared before the person has agreed. Nothing was sent."),
        _l("Read with the person what the provider will see, and note the consent."),
    ),
    "consent_not_valid": (
        _l("This consent no longer holds"),
        _l("It was withdrawn, has expired or was given for somebody else. Nothing was sent."),
        _l("Ask the person again and note the new consent."),
    ),
    "consent_too_narrow": (
        _l("The person did not agree to all of this"),
        _l("More was to be shown than the person agreed to. Nothing was sent."),
        _l("Show less, or ask the person again."),
    ),
}
