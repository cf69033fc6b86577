"""What happens to every question and every answer, in the order that settings name: one function each."""

from partnerhood.config.middleware.compression import compress
from partnerhood.config.middleware.differences import difference
from partnerhood.config.middleware.forgery import same_origin
from partnerhood.config.middleware.plainness import text_only
from partnerhood.config.middleware.policies import headers
from partnerhood.config.middleware.reading import language
from partnerhood.config.middleware.repeats import unchanged

__all__ = ["compress", "difference", "headers", "language", "same_origin", "text_only", "unchanged"]
