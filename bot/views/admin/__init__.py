"""What the owner sees: the panel, people, invites, errors, a broadcast."""
