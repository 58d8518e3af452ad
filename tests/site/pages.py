"""The pages around the texts, and how tests read them."""

LISTS = ("/a-o/", "/sjukdomar-och-besvar/", "/undersokning-och-behandling/", "/liv-och-halsa/", "/sa-fungerar-varden/")
ABOUT = ("/om-oss/", "/personuppgifter/", "/tillganglighet/")
ALL = (
    "/",
    *LISTS,
    *ABOUT,
    "/amne/infektioner/",
    "/regioner/",
    "/regioner/skane/",
    "/hitta-vard/",
    "/sok/",
    "/designsystem/",
)


def main_of(html):
    return html[html.index("<main") : html.index("</main>")]
