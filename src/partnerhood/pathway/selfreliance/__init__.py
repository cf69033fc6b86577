"""Where a hospital stands in each care domain on its way to doing without: the staircases, and how they grew.

It looks back at rounds and draws what was scored and agreed there; it scores nothing itself. A level belongs to the partnership
until the hospital, and nobody else, lets everybody read it.
"""
