"""The store of postings: a way in for raw ones, their tables, and what is listed of them."""
