"""New postings of the companies that a person watches: they come even below the lowest score."""

MOST_A_DAY = 3
