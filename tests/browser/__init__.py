"""The whole house on a real screen: a node that told the demo story, and Chromium before it."""
