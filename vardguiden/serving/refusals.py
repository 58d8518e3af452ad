"""What the worker itself answers, in plain words, where Django is not asked."""

from gunicorn.http import errors

STATUSES = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.ExpectationFailed: 417,
    errors.UnsupportedTransferCoding: 501,
    errors.InvalidResponseHeader: 500,
    errors.InvalidResponseHeaderName: 500,
}
WORDS = {
    400: ("Bad Request", "Det som skickades gick inte att läsa."),
    411: ("Length Required", "Det som skickas ska säga hur långt det är (Content-Length)."),
    413: ("Content Too Large", "Det som skickades är för stort."),
    414: ("URI Too Long", "Adressen är för lång."),
    417: ("Expectation Failed", "Det som skickades gick inte att läsa."),
    431: ("Request Header Fields Too Large", "Webbläsaren skickade för mycket. Ta bort sidans kakor och försök igen."),
    500: ("Internal Server Error", "Något gick fel hos oss. Vid fara för liv, ring 112. För råd om vård, ring 1177."),
    503: ("Service Unavailable", "För många läser just nu. Vänta en stund. Vid fara för liv, ring 112."),
    501: ("Not Implemented", "Det som skickades gick inte att läsa."),
}


def short_answer(status: int) -> bytes:
    """The whole answer, after which the connection is closed."""
    reason, words = WORDS[status]
    body = f"{words}\n".encode()
    head = [
        f"HTTP/1.1 {status} {reason}",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "Connection: close",
        *(["Retry-After: 5"] if status == 503 else []),
    ]
    return "\r\n".join([*head, "", ""]).encode() + body
