"""How far one word is from another, counted in slips of the finger."""


def allowed(word: str) -> int:
    """How many slips a word of this length may hold and still be recognised."""
    return 1 if len(word) < 6 else 2 if len(word) < 12 else 3


def distance(one: str, other: str) -> int:
    """Letters put in, left out, mistaken or swapped with the next (Damerau and Levenshtein)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            is_same = letter == wanted
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (not is_same))
            if _is_swapped(one, other, row, column):
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]


def _is_swapped(one: str, other: str, row: int, column: int) -> bool:
    if row < 2 or column < 2:
        return False
    return one[row - 1] == other[column - 2] and one[row - 2] == other[column - 1]
