"""What other municipalities say to a need."""
