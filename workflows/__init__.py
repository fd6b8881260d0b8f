"""The rules of the house: life cycles, their moves and what stands in the way. Pure: no web, no database."""
