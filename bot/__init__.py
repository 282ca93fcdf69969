"""The Telegram bot: talks to people and calls `scoring`."""
