"""What a score rests on, and what a change of the profile can do to it."""
