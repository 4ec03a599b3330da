"""Who carries a message out of the house, by channel and vendor."""
