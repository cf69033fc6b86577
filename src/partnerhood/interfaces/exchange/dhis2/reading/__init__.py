"""Reading a file of values, whether DHIS2 wrote it as JSON, XML or CSV, or another system as ADX."""

from partnerhood.interfaces.exchange.dhis2.opening import Limits
from partnerhood.interfaces.exchange.dhis2.reading.file import Format, Read, Refusal, Repeat, read
from partnerhood.interfaces.exchange.dhis2.reading.rows import Heading
from partnerhood.interfaces.exchange.dhis2.reading.values import DataValue, Key
from partnerhood.interfaces.exchange.sentences import FileRefused

__all__ = ["DataValue", "FileRefused", "Format", "Heading", "Key", "Limits", "Read", "Refusal", "Repeat", "read"]
