"""High contrast themes: the browser paints over our colours, so edges must not be made of colour alone."""

from playwright.sync_api import Page

_EDGELESS = """() => {
  const edge = (e, pseudo) => {
    const s = getComputedStyle(e, pseudo);
    return ['Top', 'Right', 'Bottom', 'Left'].some(side => parseFloat(s['border' + side + 'Width']) >= 1 && s['border' + side + 'Style'] !== 'none')
      || (parseFloat(s.outlineWidth) >= 1 && s.outlineStyle !== 'none');
  };
  return [...document.querySelectorAll('.govuk-button, button, input:not([type=hidden]), select, textarea')]
    .filter(e => e.checkVisibility({visibilityProperty: true}))
    .filter(e => !edge(e, null) && ![...(e.labels || [])].some(l => edge(l, '::before')))
    .map(e => 'no edge in forced colours: ' + e.outerHTML.slice(0, 140));
}"""
_ACTIVE = "() => matchMedia('(forced-colors: active)').matches"


def forced_colour_problems(page: Page) -> list[str]:
    page.emulate_media(forced_colors="active")
    assert page.evaluate(_ACTIVE), "the browser did not switch to forced colours"
    found: list[str] = page.evaluate(_EDGELESS)
    return found
