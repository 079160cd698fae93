"""Needs: what a municipality lacks, its requirements and its versions."""
