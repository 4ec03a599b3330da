"""The resume stage: a document is uploaded or typed, read, and screened against what the job asks for."""
