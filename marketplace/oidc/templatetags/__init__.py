"""Template tags of log-in from outside."""
