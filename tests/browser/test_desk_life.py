"""The whole life of one text: Kaja writes it, Eva reviews it on her phone, Uffe publishes it, and anyone reads it."""

import re

from playwright.sync_api import expect

from tests.browser.desk import enter, hire, look
from tests.browser.page_checks import kept_in_browser

TITLE, ADDRESS = "Pip i bröstet", "/pip-i-brostet/"
PARTS = ("Rubrik och sammanfattning", "När och var ska jag söka vård?", "Det piper när du andas", "Vila", "Källor")


def test_a_text_is_written_reviewed_published_and_corrected(reader, site):
    hire(site, ("kaja", ["editor"]), ("uffe", ["publisher"]))
    kaja = enter(reader(width=1280), "kaja")
    _write(kaja)
    _send_in(kaja, "Första versionen.")
    look(kaja, "sent")

    page = _ask_eva(kaja, reader, site, first=True)
    look(page, "eva-all")
    _eva_wants_a_change(page)
    uffe = enter(reader(width=1280), "uffe")
    _stand_for_eva(uffe)

    kaja.goto("/redaktion/")
    waits = kaja.get_by_role("region", name="Granskaren vill ändra något")
    expect(waits).to_contain_text(TITLE)
    look(kaja, "answered")
    waits.get_by_role("link", name=TITLE).click()
    look(kaja, "verdicts")
    kaja.get_by_role("button", name="Ta in förslaget").click()
    expect(kaja.get_by_role("status").filter(has_text="Förslaget är inlagt")).to_be_visible()
    expect(kaja.locator("#del-self_care").get_by_label("Text", exact=True)).to_have_value(
        "Vila i tre dagar om du är trött."
    )
    _send_in(kaja, "Hur länge man ska vila.")

    page = _ask_eva(kaja, reader, site)
    look(page, "eva-changed")
    _eva_agrees_to_what_is_new(page)

    _stand_for_eva(uffe)
    _publish(uffe, "Version 2 är publicerad.")
    _read(reader)

    _correct(kaja)
    _publish(uffe, "Version 3 är publicerad.")
    _read_the_correction(reader)
    look(kaja.goto(uffe.url) and kaja, "article")


def _chapter(page, kind, heading, text):
    part = page.locator(f"#del-{kind}")
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    part.get_by_label("Rubrik").fill(heading)
    part.get_by_label("Text", exact=True).fill(text)


def _write(kaja):
    kaja.get_by_role("link", name="Ny artikel").click()
    kaja.get_by_label("Rubrik").fill(TITLE)
    kaja.get_by_label("Sjukdom").check()
    kaja.get_by_role("button", name="Skapa och börja skriva").click()
    kaja.get_by_label("Sammanfattning", exact=True).fill("Det piper i luftrören. Det går oftast över på en vecka.")
    level = kaja.locator("details[data-level=emergency]")
    level.locator("summary").click()
    level.get_by_label("Tecken").fill("Du har mycket svårt att andas.")
    _chapter(kaja, "symptoms", "Det piper när du andas", "Du kan också hosta.\n\n- Slem\n- Trötthet")
    _chapter(kaja, "self_care", "Vila", "Vila i två dagar om du är trött.")
    kaja.get_by_label("Titel").first.fill("Luftvägsinfektioner")
    kaja.get_by_label("Utgivare").first.fill("Folkhälsomyndigheten")
    expect(kaja.locator("[data-save-status]")).to_have_text(re.compile(r"^Sparat \d\d\.\d\d$"))
    look(kaja, "written")


def _send_in(kaja, what):
    kaja.get_by_role("button", name="Skicka in till granskning").click()
    look(kaja, "submit")
    kaja.get_by_label("Vad har ändrats?").fill(what)
    kaja.get_by_role("button", name="Skicka in").click()


def _ask_eva(kaja, reader, site, *, first=False):
    """Her phone, at the link that the mail brought her."""
    kaja.get_by_role("link", name="Be om granskning").first.click()
    kaja.get_by_label("Namn", exact=True).fill("Eva Exempel")
    kaja.get_by_label("E-post").fill("eva-pip@example.se")
    kaja.get_by_label("Yrke").fill("specialist i allmänmedicin")
    kaja.get_by_label("Arbetsplats").fill("Exempelkliniken")
    kaja.get_by_role("button", name="Mejla en länk").click()
    expect(kaja.get_by_role("status")).to_contain_text("En länk är på väg till Eva Exempel.")
    look(kaja, "asked")
    mail = site.log.read_text().split("eva-pip@example.se")[-1]
    page = reader()
    page.goto(re.search(r"/granska/\S+", mail)[0])
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Granska: {TITLE}")
    return page


def _part(page, heading):
    return page.get_by_role("region", name=heading, exact=True)


