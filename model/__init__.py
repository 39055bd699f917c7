"""The frozen value types that every other package shares.

It may import only the standard library. It must not know how a value is found, stored or shown.
"""
