"""Ops whose values are shapes: a pair (rows, columns) of whole numbers.

For exercises that ask for the shape of a value and not for the value.
"""
