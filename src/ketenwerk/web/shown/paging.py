"""Pages of a long list by number in the address; a number outside the list shows the nearest page."""

import msgspec

_AROUND = 2


class Page(msgspec.Struct, frozen=True):
    """Rows `first` to `last` (1-based, inclusive) of `total`. `parameter` is its name in the address, `anchor` the section."""

    number: int
    size: int
    total: int
    parameter: str
    anchor: str

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        return min(self.start + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.start + self.size, self.total)

    @property
    def numbers(self) -> list[int]:
        """First and last page and those around this one; 0 stands for a gap."""
        wanted = {1, self.pages} | set(range(self.number - _AROUND, self.number + _AROUND + 1))
        listed = sorted(number for number in wanted if 1 <= number <= self.pages)
        out: list[int] = []
        for number in listed:
            if out and number - out[-1] > 1:
                out.append(0)
            out.append(number)
        return out

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def page(asked: str | None, *, size: int, total: int, parameter: str, anchor: str) -> Page:
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    pages = max(1, -(-total // size))
    return Page(min(max(number, 1), pages), size, total, parameter, anchor)
