"""What a message says, in plain Dutch: for the screen, the terminal and a file beside a received message (E045)."""

from .block import Block, Line, as_text
from .build import count, describe
from .simple import masked_bsn

__all__ = ["Block", "Line", "as_text", "count", "describe", "masked_bsn"]
