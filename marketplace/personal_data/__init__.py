"""What the portal holds on a person: told to them, closed at their wish, and erased in time."""
