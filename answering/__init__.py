"""From a question in Chinese or English to a typed query, one SPARQL query and an answer with its evidence.

It may import `builds`, `extraction` (pure functions for the question side), `graph`, `embeddings`, `lexicon`
and `model`. It must not know HTTP, pages or figures, nor any single question or document.
"""

from answering.answer import Answer as Answer
from answering.answerer import Answerer as Answerer
from answering.suggestions import Suggestion as Suggestion
from answering.suggestions import suggest as suggest
