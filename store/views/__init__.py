"""Pages of Butikken, one module for each noun."""
