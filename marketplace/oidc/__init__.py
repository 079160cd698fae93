"""Norwegian sign-in: Ansattporten, ID-porten and HelseID through one OpenID Connect provider."""
