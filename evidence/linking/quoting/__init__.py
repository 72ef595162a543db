"""The parts of recognising quotations and their speakers; ``quotations`` puts them together."""
