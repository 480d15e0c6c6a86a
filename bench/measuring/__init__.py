"""What the benchmarks share: how a round is summed up and shown, the machine, and a Telegram that answers from memory."""
