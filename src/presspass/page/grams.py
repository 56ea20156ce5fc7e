"""Where each few letters of a text stand."""

LETTERS = 8


class Grams(dict[str, int]):
    """The first place of each gram of a text; what else repeats it, `places` tells.

    A list for each gram would take twice as long: most stand in one place.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        following: list[int] = []
        for place in range(len(text) - LETTERS, -1, -1):
            gram = text[place : place + LETTERS]
            following.append(self.get(gram, -1))
            self[gram] = place
        self._following = following[::-1]

    def places(self, gram: str, most: int) -> list[int]:
        """The first places of a gram, in order, so many at most."""
        found: list[int] = []
        place = self.get(gram, -1)
        while place >= 0 and len(found) < most:
            found.append(place)
            place = self._following[place]
        return found
