"""Pages of Verifikasjon, one module for each noun."""
