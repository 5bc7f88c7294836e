"""Rows with encrypted columns."""

import uuid
from typing import ClassVar

from django.db import models

from ..crypto import keyring


class Verzegeld(models.Model):
    """A row with encrypted columns: each blob can only be opened in its own row and column.

    All blobs of a row are under one key, so a column that is filled later keeps to the key of the row.
    """

    SEALED: ClassVar[tuple[str, ...]] = ()
    """The encrypted columns, for who must encrypt them anew (`rotate`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.CharField(max_length=16, editable=False)

    class Meta:
        abstract = True

    def seal(self, column: str, clear: bytes) -> None:
        ring = keyring()
        self.key_id = self.key_id or ring.active
        setattr(self, column, ring.seal(clear, self.bound(self.pk, column), self.key_id))

    def opened(self, column: str) -> bytes:
        return keyring().open(bytes(getattr(self, column)), self.bound(self.pk, column), self.key_id)

    def reseal(self) -> None:
        """Puts all blobs of the row under the key that encrypts now."""
        clear = {column: self.opened(column) for column in self.SEALED if getattr(self, column) is not None}
        self.key_id = ""
        for column, data in clear.items():
            self.seal(column, data)

    @classmethod
    def bound(cls, pk: uuid.UUID, column: str) -> str:
        """What the blob in this column of that row is bound to."""
        return f"{cls._meta.db_table}/{pk}/{column}"
