"""Answers that are things named in sentences or linked in the graph: who, when, where, which.

It may import the rest of `answering`, `extraction` and `lexicon`. It must not know any single list, person or event.
"""

from answering.things.choice import Things as Things
from answering.things.choice import find_things as find_things
