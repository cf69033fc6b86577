"""Ours and a floor in one run, interleaved, at least three rounds: what a thing costs beside the unavoidable part of it.

Seconds of a shared machine say little, so they count as ratios only, and never as tests. `make bench` measures everything,
`make bench-door` one part; each figure is one line of JSON, and a table at the end holds the worst round against `targets.toml`.
"""
