"""The HTTP API under /api/v1/: what the pages show and do, as JSON, for software that signs with a key of access.

It decides nothing itself: the permissions are those of `scope`, the acts those of the process.
"""
