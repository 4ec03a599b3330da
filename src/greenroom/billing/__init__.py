"""What running interviews costs: prices, and the ledger of what was spent. Nothing here knows what it was spent on."""
