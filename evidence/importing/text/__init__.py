"""The parts of reading a page saved as text: labels, markers, blocks; ``text_pages`` puts them together."""
