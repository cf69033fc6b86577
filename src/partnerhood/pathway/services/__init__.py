"""Who offers what care where: services of hospitals and of everybody in a care city, with how one gets there.

A house says itself what it offers; who coordinates its network may note it for the house, and it counts once the house
confirms it. What is public is found by everybody, by word or near a place. This room looks back at organisations, at their
sites and networks, and at partnerships to keep to itself what is hidden there. It never says how good a service is, only
when somebody last checked what stands here.
"""
