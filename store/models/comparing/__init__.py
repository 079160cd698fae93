"""Comparing: columns side by side, coverage of a need, shortlists."""
