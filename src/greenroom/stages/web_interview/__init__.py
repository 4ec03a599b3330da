"""The interview in the browser: typed, with the browser's own speech in and out where it has them."""
