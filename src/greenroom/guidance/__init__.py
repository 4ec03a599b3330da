"""What a workspace tells every interviewer: about itself, who speaks, in which languages, how strictly."""
