"""Having an article read aloud: where the button stands, what is read, what is marked, how it is stopped."""

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import axe_violations, beside_the_screen

# The voices of the device, of which this browser has none: one begins a sentence at once, and ends it when it is told.
VOICE = """
  window.said = []; window.voices = []; window.now = null;
  const all = [{lang: 'sv-SE', localService: true, name: 'Alva'}, {lang: 'en-GB', localService: true, name: 'Daniel'}];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
  Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => all, addEventListener() {}, cancel() { window.now = null },
    speak(it) { window.said.push(it.text); window.voices.push(it.voice.name); window.now = it },
  }});
  window.goOn = () => { const it = window.now; window.now = null; it.onend() };
  window.marked = name => [...(CSS.highlights.get(name) ?? [])].join('');
"""
PLACE = "document.querySelector('#sok-vard').getBoundingClientRect().top + scrollY"  # at once, as the page may move


def has_voice(page, path):
    page.add_init_script(VOICE)
    page.goto(path)
    return page


def listening(reader, path="/feber-hos-barn/", button="Lyssna", **window):
    """A page that has begun to be read aloud."""
    page = has_voice(reader(**window), path)
    page.get_by_role("button", name=button).click()
    return page


def until(page, words):
    """Goes on to the sentence that begins with these words."""
    page.evaluate("words => { while (!window.now.text.startsWith(words)) window.goOn() }", words)


def test_it_is_not_offered_where_no_voice_speaks_swedish(reader):
    page = reader()
    page.goto("/feber/")
    assert page.evaluate("speechSynthesis.getVoices().filter(voice => voice.lang.startsWith('sv')).length") == 0
    expect(page.get_by_role("button", name="Skriv ut")).to_be_visible()  # the scripts have run
    expect(page.get_by_role("button", name="Lyssna")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_found_before_the_text_begins(reader, width):
    page = has_voice(reader(width=width), "/magsjuka/")
    button = page.get_by_role("button", name="Lyssna").bounding_box()
    assert button["y"] + button["height"] < page.locator("#sok-vard").bounding_box()["y"]


def test_it_reads_the_advice_and_pauses(reader):
    page = listening(reader)
    page.evaluate("() => { goOn(); goOn() }")
    page.get_by_role("button", name="Pausa").click()
    page.get_by_role("button", name="Fortsätt lyssna").click()
    said = page.evaluate("said")
    assert said[3] == said[2], "goes on with the sentence it was in"
    page.evaluate("() => { while (now) goOn() }")
    said = " ".join(page.evaluate("said"))
    assert said.index("Ring 112") < said.index(page.locator("section.chapter p").first.inner_text()[:40])
    assert "Hjälpte sidan dig" not in said
    expect(page.get_by_role("button", name="Lyssna")).to_be_visible()
    assert set(page.evaluate("voices")) == {"Alva"}


def test_what_is_read_is_what_the_eye_reads(reader):
    """All the words of the blocks that are read, each sentence by itself, and where two lines meet no word is made."""
    page = listening(reader)
    page.evaluate("() => { while (now) goOn() }")
    said = " ".join(" ".join(page.evaluate("said")).split())
    blocks = page.locator(":is(.level, section.chapter) :is(p, li):not(:has(p, li)):not(.nearby *)").all_inner_texts()
    assert len(blocks) > 30
    for block in blocks:
        assert " ".join(block.split()) in said


def test_lines_are_read_apart_and_icons_and_what_is_hidden_not_at_all(reader):
    page = has_voice(reader(), "/feber/")
    page.locator("section.chapter").first.evaluate(
        """chapter => {
          chapter.dataset.listenTo = '';
          chapter.innerHTML = `<p>Storgatan 1<br>Lund<svg><title>Karta</title></svg><span>Ring <b>046</b></span><span
            hidden>Dolt</span>först! Sedan<i>Osynligt</i> dit.</p><p> </p>`;
          chapter.querySelector('span').style.display = 'block';
          chapter.querySelector('i').style.visibility = 'hidden';
        }"""
    )
    page.get_by_role("button", name="Lyssna").click()
    page.evaluate("() => { while (now) goOn() }")
    said = [" ".join(sentence.split()) for sentence in page.evaluate("said")]
    assert said == ["Storgatan 1 Lund Ring 046 först!", "Sedan dit."]


def test_the_sentence_and_the_word_that_are_read_are_marked(reader):
    page = listening(reader)
    until(page, "Ring 112")
    sentence = page.evaluate("now.text")
    assert page.evaluate("marked('sentence-read')") == sentence
    for index in (0, sentence.index("112")):
        page.evaluate("index => now.onboundary({name: 'word', charIndex: index})", index)
        assert page.evaluate("marked('word-read')") == sentence[index:].split()[0]
    page.evaluate("now.onboundary({name: 'sentence', charIndex: 0})")
    assert page.evaluate("marked('word-read')").startswith("112")
    page.get_by_role("button", name="Pausa").click()
    assert page.evaluate("[marked('sentence-read'), marked('word-read')]") == [sentence, ""]
    page.get_by_role("button", name="Sluta läsa").click()
    assert page.evaluate("CSS.highlights.size") == 0


def test_every_sentence_is_marked_where_it_stands(reader):
    page = listening(reader, "/skane/feber-hos-barn/")
    pairs = page.evaluate(
        "() => { const all = []; while (now) { all.push([now.text, marked('sentence-read')]); goOn() } return all }"
    )
    assert len(pairs) > 100
    assert [pair for pair in pairs if len({" ".join(text.split()) for text in pair}) > 1] == []


def test_the_page_follows_a_reader_who_reads_along_and_no_one_else(reader):
    page = listening(reader)
    page.evaluate("() => { for (let n = 0; n < 40; n++) goOn() }")
    line = "() => [...CSS.highlights.get('sentence-read')][0].getBoundingClientRect().top"
    assert 0 < page.evaluate(line) < page.evaluate("innerHeight")
    assert page.evaluate("scrollY") > 500
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")  # looks at something else
    page.evaluate("() => { for (let n = 0; n < 5; n++) goOn() }")
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_the_buttons_are_at_hand_while_it_reads(reader, width):
    page = listening(reader, width=width)
    place = page.evaluate(PLACE)
    assert axe_violations(page) == []
    assert beside_the_screen(page) == []
    page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    for name in ("Pausa", "Sluta läsa"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    foot = page.get_by_role("contentinfo").bounding_box()
    assert foot["y"] + foot["height"] <= page.locator(".listen > .cluster").bounding_box()["y"] + 1, (
        "nothing is hidden by them"
    )
    page.get_by_role("button", name="Sluta läsa").click()
    assert page.evaluate(PLACE) == pytest.approx(place, abs=1)


def test_it_is_begun_paused_and_stopped_by_keyboard(reader):
    page = has_voice(reader(width=1280), "/feber-hos-barn/")
    page.get_by_role("button", name="Lyssna").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pausa")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Fortsätt lyssna")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sluta läsa")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lyssna")).to_be_focused()
    expect(page.get_by_role("button", name="Sluta läsa")).to_be_hidden()
    assert page.evaluate("now") is None


