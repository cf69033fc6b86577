"""A line between a device and a node that can be thin, slow, and cut: a forwarder of bytes, in a thread of its own.

    with Line("127.0.0.1", 8000, rate=64_000, delay=0.375) as line:
        ... line.address ...; line.cut(); line.mend()

Rates are bits a second in each direction, shared by all connections, `up` where that way has another; the delay is one way, in
seconds.
"""

import asyncio
import threading
from types import TracebackType
from typing import Self

PIECE = 1_400


class Line:
    """One line; bytes that were on their way when it is cut are gone."""

    def __init__(self, host: str, port: int, *, rate: int = 0, up: int = 0, delay: float = 0.0) -> None:
        self.target, self.delay = (host, port), delay
        self.rates = {"up": up or rate, "down": rate}
        self.there, self.carried = True, 0
        self._free_at = {"up": 0.0, "down": 0.0}
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._join, "127.0.0.1", 0), self._loop
        ).result()
        return self

    def __exit__(self, *_trouble: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    @property
    def address(self) -> str:
        """Where a device finds the node at the other end."""
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def cut(self) -> None:
        """Everything that is connected is cut off at once, and nothing gets through until it is mended."""
        self.there = False
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result()

    def mend(self) -> None:
        """Let through again what comes from now on."""
        self.there = True

    async def _hang_up(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _join(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        if not self.there:
            back.transport.abort()
            return
        far, forth = await asyncio.open_connection(*self.target)
        self._writers |= {back, forth}
        await asyncio.gather(self._carry(near, forth, "up"), self._carry(far, back, "down"))
        self._writers -= {back, forth}

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, way: str) -> None:
        try:
            while self.there and (piece := await source.read(PIECE)):
                await self._wait(len(piece), way)
                sink.write(piece)
                await sink.drain()
                self.carried += len(piece)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            sink.close()

    async def _wait(self, size: int, way: str) -> None:
        """The time that a piece takes on this line, after those before it; a turn waits for the delay once it is its turn."""
        if not self.rates[way]:
            return
        now = self._loop.time()
        start = max(now, self._free_at[way])
        self._free_at[way] = start + size * 8 / self.rates[way]
        await asyncio.sleep(self._free_at[way] - now + (self.delay if start == now else 0))
