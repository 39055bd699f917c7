"""How soon each kind of page shows its main content, in a real browser: `python -m bench pages`.

It may import `builds` and the rest of `bench`. It measures, and judges nothing.
"""

from bench.pages.measure import run as run
