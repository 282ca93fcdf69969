"""The bot's own small web server: feeds on secret links, and a word that it runs."""
