"""The parts of reading an HTML page: its tree, its notes, its text; ``html_pages`` puts them together."""