def _sign(page):
    page.get_by_label("Inga jäv").check()
    page.get_by_role("button", name="Skriv under").click()
    page.wait_for_url(re.compile("tack=1"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för granskningen")
    assert kept_in_browser(page) == []


def _eva_wants_a_change(page):
    for heading in PARTS:
        if heading != "Vila":
            _part(page, heading).get_by_label("Stämmer", exact=True).check()
    rest = _part(page, "Vila")
    rest.get_by_label("Behöver ändras", exact=True).check()
    rest.get_by_label("Vad behöver ändras, och varför?").fill("Tre dagar är vanligare.")
    rest.get_by_text("Föreslå en annan text").click()
    rest.get_by_label("Så här kan det stå i stället").fill("Vila i tre dagar om du är trött.")
    _sign(page)


def _eva_agrees_to_what_is_new(page):
    expect(page.get_by_text("Bedömda delar: 0 av 1")).to_be_visible()
    expect(_part(page, "Vila")).to_contain_text("Ändrat")
    expect(_part(page, "Källor")).to_contain_text("Redan godkänd")
    _part(page, "Vila").get_by_label("Stämmer", exact=True).check()
    _sign(page)


def _stand_for_eva(uffe):
    """Kaja, who wrote, asked for the review: another has to say who Eva is before her word counts."""
    _open_to_publish(uffe)
    look(uffe, "to-confirm")
    uffe.get_by_role("button", name="Bekräfta granskaren Eva Exempel").click()
    expect(uffe.get_by_role("status")).to_contain_text("Du har bekräftat Eva Exempel.")


def _open_to_publish(uffe):
    uffe.goto("/redaktion/")
    uffe.get_by_role("region", name="Att publicera").get_by_role("link", name=TITLE).click()


def _publish(uffe, said):
    _open_to_publish(uffe)
    look(uffe, "to-publish")
    uffe.get_by_role("button", name="Publicera nu").click()
    expect(uffe.get_by_role("status")).to_contain_text(said)


def _anyone(reader):
    """Someone who has never been here, and every cookie that an answer tries to leave with them."""
    page = reader(expects=["status of 404"])
    cookies = []
    page.on("response", lambda answer: cookies.extend(answer.all_headers().get("set-cookie", "").splitlines()))
    return page, cookies


def _read(reader):
    page, cookies = _anyone(reader)
    assert page.goto(ADDRESS).status == 200
    main = page.get_by_role("main")
    expect(main).to_contain_text("Vila i tre dagar om du är trött.")
    expect(main).to_contain_text(
        re.compile(r"Eva Exempel, specialist i allmänmedicin, Exempelkliniken\. Undertecknad \d")
    )
    expect(main).to_contain_text("Jäv: Inga")
    expect(main.get_by_role("listitem").filter(has_text="Eva Exempel")).to_have_count(
        1
    )  # though she has signed two versions today
    look(page, "public")
    page.get_by_role("link", name="Version 2", exact=True).click()
    expect(main).to_contain_text("Det är den som gäller nu.")
    expect(main).to_contain_text(f"{TITLE}. Vårdguiden, version 2, publicerad")
    expect(main.get_by_role("link", name=f"{ADDRESS}version/2/")).to_be_visible()
    look(page, "public-version")
    assert page.goto(f"{ADDRESS}version/1/").status == 404  # never published
    assert kept_in_browser(page) + cookies == []


def _correct(kaja):
    kaja.goto("/redaktion/artiklar/")
    kaja.get_by_label("Rubrik eller adress").fill(TITLE)
    kaja.get_by_role("button", name="Visa").click()
    kaja.get_by_role("link", name=TITLE).click()
    kaja.get_by_role("link", name="Skriv om texten").click()
    kaja.get_by_role("button", name="Börja skriva").click()
    kaja.get_by_label("Sammanfattning", exact=True).fill("Det piper i luftrören. Det går oftast över på tre veckor.")
    kaja.get_by_role("button", name="Skicka in till granskning").click()
    kaja.get_by_label("Vad har ändrats?").fill("Hur länge det brukar vara.")
    kaja.get_by_label("Det här rättar ett fel i den publicerade texten").check()
    kaja.get_by_label("Vad var fel?").fill("Tiden var för kort.")
    look(kaja, "correction")
    kaja.get_by_role("button", name="Skicka in").click()


def _read_the_correction(reader):
    page, cookies = _anyone(reader)
    page.goto(ADDRESS)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Det går oftast över på tre veckor.")
    expect(main).to_contain_text("Rättelse: Tiden var för kort.")
    expect(main).to_contain_text("Texten har rättats.")
    look(page, "public-corrected")
    page.get_by_role("link", name="Version 2", exact=True).click()
    expect(main).to_contain_text("Version 3 rättar ett fel i den: Tiden var för kort.")
    assert kept_in_browser(page) + cookies == []
