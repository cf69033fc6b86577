"""The demo story: invented networks, told through real operations with their dates and their true authors.

What people say stands in the TOML files of each network's folder, in the words and languages they wrote it in; the modules here
only tell it, scene by scene in the order of the days. A rule that the house has is never gone around: what it refuses, nobody tells.
"""
