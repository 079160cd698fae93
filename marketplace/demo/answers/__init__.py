"""Answers that the demo's needs, applications and suppliers give."""

from .assessment import KARTLEGG, MINNESJEKK
from .care import HELSESTASJON, HJEMMEPLAN, MEDISINVAKT, VAKTROM
from .need import APART, NEED
from .product import NATTRUNDE, PRODUCT, TILDEL, VIDEO
from .qualification import QUALIFICATION

PRODUCTS = {
    "KognitivKart Mobil": PRODUCT,
    "Tildel": TILDEL,
    "Videomøte Omsorg": VIDEO,
    "Nattrunde": NATTRUNDE,
    "Minnesjekk": MINNESJEKK,
    "Kartlegg Felles": KARTLEGG,
    "Hjemmeplan": HJEMMEPLAN,
    "Helsestasjonen min": HELSESTASJON,
    "Medisinvakt": MEDISINVAKT,
    "Vaktrom": VAKTROM,
}

__all__ = ["APART", "NEED", "PRODUCT", "PRODUCTS", "QUALIFICATION", "TILDEL", "VIDEO"]
