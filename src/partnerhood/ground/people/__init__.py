"""Persons, how they sign in, and what they are in their organisation; also what the house knows of oneself.

A person belongs to an organisation, which alone gives rights in its name. Roles inside a partnership live in partnerships.
This room never holds anything of a patient.
"""
