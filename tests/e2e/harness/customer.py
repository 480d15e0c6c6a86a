"""A person in the simulator whom the test plays."""

from harness.waiting import eventually


class Customer:
    """`user` is a Telegram user id; `language` the language of the person's Telegram."""

    def __init__(self, simulator, user, language="en"):
        self.simulator = simulator
        self.user = user
        self.language = language

    def act(self, action, /, **body):
        return self.simulator.control(action, {"user": self.user, **body})

    def say(self, text):
        """Says it without waiting for an answer."""
        self.act("say", text=text, language=self.language)

    def ask(self, text):
        """Says it and waits for the answer; returns it."""
        return self._answer_to(lambda: self.say(text))

    def press(self, data):
        """Presses the newest button with that callback data and waits for what comes of it."""
        return self._answer_to(lambda: self.act("press", data=data))

    def order(self, plan):
        """Asks for a plan and waits for the invoice."""
        return self._answer_to(lambda: self.say(f"/buy {plan}"), lambda message: "invoice" in message)

    def pay(self, outcome="pays", **forged):
        """Presses Pay on the newest invoice; `outcome` is what the person's purse says once the bot has approved."""
        self.act("pay", outcome=outcome, **forged)

    def pay_link(self, link, outcome="pays", **details):
        """Pays an invoice link of the bot's."""
        self.act("pay", link=link, outcome=outcome, **details)

    def pay_again(self, **details):
        """Pays the newest invoice once more, paid or not."""
        self.act("pay", again=True, **details)

    def subscription(self, action, charge=None):
        """What becomes of the subscription, the newest without a `charge` of it: "cancel" and "enable" by the person,
        "fail_next" (no Stars for the next renewal), "renew_now"."""
        self.act("subscription", action=action, **({} if charge is None else {"charge": charge}))

    def charges(self):
        """By the simulator's own account, oldest first."""
        return [charge for charge in self.simulator.charges() if charge["user"] == self.user]

    def buy(self, plan):
        """Asks for an invoice and pays it; waits for the receipt."""
        self.order(plan)
        return self.pay_and_wait()

    def pay_and_wait(self):
        """Pays the newest invoice; returns the receipt."""
        return self._answer_to(self.pay)

    def screen(self):
        """Everything that passed in the chat, oldest first."""
        return self.simulator.transcript(self.user)

    def heard(self):
        """What the bot sent to the chat: messages, oldest first."""
        return [entry["message"] for entry in self.screen() if entry["from"] == "bot" and "message" in entry]

    def documents(self):
        """The files that the bot sent: the messages' `document`, oldest first. Simulator.file fetches one."""
        return [message["document"] for message in self.heard() if "document" in message]

    def _answer_to(self, action, expected=lambda message: True):
        before = len(self.heard())
        action()
        return eventually(f"an answer to {self.user}",
                          lambda: [message for message in self.heard()[before:] if expected(message)])[0]


def buttons(message):
    """Callback data and texts of the keyboard under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"]: button["text"] for row in rows for button in row if "callback_data" in button}


def links(message):
    """URLs and texts of the link buttons under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["url"]: button["text"] for row in rows for button in row if "url" in button}
