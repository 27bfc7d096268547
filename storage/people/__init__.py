"""Persons, memberships, consents, kinships, the roster."""
