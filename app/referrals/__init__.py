"""Referrals: one person, one need, one service, and who must act next; not who people and providers are."""
