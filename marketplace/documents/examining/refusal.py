"""How a file is said no to."""


class Refusal(Exception):
    """The file cannot be taken; `code` is a sentence in ../reasons.py and `told` fills it in."""

    def __init__(self, code: str, **told) -> None:
        super().__init__(code)
        self.code, self.told = code, told
