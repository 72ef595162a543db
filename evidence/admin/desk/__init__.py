"""The evidence desk: what waits for staff, of every kind, on one page of the admin."""
