"""Accounts: who comes in, how strongly, how often they may try, and what they are written."""
