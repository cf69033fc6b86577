"""The one write door: everything that a person does is an operation, and every operation is remembered.

A room declares what people can do with `@operation`; a page, the API, `POST /sync`, an import, the story and another node
say the same operation through the same door. This room knows ids only, never rooms; it decides in which order deeds count,
and never what they mean.
"""
