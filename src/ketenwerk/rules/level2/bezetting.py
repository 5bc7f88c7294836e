"""Who occupies which days: tells quickly whether a period overlaps an earlier one, and which.

A message may hold tens of thousands of products; comparing each with each would take minutes.
"""

from bisect import bisect_left, bisect_right


class Bezetting:
    """Days (as numbers, both ends inclusive) and the first that claimed each of them.

    Two views of the same days: `_pieces` keeps who claimed them, `_taken` has them in as few stretches as possible, so that a
    stretch is looked at once and not again for every period that covers it.
    """

    def __init__(self) -> None:
        self._pieces: tuple[list[int], list[int], list[int]] = ([], [], [])
        self._taken: tuple[list[int], list[int]] = ([], [])

    def owner(self, begin: int, end: int) -> int | None:
        """One that already has a day of this period, or None."""
        begins, ends, owners = self._pieces
        last = bisect_right(begins, end) - 1
        return owners[last] if last >= 0 and ends[last] >= begin else None

    def add(self, begin: int, end: int, owner: int) -> None:
        """Gives the days of this period that are still free to this owner."""
        begins, ends = self._taken
        low, high = bisect_left(ends, begin), bisect_right(begins, end)
        free = begin
        for first, last in zip(begins[low:high], ends[low:high], strict=True):
            if free < first:
                self._claim(free, first - 1, owner)
            free = last + 1
        if free <= end:
            self._claim(free, end, owner)
        begins[low:high], ends[low:high] = [min([begin, *begins[low:high]])], [max([end, *ends[low:high]])]

    def _claim(self, begin: int, end: int, owner: int) -> None:
        begins, ends, owners = self._pieces
        place = bisect_left(begins, begin)
        begins.insert(place, begin)
        ends.insert(place, end)
        owners.insert(place, owner)
