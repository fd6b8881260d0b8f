"""Files attached to anything: one table, one rule who may read them."""
