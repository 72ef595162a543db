"""Candidates → rows, and what staff do to them; ``link`` puts them together."""
