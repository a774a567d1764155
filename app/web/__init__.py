"""The HTTP toolbox that every feature uses; it knows no feature."""
