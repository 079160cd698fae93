"""Prices: plans, tiers and what they come to."""
