"""From a build to what goes into a report: pictures of analyses, tables, and dossiers as Word, HTML and Markdown.

It may import answering, analysis, figures, builds, graph, lexicon and model. It must not know HTTP or command lines: it
takes a build and says what was asked, and gives charts, text and bytes.
"""

from __future__ import annotations
