"""Gathers what the records of a page need, in a fixed number of statements however many records there are."""
