"""A material as other systems read it: Dublin Core, JSON-LD, and the ways to cite it."""
