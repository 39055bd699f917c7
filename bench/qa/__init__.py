"""Our own questions over the shared corpus, answered and scored: `python -m bench qa`.

It may import `answering`, `builds` and the rest of `bench`. It must not hold text of the corpus: evidence is a
place in it.
"""

from bench.qa.measure import run as run
