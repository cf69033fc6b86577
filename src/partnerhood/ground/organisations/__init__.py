"""Organisations that stay themselves: hospitals, universities, funders and cities, with their sites and wards, and the networks they belong to.

An organisation is described by its own people or by who brought it in, and says which. This room never says who works with whom.
"""
