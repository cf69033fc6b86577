"""Two keys: a wording, its fingerprint, and who signed it for which partner.

Other rooms ask this one to keep a wording and to put a signature under it. It knows texts and keys, never what was agreed;
it never turns a key by itself, and silence is never consent.
"""
