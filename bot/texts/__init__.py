"""Every sentence a person can read in the chat, one file per conversation."""
