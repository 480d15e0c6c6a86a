"""One time for the simulator and the bot, which a test moves on. The bot must be crashable (harness/bot.py)."""

HOUR = 3600
DAY = 24 * HOUR


class Calendar:
    def __init__(self, telegram, bot):
        self._telegram = telegram
        self._bot = bot
        self._ahead = 0

    def advance(self, seconds):
        """The bot first: nothing that Telegram tells may come from its future."""
        milliseconds = int(seconds * 1000)
        self._ahead += milliseconds
        self._bot.set_clock_ahead(self._ahead)
        self._telegram.advance(milliseconds=milliseconds)
