"""What the bot tells its owners of alerts."""

import hashlib
import hmac

from harness.customer import buttons


def alert_secret(token):
    """With which the bot listens to Alertmanager, as docs/alerts.md and app/src/alert_secret.hpp say."""
    return hmac.new(token.encode(), b"coursebot: calls of Alertmanager's webhook", hashlib.sha256).hexdigest()


class AlertMessages:
    """The messages about alerts in an owner's chat."""

    def __init__(self, owner):
        """`owner`: a Customer."""
        self._owner = owner

    def about(self, words):
        """The messages of the bot that have these words in them, oldest first, as they are now."""
        messages = {}
        for entry in self._owner.screen():
            message = entry.get("message") or entry.get("edited_message")
            if entry["from"] == "bot" and message:
                messages[message["message_id"]] = message
        return [message for message in messages.values() if words in message.get("text", "")]

    def press(self, message, action):
        """Presses the button whose callback data begins with "alert:ACTION:" and returns that data."""
        data = next(data for data in buttons(message) if data.startswith(f"alert:{action}:"))
        self._owner.act("press", data=data)
        return data


def can(message, action):
    """Whether there is a button of that action below the message."""
    return any(data.startswith(f"alert:{action}:") for data in buttons(message))
