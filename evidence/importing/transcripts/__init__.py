"""Transcripts of hearings: speech by speech, by page and line, and PDF. Imports no Django."""
