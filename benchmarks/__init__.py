"""What `make bench` runs: each benchmark is a module with a ``run`` that prints its table, or says why it cannot."""
