"""Texts of Django that our users meet, and that have no good nynorsk from there."""

# Django has these, but with mistakes in them.
DJANGO = (
    "Enter only digits separated by commas.",
    "Please either submit a file or check the clear checkbox, not both.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
)
BORROWED = {"nn": DJANGO}
