"""Records → rows, noun by noun; ``writer`` puts them together."""
