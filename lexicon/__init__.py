"""Typed, read-only access to the tables under `data/lexicons`: places, agencies, metrics, units.

It may import `model` and the standard library. It must not know documents, statements, RDF or questions.
"""
