"""What a question asks: language, class, places, periods, status, measure, unit and content words, as one
frozen `Query`.

It may import `extraction`, `embeddings.tokens`, `lexicon` and `model`. It must not know a build, a graph or an
answer.
"""
