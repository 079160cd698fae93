"""Vilkår + Kvalifisering: who may take part, and on what terms."""
