"""Finding: the shelf, its index, search, filters and suggestions."""
