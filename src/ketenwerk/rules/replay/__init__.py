"""Plays messages in order against an empty register, as the receiver of each."""

from .play import Played, Replay

__all__ = ["Played", "Replay"]
