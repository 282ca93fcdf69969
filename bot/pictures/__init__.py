"""Pictures: laid out by pure functions from values to shapes, and drawn at the edge by Pillow."""
