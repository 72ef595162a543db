"""How well what is stored agrees with labels made by reading."""
