"""The form stage: questions on one page, each answer kept as it is given, passed or failed by what was wanted."""
