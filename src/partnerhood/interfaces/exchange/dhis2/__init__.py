"""DHIS2 and ADX: what national health systems count, read from their files into plain typed values; nothing is written.

`reading.read` gives the values of a file with what could not be used and why; `metadata.read` gives the names behind its
codes; `periods.read` says from which day to which day a period runs. Which value belongs to which measure is not known here.
"""
