"""A shop whose time a test decides: the simulator, a bot that has been started, its owner, and the calendar of both."""

from harness.bot import OWNER
from harness.calendar import Calendar
from harness.case import EndToEndTest
from harness.customer import Customer
from harness.waiting import eventually


def wait_until_at_rest(telegram, bot, within=20.0):
    """Waits until nothing is on its way any more."""
    def quiet():
        return telegram.record()["updates"]["pending"] == 0 and bot.has_sent_all()
    eventually("nothing is on its way", quiet, within)
    eventually("nothing follows from what was sent last", quiet, within)


class TimedTest(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.telegram = self.start_simulator()
        self.bot = self.make_bot(self.telegram.url, USER_RATE_LIMIT="off")
        self.bot.make_crashable()
        self.calendar = Calendar(self.telegram, self.bot)
        self.bot.start()
        self.owner = Customer(self.telegram, OWNER)
        self.owner.ask("/start")

    def settle(self):
        wait_until_at_rest(self.telegram, self.bot)

    def subscribe(self, person, plan):
        person.ask(f"/subscribe {plan}")
        link = eventually("the link is there", lambda: self.telegram.invoice_link(person.user))
        person.pay_link(link)
        eventually("it is charged", person.charges)
        self.settle()
