"""The read side of referrals: typed rows for lists, one referral with its timeline, and counts; changes nothing."""

from app.referrals.queries.counts import (
    COUNT_CAP,
    InboxCounts,
    NearCounts,
    count_gaps,
    count_inbox,
    count_near,
    count_referrals,
)
from app.referrals.queries.detail import ReferralDetail, TimelineRow, get_referral, list_timeline
from app.referrals.queries.facts import find_draft, has_open_child, has_open_duplicate, snapshot_of
from app.referrals.queries.lists import (
    InboxTab,
    ReferralRow,
    Tab,
    list_inbox,
    list_of_person,
    list_referrals,
    list_today,
)

__all__ = [
    "COUNT_CAP",
    "InboxCounts",
    "InboxTab",
    "NearCounts",
    "ReferralDetail",
    "ReferralRow",
    "Tab",
    "TimelineRow",
    "count_gaps",
    "count_inbox",
    "count_near",
    "count_referrals",
    "find_draft",
    "get_referral",
    "has_open_child",
    "has_open_duplicate",
    "list_inbox",
    "list_of_person",
    "list_referrals",
    "list_timeline",
    "list_today",
    "snapshot_of",
]
