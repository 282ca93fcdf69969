"""What is remembered of companies' boards: what they list, how they do, where they were found."""
