"""Use: which municipalities use what, and where they lie."""
