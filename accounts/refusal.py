class Refused(Exception):
    """What was asked for cannot be done; the message is the Swedish sentence that the person reads."""
