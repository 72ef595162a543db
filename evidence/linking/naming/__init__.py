"""The parts of recognising names; ``names`` puts them together."""
