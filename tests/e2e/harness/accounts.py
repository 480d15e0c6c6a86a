"""What Telegram charged and gave back, by the simulator's record, against what the bot says of it."""

import collections


def went_back(charge):
    return charge["is_refunded"] or charge["chargeback"]


class Accounts:
    """Compares for `test`; `telegram` and `bot` are at rest."""

    def __init__(self, test, telegram, bot):
        self._test = test
        self._bot = bot
        self.record = telegram.record()
        self._telegram = telegram
        self._ledger = bot.ledger()

    def assert_all_agree(self):
        self.assert_ledger_is_telegrams()
        self.assert_counters_are_telegrams()
        self.assert_plans_follow_the_money()
        self.assert_courses_follow_the_money()
        self.assert_everybody_was_told()

    def assert_ledger_is_telegrams(self):
        charges = self.record["charges"]
        self._test.assertEqual(self._entries("payments"), self._charged(charges))
        self._test.assertEqual(self._entries("refunds"),
                               self._charged(charge for charge in charges if went_back(charge)))
        self._test.assertEqual(len(self._ledger["payments"]), len(charges), "a charge is in the ledger twice")
        self._test.assertEqual(self._ledger["contradictions"], [])

    def assert_counters_are_telegrams(self):
        scrape = self._bot.scrape()
        charges = self.record["charges"]
        refunded = [charge for charge in charges if went_back(charge)]
        counted = {
            "payments": scrape.value("payment_transactions_total", status="success"),
            "stars": scrape.value("revenue_stars_total"),
            "refunds": sum(scrape.by("payment_refunds_total", "kind").values()),
            "refunded": scrape.value("refunded_stars_total"),
            "ledger": scrape.value("ledger_stars"),
            "ledger_refunded": scrape.value("ledger_refunded_stars"),
            "activations": sum(scrape.by("subscription_activations_total", "plan").values()),
        }
        stars = sum(charge["amount"] for charge in charges)
        stars_back = sum(charge["amount"] for charge in refunded)
        self._test.assertEqual(counted, {
            "payments": len(charges), "stars": stars, "refunds": len(refunded), "refunded": stars_back,
            "ledger": stars, "ledger_refunded": stars_back, "activations": len(self._that_gave("plan"))})
        sold = sum(scrape.by("course_sales_total", "course").values())
        self._test.assertEqual(sold, len(self._that_gave("course")))

    def assert_plans_follow_the_money(self):
        """Whose last payment for a plan is kept has, or had, its time; whose payments all went back has none left. (Of who
        got the last one back, the time that an earlier one bought may have passed before.)"""
        charges = collections.defaultdict(list)
        for charge in self._that_gave("plan"):
            charges[charge["user"]].append(charge)
        plans = {user: (worth, ends_at) for user, worth, ends_at in
                 self._bot.rows("SELECT user, worth, ends_at FROM subscriptions")}
        self._test.assertEqual(plans.keys(), charges.keys())
        for user, paid in charges.items():
            worth, ends_at = plans[user]
            if not went_back(paid[-1]):
                self._test.assertGreater(worth, 0, f"user {user} has paid, and has nothing")
            elif all(went_back(charge) for charge in paid):
                self._test.assertLessEqual(ends_at, self._bot.now_ms(), f"user {user} got all back, and has a plan")

    def assert_courses_follow_the_money(self):
        """Who keeps a payment for a course has it, and nobody else does: no owner gives any away here."""
        courses = dict(self._bot.rows("SELECT charge, course FROM payments JOIN orders ON order_id = orders.id"))
        owned = collections.defaultdict(bool)
        for charge in self._that_gave("course"):
            owned[charge["user"], courses[charge["telegram_payment_charge_id"]]] |= not went_back(charge)
        enrolled = set(self._bot.rows("SELECT user, course FROM enrolments WHERE owned"))
        self._test.assertEqual(enrolled, {who for who, keeps_one in owned.items() if keeps_one})

    def assert_everybody_was_told(self):
        """A receipt for each charge, and a word of each refund, came at least once: to all who never blocked the bot."""
        payers = {charge["user"] for charge in self.record["charges"]}
        shown = {user: self._telegram.said_to(user) for user in payers if not self._has_blocked(user)}
        for charge in self.record["charges"]:
            if charge["user"] not in shown:
                continue
            number = charge["telegram_payment_charge_id"]
            times = sum(number in text for text in shown[charge["user"]])
            self._test.assertGreaterEqual(times, 2 if went_back(charge) else 1, f"{number}: {shown[charge['user']]}")

    def _has_blocked(self, user):
        return any("my_chat_member" in entry for entry in self._telegram.transcript(user))

    def _that_gave(self, product):
        """The charges that gave a "plan" or a "course": not those that were given back because they were one too many."""
        gave = {charge for charge, in self._bot.rows(
            f"SELECT charge FROM payments JOIN orders ON order_id = orders.id WHERE {product} IS NOT NULL AND charge NOT IN"
            " (SELECT charge FROM refund_requests WHERE reason IN ('paid_twice', 'unwanted_renewal'))")}
        return [charge for charge in self.record["charges"] if charge["telegram_payment_charge_id"] in gave]

    def _entries(self, what):
        return {entry["charge"]: (entry["payer"], entry["stars"]) for entry in self._ledger[what]}

    @staticmethod
    def _charged(charges):
        return {charge["telegram_payment_charge_id"]: (charge["user"], charge["amount"]) for charge in charges}
