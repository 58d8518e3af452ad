"""Every rule of the lint: its weight, its title and why it matters. What a rule looks for is in the modules beside."""

from django.utils.translation import gettext_lazy as _

from articles.lint.findings import Finding, Rule, Weight

STOP, HINT = Weight.STOP, Weight.HINT

_ALL = (
    # ---- the head ----
    Rule("no_title", STOP, _("Rubrik saknas"), _("Rubriken är det läsaren söker efter och ser först.")),
    Rule("no_summary", STOP, _("Sammanfattning saknas"), _("Många läser bara sammanfattningen.")),
    Rule("title_too_long", STOP, _("För lång rubrik"), _("En lång rubrik får inte plats i listor och på telefoner.")),
    Rule("too_long", STOP, _("För lång text"), _("Texten får inte plats där den ska stå.")),
    Rule(
        "hidden_character",
        STOP,
        _("Tecken som inte syns"),
        _("Osynliga tecken kan inte sparas och stör den som lyssnar."),
    ),
    # ---- chapters ----
    Rule("no_chapter", STOP, _("Inget kapitel"), _("En artikel behöver minst ett kapitel.")),
    Rule(
        "chapter_missing", HINT, _("Vanligt kapitel saknas"), _("Läsaren räknar med att hitta det i en sådan artikel.")
    ),
    Rule(
        "chapter_foreign", STOP, _("Kapitlet hör inte hit"), _("Slaget av artikel bestämmer vilka kapitel som finns.")
    ),
    Rule(
        "chapter_order",
        STOP,
        _("Kapitel i fel ordning"),
        _("Läsaren ska hitta kapitlen på samma plats i alla artiklar."),
    ),
    Rule("chapter_empty", STOP, _("Tomt kapitel"), _("Ett kapitel utan rubrik eller text hjälper ingen.")),
    # ---- the care ladder ----
    Rule("no_care_ladder", STOP, _("”När söka vård” saknas"), _("Läsaren vill först veta om det är farligt.")),
    Rule("level_without_signs", STOP, _("Brådskegrad utan tecken"), _("Utan tecken vet läsaren inte när det gäller.")),
    Rule(
        "level_incomplete",
        STOP,
        _("”Vart du vänder dig” eller ”Om det är stängt” saknas"),
        _("Den som har bråttom måste få veta vart, även på natten."),
    ),
    Rule(
        "level_without_heading",
        STOP,
        _("Brådskegrad utan rubrik"),
        _("Rubriken säger vad läsaren ska göra och hur snart."),
    ),
    Rule("level_order", STOP, _("Brådskegrader i fel ordning"), _("Det farligaste ska stå först.")),
    Rule(
        "emergency_not_first",
        STOP,
        _("112 står inte först"),
        _("Vid livshotande ämnen måste 112 vara det första läsaren ser."),
    ),
    Rule(
        "sign_at_two_levels",
        STOP,
        _("Samma tecken, två brådskegrader"),
        _("Läsaren kan välja den lägre och vänta för länge."),
    ),
    Rule(
        "sign_listed_otherwise",
        STOP,
        _("Tecknet har en annan brådskegrad"),
        _("Samma tecken ska ha samma brådskegrad i alla artiklar."),
    ),
    Rule("signs_alike", HINT, _("Lika tecken, olika brådskegrader"), _("Läsaren kan ha svårt att se skillnaden.")),
    # ---- what the text rests on ----
    Rule("no_source", STOP, _("Källa saknas"), _("Läsaren och granskaren ska kunna se vad texten bygger på.")),
    Rule("source_incomplete", STOP, _("Källan är inte hel"), _("En källa har en titel och någon som står bakom den.")),
    Rule("review_interval", STOP, _("Tid till granskning"), _("Alla texter granskas på nytt, senast efter fem år.")),
    Rule("review_too_seldom", HINT, _("Granskas för sällan"), _("Livshotande ämnen granskas varje år.")),
    Rule("no_change_note", STOP, _("Ändringen är inte beskriven"), _("Läsaren ska kunna se vad som har ändrats.")),
    Rule("few_related", HINT, _("Få närliggande ämnen"), _("De visar vägen till det läsaren kan behöva sedan.")),
    Rule(
        "related_unknown", STOP, _("Närliggande ämne som inte finns"), _("Läsaren kommer till en sida som inte finns.")
    ),
    # ---- the language ----
    Rule("hard_text", HINT, _("Svår text"), _("LIX mäter hur långa ord och meningar är. Alla ska kunna läsa texten.")),
    Rule("hard_part", HINT, _("Svårt avsnitt"), _("Ett enda svårt avsnitt räcker för att läsaren ska ge upp.")),
    Rule("long_sentence", HINT, _("Lång mening"), _("Långa meningar är svåra för den som är trött eller orolig.")),
    Rule("jargon", HINT, _("Fackord"), _("Läsaren förstår det vanliga ordet snabbare.")),
    Rule("brand", HINT, _("Varumärke"), _("Vi gör inte reklam. Samma ämne säljs under många namn.")),
    Rule(
        "capitals", HINT, _("Stora bokstäver"), _("Ord med bara stora bokstäver är svåra att läsa och låter som rop.")
    ),
    Rule("vague_need", HINT, _("”Vid behov” utan behovet"), _("Läsaren vet inte när behovet finns.")),
    Rule("phone", HINT, _("Telefonnummer"), _("Nummer ändras. Ett gammalt nummer kan kosta tid när det är bråttom.")),
    Rule("dose", HINT, _("Mängd läkemedel"), _("En mängd kan vara fel för just den som läser. Bipacksedeln gäller.")),
    Rule(
        "heading_full_stop",
        HINT,
        _("Punkt efter rubriken"),
        _("En rubrik läses som en rubrik när den står utan punkt."),
    ),
    Rule("marks_shown", HINT, _("Skrivtecken syns"), _("Läsaren ser tecknen i stället för en länk eller fet text.")),
    Rule(
        "list_not_shown",
        HINT,
        _("Lista eller tabell som inte visas"),
        _("Raderna flyter ihop till ett stycke som är svårt att läsa."),
    ),
    Rule("html", STOP, _("HTML i texten"), _("HTML visas för läsaren som den står.")),
    Rule("image", STOP, _("Bild i texten"), _("Bilder visas inte. Alla ska kunna läsa texten.")),
    Rule("email", STOP, _("E-postadress"), _("E-post är inte säker för den som vill skriva om sin hälsa.")),
    # ---- translations ----
    Rule("not_translated", STOP, _("Inte översatt"), _("Läsaren valde ett annat språk, och förstår kanske inte.")),
    # ---- links ----
    Rule("link_unknown", STOP, _("Länk som inte leder någonstans"), _("Läsaren kommer till en sida som inte finns.")),
    Rule("link_insecure", STOP, _("Länk som inte är säker"), _("Utan https kan andra se vad läsaren läser.")),
    Rule(
        "link_elsewhere", STOP, _("Länk till någon annan"), _("Vi skickar bara läsaren till myndigheter och regioner.")
    ),
    Rule("link_pdf", HINT, _("Länk till en pdf"), _("En pdf är svår att läsa på telefon och med skärmläsare.")),
    Rule(
        "fact_in_head", STOP, _("Faktauppgift i rubrik eller sammanfattning"), _("De visas i listor som de är skrivna.")
    ),
    Rule("fact_unknown", STOP, _("Faktauppgift som inte finns"), _("Läsaren ser namnet i stället för uppgiften.")),
    # ---- regional additions ----
    Rule("addition_no_text", STOP, _("Tillägget har ingen text"), _("Ett tomt tillägg hjälper ingen.")),
    Rule(
        "addition_pdf",
        STOP,
        _("Tillägget länkar till en pdf"),
        _("En pdf är svår att läsa på telefon och med skärmläsare."),
    ),
    Rule("addition_only_links", STOP, _("Tillägget är bara länkar"), _("Läsaren ska få svaret här, inte leta vidare.")),
    Rule(
        "addition_repeats",
        STOP,
        _("Tillägget upprepar texten"),
        _("Tillägget säger var och hur i regionen. Resten står redan."),
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}


def finding(code: str, part: str, message: str, mend: str, quote: str = "") -> Finding:
    """A finding with the weight that its rule has."""
    return Finding(code, RULES[code].weight, part, message, mend, quote)


def short(text: str, longest: int = 80) -> str:
    """A quote for a message: one line, and not all of a long text."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
