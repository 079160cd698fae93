"""Enhetsregisteret: what Brønnøysund says about an organisation number."""
