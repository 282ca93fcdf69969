"""The rounds of asking the sources: which boards and searches, and what the owner hears."""
