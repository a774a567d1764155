"""Tools that make, check and test the project; nothing that runs with it."""
