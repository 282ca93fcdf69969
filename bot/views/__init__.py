"""What a person sees: pure functions from values to messages. No Telegram type, no I/O."""
