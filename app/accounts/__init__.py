"""Accounts: who works with Ura, in which role and where; invitation, sign-in, sessions."""
