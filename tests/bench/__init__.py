"""The bench: how fast the shelf is, beside a floor that asks nobody and a peer that many know."""
