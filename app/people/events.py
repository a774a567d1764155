"""What happens to people that packages above this one must know of."""

from dataclasses import dataclass
from uuid import UUID

from app.kernel.events import Event


@dataclass(frozen=True)
class ConsentWithdrawn:
    """A person took a consent back: these referrals lost the right to be seen."""

    consent_id: UUID
    person_id: UUID
    organisation_id: UUID
    referral_ids: tuple[UUID, ...]


consent_withdrawn: Event[ConsentWithdrawn] = Event("consent_withdrawn")
