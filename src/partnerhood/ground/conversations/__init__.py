"""Comments and questions on anything that people see together: a need, a goal, a level. A question names who should answer,
and by when; a coordinator may hide a remark with a reason that its author reads.

It looks back at people and organisations; what can be talked about is told by the later rooms. Nobody talks here in public.
"""
