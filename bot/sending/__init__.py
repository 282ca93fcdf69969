"""When a message is due, and how it goes out: at most once, never lost."""
