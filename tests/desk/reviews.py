"""Who is asked for a review, and what they say."""

import re

EVA = {
    "lank-name": "Eva Exempel",
    "lank-email": "eva@example.se",
    "lank-profession": "specialist i allmänmedicin",
    "lank-workplace": "Exempelkliniken",
    "lank-kind": "fact",
    "fraga": "lank",
}
PARTS = ["head", "care", "symptoms", "self_care", "treatment", "sources"]
WHO = {"name": "Eva Exempel", "profession": "läkare", "workplace": "Exempelkliniken", "conflict": "nej"}


def agreed(*parts, **more):
    return WHO | {f"said_{part}": "agree" for part in parts or PARTS} | more


def plain(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def path_in(mail):
    return re.search(r"(/granska/\S+)", mail.body)[1]
