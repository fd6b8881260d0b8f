"""How far a mailbox of answers is read."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short


class ReplyMailbox(db.Model):
    """A mailbox by its name, up to which letter it is read, and whose turn it is.

    IMAP numbers letters upwards as long as `uid_validity` stays the same, so one number says which are read. It rises
    in the transaction that keeps the answer: no letter counts twice and none is passed by, whenever a worker dies.
    """

    name: Mapped[str] = mapped_column(short(300), primary_key=True)
    uid_validity: Mapped[int] = mapped_column(BigInteger, default=0)
    last_uid: Mapped[int] = mapped_column(BigInteger, default=0)
    trying_uid: Mapped[int] = mapped_column(BigInteger, default=0)
    tries: Mapped[int] = mapped_column(default=0)
    claim_no: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    read_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)  # when it could last be read
    trouble: Mapped[str] = mapped_column(short(200), default="")
