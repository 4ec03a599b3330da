"""The scenario stage: a task to be done with an assistant, within a time and a number of rounds."""
