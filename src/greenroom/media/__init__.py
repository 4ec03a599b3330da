"""Media: files as they were uploaded, and the text that was read from them."""
