"""Which postings are one job."""
