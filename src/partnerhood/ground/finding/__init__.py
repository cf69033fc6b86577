"""What can be found by its words: an index of stems, kept in the transaction that wrote the words.

A later room says which of its rows can be found and with which words. This room knows ids and stems only; who may see what is
found is asked of the room that it belongs to, never here.
"""
