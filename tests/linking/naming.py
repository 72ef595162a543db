"""What is read from a page: whom and what its paragraphs name."""

from evidence.linking.names import Recogniser
from evidence.linking.naming.authority import Authority


def read(*texts, authority=None):
    """Every mention of one page's paragraphs: words, key or candidates, status."""
    recogniser = Recogniser(authority or Authority(), list(enumerate(texts)))
    page = recogniser.page()
    return [(t[m.start : m.end], m.key or m.candidates, m.status) for t in texts for m in page.mentions(t)]


def words(*texts, authority=None):
    return [found[0] for found in read(*texts, authority=authority)]
