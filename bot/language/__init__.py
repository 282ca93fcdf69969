"""The languages people read: English in the code, the others in catalogues beside it."""
