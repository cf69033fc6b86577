"""Reading an IATI file: activity by activity, in little memory, each found whole or refused with its line and a sentence."""

from partnerhood.interfaces.exchange.iati.reading.file import Found, Refusal, read
from partnerhood.interfaces.exchange.iati.reading.notes import Remark
from partnerhood.interfaces.exchange.iati.reading.opening import Limits
from partnerhood.interfaces.exchange.sentences import FileRefused

__all__ = ["FileRefused", "Found", "Limits", "Refusal", "Remark", "read"]
