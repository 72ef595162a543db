"""The parts of reading a note: grammars, anchors, places, antecedents; ``citations`` puts them together."""
