"""Language models: one contract, a folder for each vendor."""
