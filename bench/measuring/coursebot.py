"""CourseBot as it is measured: every limit is off, and commits are durable, as always."""

from pathlib import Path

from harness.ports import reserve_port
from measuring.fake_telegram import TOKEN

REPOSITORY = Path(__file__).resolve().parents[2]


def settings(telegram_url, database, webhook=None, **more):
    """Its environment, but for what every program has; long polling unless there is a webhook."""
    names = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram_url,
        "DATABASE_URL": f"sqlite:{database}",
        "CATALOG": f"{REPOSITORY}/catalog",
        "PROMETHEUS_PORT": str(reserve_port()),
        "FLOOD_CONTROL": "off",
        "USER_RATE_LIMIT": "off",
    }
    if webhook is not None:
        names |= {
            # Only Telegram is told this address; the calls come to the port.
            "WEBHOOK_URL": f"https://bot.example{webhook.path}",
            "WEBHOOK_PORT": str(webhook.port),
            "WEBHOOK_SECRET": webhook.secret,
        }
    return names | more
