"""Pages of Innovasjonsarena, one module for each noun."""
