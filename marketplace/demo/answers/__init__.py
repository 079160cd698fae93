"""Answers that the demo's needs, applications and suppliers give."""

from .need import APART, NEED
from .product import PRODUCT, TILDEL, VIDEO
from .qualification import QUALIFICATION

PRODUCTS = {"KognitivKart Mobil": PRODUCT, "Tildel": TILDEL, "Videomøte Omsorg": VIDEO}

__all__ = ["APART", "NEED", "PRODUCT", "PRODUCTS", "QUALIFICATION", "TILDEL", "VIDEO"]
