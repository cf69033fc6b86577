"""What the partners agree to reach: one wording, with its measures and its exit criteria, under the key of every partner.

A goal looks back at needs and takes them up. One changed word re-opens the keys; silence is never consent; a key may be
taken back and nothing is overwritten. It never says who does the work or what came of it.
"""
