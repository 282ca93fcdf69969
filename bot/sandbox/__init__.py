"""A strict local Bot API and a chat page: what `picks try` and the end-to-end tests talk to.

Nothing here leaves this machine. Import `Sandbox` from `bot.sandbox.server`.
"""
