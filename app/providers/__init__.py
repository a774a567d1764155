"""Providers: organisations, their places and services, the service catalogue and the directory search."""
