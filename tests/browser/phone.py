"""The app on a person's phone that shows one-time codes (RFC 6238), written here so that it is nobody else's."""

import base64
import hashlib
import hmac
import struct
import time

PERIOD = 30


def code(secret: str) -> str:
    """The six digits that the app shows now."""
    counter = struct.pack(">Q", int(time.time()) // PERIOD)
    digest = hmac.new(base64.b32decode(secret.replace(" ", "")), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
