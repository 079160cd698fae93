"""Everybody in the story, each in a window of their own."""

from marketplace.demo.cast import PASSWORD
from tests.e2e.visitor import Visitor


class People:
    """The cast by the part of the address before @; each logs in when first needed."""

    def __init__(self, new_visitor) -> None:
        self.new_visitor, self.here = new_visitor, {}

    def __getitem__(self, name: str) -> Visitor:
        if name not in self.here:
            self.here[name] = self.new_visitor()
            self.here[name].log_in(f"{name}@demo.example", PASSWORD)
        return self.here[name]

    def troubles(self) -> list[str]:
        """Everything that anybody came across."""
        return [f"{name} {told}" for name, one in self.here.items() for told in one.troubles]
