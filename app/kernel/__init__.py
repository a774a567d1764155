"""The kernel: what every feature stands on, and that knows no feature."""
