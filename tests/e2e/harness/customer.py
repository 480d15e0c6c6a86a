"""A person in the simulator whom the test plays."""

from harness.waiting import eventually


class Customer:
    """`user` is a Telegram user id; `language` the language of the person's Telegram."""

    def __init__(self, simulator, user, language="en"):
        self.simulator = simulator
        self.user = user
        self.language = language

    def act(self, action, **body):
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

    def buy(self, plan):
        """Asks for an invoice and pays it; waits for the receipt."""
        self.order(plan)
        return self._answer_to(self.pay)

    def screen(self):
        """Everything that passed in the chat, oldest first."""
        return self.simulator.transcript(self.user)

    def heard(self):
        """What the bot sent to the chat: messages, oldest first."""
        return [entry["message"] for entry in self.screen() if entry["from"] == "bot" and "message" in entry]

    def _answer_to(self, action, expected=lambda message: True):
        before = len(self.heard())
        action()
        return eventually(f"an answer to {self.user}",
                          lambda: [message for message in self.heard()[before:] if expected(message)])[0]


def buttons(message):
    """Callback data and texts of the keyboard under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"]: button["text"] for row in rows for button in row}
