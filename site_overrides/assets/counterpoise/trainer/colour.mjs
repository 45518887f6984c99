// Whether text in a colour can be read on a surface, and the nearest colour that can: the rule of
// generator/brand/colours.py, so that a brand kit passes where a brand file does. A test compares the two. What it
// offers stands last, so that a file cut short offers nothing.

const STEP = 0.005

const channels = (colour) => [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255)
const hex = (parts) =>
  `#${parts
    .map((c) =>
      Math.round(255 * c)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`

function luminance(colour) {
  const [r, g, b] = channels(colour).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** @param {number[]} colour red, green and blue */
function hls([r, g, b]) {
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
  const [sum, range] = [most + least, most - least]
  if (!range) return [0, most, 0]
  const saturation = sum / 2 <= 0.5 ? range / sum : range / (2 - most - least)
  const [red, green, blue] = [r, g, b].map((c) => (most - c) / range)
  const hue = r === most ? blue - green : g === most ? 2 + red - blue : 4 + green - red
  return [(((hue / 6) % 1) + 1) % 1, sum / 2, saturation]
}

function rgb(hue, lightness, saturation) {
  const high = lightness <= 0.5 ? lightness * (1 + saturation) : lightness + saturation - lightness * saturation
  const low = 2 * lightness - high
  return [1 / 3, 0, -1 / 3].map((shift) => {
    const h = (((hue + shift) % 1) + 1) % 1
    if (h < 1 / 6) return low + (high - low) * h * 6
    if (h < 0.5) return high
    return h < 2 / 3 ? low + (high - low) * (2 / 3 - h) * 6 : low
  })
}

/**
 * WCAG contrast ratio of two colours written #rrggbb, from 1 to 21.
 * @param {string} one
 * @param {string} other
 */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/**
 * The colour of the same hue and saturation, as little darker or lighter as passes on `surface`.
 * @param {string} colour
 * @param {string} surface
 * @param {number} wanted the contrast
 */
export function nearest(colour, surface, wanted) {
  const [hue, start, saturation] = hls(channels(colour))
  const step = luminance(surface) > 0.18 ? -STEP : STEP
  for (let lightness = start + step; lightness >= 0 && lightness <= 1; lightness += step) {
    const found = hex(rgb(hue, lightness, saturation))
    if (contrast(found, surface) >= wanted) return found
  }
  return step < 0 ? "#000000" : "#ffffff"
}
