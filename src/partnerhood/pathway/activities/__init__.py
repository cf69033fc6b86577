"""What partners do together: planned for the goals it serves, held, and who came; or said to serve no goal, with a reason.

It looks back at goals and, through them, at the needs and at who asked. Whoever came is known to the partnership alone;
everybody else reads how many. It never says what somebody can do afterwards, nor what came of it for patients.
"""
