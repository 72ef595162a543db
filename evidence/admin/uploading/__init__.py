"""Importing from the admin: upload, see what it would do, confirm, follow, read what came of it."""
