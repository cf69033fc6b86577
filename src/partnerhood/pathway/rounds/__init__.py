"""Score apart, then agree: how both sides see one hospital in one care domain, and the step they put both keys under.

In the same way the partners look at how they work together, with a questionnaire of ours or of their network.

A round looks back at partnerships for its sides and at goals for what they wanted. Nobody reads the other side's score
before their own is in, nobody changes it, and one side alone never makes an agreed step. It ends with who does what by when.
"""
