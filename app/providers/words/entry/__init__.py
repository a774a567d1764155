"""How an organisation and its services are put into words, a room for each matter; `words.organisation` gathers."""
