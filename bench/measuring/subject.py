"""The process under measurement."""

import contextlib
import os

from harness.child import Child


def environment_with(settings, folder):
    """Nothing of the caller's environment becomes a setting."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), **settings}


@contextlib.contextmanager
def running_until_left(arguments, folder, settings):
    """Starts it in `folder`, which gets its log; ends it, if it has not ended, with the scope."""
    child = Child(arguments, folder / "bot.log", environment_with(settings, folder), folder)
    child.must_live()
    try:
        yield child
    finally:
        child.kill()
