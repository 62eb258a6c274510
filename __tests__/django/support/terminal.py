"""Runs a command on a terminal of its own and types answers into it.

Reads one JSON object from standard input: {"command": [...], "cwd": "...", "columns": 100,
"answers": [["wait for this text", "then type this", after so many seconds], ...]}. Prints one: {"output": "...",
"status": 0, "missed": null}.
"""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

SECONDS_TO_WAIT = 60

# Colours, and movements of the cursor, which may stand within the text that is waited for.
ESCAPE_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[78]")


def main():
    request = json.load(sys.stdin)
    child, terminal = pty.fork()
    if child == 0:
        resize(sys.stdout, request["columns"])
        os.chdir(request["cwd"])
        os.execvp(request["command"][0], request["command"])

    output = Output(terminal)
    missed = None
    for text, typed, *seconds in request["answers"]:
        if not output.read_until(text):
            missed = text
            break
        time.sleep(sum(seconds))
        os.write(terminal, typed.encode())
    output.read_to_end()
    if not output.ended:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    json.dump(
        {
            "output": output.text,
            "status": os.waitstatus_to_exitcode(status),
            "missed": missed,
        },
        sys.stdout,
    )


def resize(terminal, columns, lines=40):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


class Output:
    """What the command has shown, and how much of it was waited for already."""

    def __init__(self, terminal):
        self.terminal = terminal
        self.text = ""
        self.seen = 0
        self.ended = False
        self.deadline = time.monotonic() + SECONDS_TO_WAIT

    def read_until(self, text):
        """Return whether the text came."""
        while True:
            plain = ESCAPE_CODES.sub("", self.text[self.seen :])
            if text in plain:
                self.seen = len(self.text)
                return True
            if not self.read():
                return False

    def read_to_end(self):
        while self.read():
            pass

    def read(self):
        seconds_left = self.deadline - time.monotonic()
        if seconds_left <= 0 or not select.select([self.terminal], [], [], seconds_left)[0]:
            return False
        try:
            received = os.read(self.terminal, 65536)
        except OSError:
            # So Linux says that the command has closed its end.
            received = b""
        self.ended = not received
        self.text += received.decode(errors="replace")
        return bool(received)


main()
