"""Reference data that the registry carries."""
