"""Asking for a review, giving one part by part, answering it and taking in what it suggests."""

from articles.actions.reviewing.answering import answer_remark
from articles.actions.reviewing.confirming import confirm_reviewer
from articles.actions.reviewing.judging import Judgement, Reviewer, refuse_closed, save_judgements, sign
from articles.actions.reviewing.requests import (
    LINK_DAYS,
    ask_by_link,
    ask_user,
    forget_addresses,
    resend_link,
    review_of_link,
    revoke,
)
from articles.actions.reviewing.suggestions import take_suggestion

__all__ = [
    "LINK_DAYS",
    "Judgement",
    "Reviewer",
    "answer_remark",
    "ask_by_link",
    "ask_user",
    "confirm_reviewer",
    "forget_addresses",
    "refuse_closed",
    "resend_link",
    "review_of_link",
    "revoke",
    "save_judgements",
    "sign",
    "take_suggestion",
]
