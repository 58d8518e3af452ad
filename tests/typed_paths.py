"""The addresses that answer what someone has typed."""

ANSWER_WHAT_IS_TYPED = (
    "/sok/",
    "/sok.json",
    "/forslag/",
    "/en/sok/",
    "/en/forslag/",
    "/hitta-vard/",
    "/hitta-vard/forslag/",
    "/hitta-vard.json",
    "/skane/sok/",
)