def test_a_voice_that_fails_ends_it(reader):
    page = listening(reader)
    page.evaluate("now.onerror()")
    expect(page.get_by_role("button", name="Lyssna")).to_be_visible()
    assert page.evaluate("CSS.highlights.size") == 0


def test_what_was_broken_off_does_not_go_on_by_itself(reader):
    """The browser tells that a sentence has ended when it is broken off too, and may do so late."""
    page = listening(reader)
    page.evaluate("window.late = now")
    page.get_by_role("button", name="Pausa").click()
    page.get_by_role("button", name="Fortsätt lyssna").click()
    page.evaluate("() => { late.onend(); late.onerror(); late.onboundary({name: 'word', charIndex: 0}) }")
    said = page.evaluate("said")
    assert said[0] == said[1] and len(said) == 2
    assert page.evaluate("marked('word-read')") == ""


def test_a_browser_that_cannot_mark_reads_all_the_same(reader):
    page = reader()
    page.add_init_script("Object.defineProperty(CSS, 'highlights', {value: undefined})")
    has_voice(page, "/feber/")
    page.get_by_role("button", name="Lyssna").click()
    page.evaluate("() => { while (now) goOn() }")
    assert len(page.evaluate("said")) > 50


def test_an_english_text_is_read_with_an_english_voice(reader):
    page = listening(reader, "/en/feber/", "Listen")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on listening")).to_be_visible()
    assert page.evaluate("voices") == ["Daniel"]
