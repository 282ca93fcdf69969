"""Scripts that make what ships in the package."""
