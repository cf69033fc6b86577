"""What was counted against a goal's measures, so that every number opens: out of what, from where, by whom and when.

It looks back at goals for what is measured and at indicators for the arithmetic. What looks unusual is asked about and
never refused; a correction stands beside what it corrects. It never changes an old reading, and never judges people.
"""
