"""Many postings to about sixty candidates: terms, an index, musts with reasons, local order."""
