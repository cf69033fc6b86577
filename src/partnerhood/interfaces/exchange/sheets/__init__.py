"""Spreadsheets: the years of history that a partnership has, read row by row, and lists that travel the other way.

`reading.read` gives for every row its values or what is wrong in which column; `columns` says which columns a sheet
has and what people call them; `writing` writes sheets in which nothing can be executed, and templates to fill in.
"""
