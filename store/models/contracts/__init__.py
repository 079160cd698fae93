"""Contracts: what is ordered, agreed, signed, introduced and ended."""
