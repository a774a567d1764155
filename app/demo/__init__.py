"""Demo data: real public institutions, invented persons, any size, the same for the same seed."""
