"""Staff accounts: signing in, the second factor, and the record of who did what."""
