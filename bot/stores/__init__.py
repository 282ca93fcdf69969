"""What the bot keeps about people, in tables of their own."""
