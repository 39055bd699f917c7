"""Evaluation and benchmarks: what is measured, how, and where the figures are kept.

It may import every package; nothing imports it. It must not hold an answer: gold data and corpora come from outside.
"""
