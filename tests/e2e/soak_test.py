"""Half an hour (a minute in every run) at 500 updates a second while the network and Telegram misbehave, by long polling
and then by webhook: memory and descriptors stay, nobody is forgotten, and the ledger is Telegram's."""

import os
import time
import unittest

from harness.accounts import Accounts
from harness.case import EndToEndTest
from harness.customer import Customer
from harness.ports import reserve_port
from harness.timed import wait_until_at_rest
from harness.waiting import let_pass
from harness.webhook import Webhook

SECONDS = float(os.environ.get("COURSEBOT_SOAK_SECONDS", "60"))
RATE = 500
CUSTOMERS = 2000
# The simulator's customers pay up to three minutes late (simulator/src/customers.cpp).
LATEST_PAYMENT = 190

FAULTS = (
    {"method": "*", "kind": "connection_reset", "share": 0.01},
    {"method": "*", "kind": "half_answer", "share": 0.005},
    {"method": "*", "status": 502, "body": "<html>Bad Gateway</html>", "share": 0.01},
    {"method": "*", "kind": "slow", "delay_ms": 300, "share": 0.01},
    {"method": "*", "kind": "flood", "retry_after": 1, "share": 0.002},
    {"method": "getUpdates", "kind": "connection_reset", "share": 0.01},
    {"method": "getUpdates", "kind": "half_answer", "share": 0.01},
    {"method": "getUpdates", "status": 502, "share": 0.01},
)

# Until memory has grown to what the load needs: its caches, its connections, the users online.
WARM_UP = 0.4
MOST_GROWTH_BYTES = 6 * 2**20
# The budget of design.md, of which a scrape and an export need their part.
MOST_BYTES = 64 * 2**20
# The sends, the urgent and the polling connections, the webhook's, the database's files, and the listeners.
MOST_DESCRIPTORS = 250


class Watch:
    """Memory and descriptors of a running bot."""

    def __init__(self, bot):
        self._bot = bot
        self.memory = []
        self.descriptors = []

    def look(self):
        scrape = self._bot.scrape()
        self.memory.append(scrape.value("process_resident_memory_bytes"))
        self.descriptors.append(scrape.value("process_open_fds"))

    def grew_by(self):
        """After the warm-up: the most of the last quarter above the most of what came before it."""
        begin, last = int(len(self.memory) * WARM_UP), int(len(self.memory) * 0.75)
        return max(self.memory[last:]) - max(self.memory[begin:last])


class Soak(EndToEndTest):
    def test_nothing_grows_and_nobody_is_forgotten(self):
        self.telegram = self.start_simulator(customers=CUSTOMERS, rate=RATE, seed=6)
        self.bot = self.make_bot(self.telegram.url)
        self.run_for(SECONDS / 2)
        self.bot.settings |= Webhook(reserve_port()).settings()
        self.telegram.repeat_deliveries()
        self.run_for(SECONDS / 2)
        self.settle()
        self.assert_everything_agrees()
        self.assert_everybody_is_answered()

    def run_for(self, seconds):
        """From a start of the bot on; ends with the bot stopped and no fault left."""
        self.bot.start()
        for fault in FAULTS:
            self.telegram.spoil(**fault)
        watch = Watch(self.bot)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            let_pass(0.5)
            watch.look()
        self.telegram.heal()
        self.assertLess(max(watch.memory), MOST_BYTES)
        self.assertLess(watch.grew_by(), MOST_GROWTH_BYTES, watch.memory)
        self.assertLess(max(watch.descriptors), MOST_DESCRIPTORS)
        self.bot.process.terminate()

    def settle(self):
        self.bot.start()
        self.telegram.pause_customers()
        wait_until_at_rest(self.telegram, self.bot, within=120)
        self.telegram.advance(seconds=LATEST_PAYMENT)
        wait_until_at_rest(self.telegram, self.bot, within=120)

    def assert_everything_agrees(self):
        record = self.telegram.record()
        # Less than that, and the bot was not under the load that this is about.
        self.assertGreater(record["updates"]["created"], RATE * SECONDS * 0.8)
        self.assertEqual(record["updates"]["confirmed"], record["updates"]["created"])
        self.assertEqual(record["pre_checkouts"]["expired"], 0, "somebody could not pay in time")
        self.assertGreater(len(record["charges"]), SECONDS)
        Accounts(self, self.telegram, self.bot).assert_all_agree()

    def assert_everybody_is_answered(self):
        chats = [chat for chat in self.telegram.record()["chats"] if not chat["blocked"]]
        for chat in chats[:: CUSTOMERS // 50]:
            self.assertTrue(Customer(self.telegram, chat["user"]).ask("/plans"))


if __name__ == "__main__":
    unittest.main()
