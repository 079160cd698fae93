"""The visitor of these tests sees what is wrong; otherwise the other tests say nothing."""

SPOIL = """() => {
    const main = document.querySelector("main");
    main.insertAdjacentHTML("beforeend", "<img src='/static/img/logo.svg'><p style='color: red'>x");
    main.append(Object.assign(document.createElement("pre"), { textContent: "x".repeat(2000) }));
    setTimeout(() => { throw new Error("broken"); });
}"""


def test_the_visitor_notices_everything_that_is_wrong(live_server, known_facts, visitor):
    passer_by = visitor()
    passer_by.go("/hjelp/")
    assert passer_by.troubles == []

    passer_by.page.evaluate(SPOIL)
    passer_by.look()

    told = "\n".join(passer_by.troubles)
    assert "image-alt" in told
    assert "CSP: style-src" in told
    assert "script error: broken" in told
    assert "scrolls sideways at 1280 px" in told
