"""Score one answer to one question against the recruiter's rubric, with the words it rests on."""
