"""The outside world: HTTP, the model, the database. The core never imports this package."""
