"""Statements <-> RDF: triples, stores, SPARQL workers, validation, network projection.

It may import `lexicon` and `model`, and alone imports rdflib, pyoxigraph, pyshacl and networkx.
It must not know how a statement was found, what a build is, or HTTP.
"""
