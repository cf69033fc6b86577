"""Everything that happens in the field, without a connection: pages kept for reading, forms kept for sending, on a device
that more than one person holds.

The device's part is written in JavaScript under `static/offline`; this side hands out the pages that somebody keeps, the
script, and the few pages that need no line. It has no rules of its own: what was kept comes in by `POST /sync`.
"""
