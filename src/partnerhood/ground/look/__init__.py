"""How Partnerhood looks: the base page, the one stylesheet, icons, and the pictures that people remember.

A page fills a plain value from `components` and a tag draws it: stations, keys, staircases, charts, figures, the map,
differences, what waits. This room looks back at nothing but the clock and the words; it never asks the database,
never knows a person's rights, and sends no script, no font and nothing from a third party.
"""
