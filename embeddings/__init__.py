"""Text to vectors to hits: encoders, a vector index, a lexical index, their fusion, and an index of names.

It may import `lexicon` and `model`; it alone imports faiss, torch, sentence-transformers and tantivy, when first used.
It must not know how passages are stored, what a statement is, or how a question is understood.
"""
