"""Quoted words beside the words that were said: the same, altered, or not there."""
