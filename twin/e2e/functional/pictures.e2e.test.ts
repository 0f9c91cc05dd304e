import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

const HALL = '/sites/belgrade/hall-1?mode=temperature'
const RACK = '/sites/belgrade/hall-1/row-a/rack-02'
const PNG_SIGNATURE = '89504e470d0a1a0a'

/** Presses a button and takes the file that the page hands out. */
async function fileOf(
  page: Page,
  button: string,
  within = 'body',
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent('download')
  await page.locator(within).getByRole('button', { name: button }).click()
  const file = await download
  const parts: Buffer[] = []
  for await (const part of await file.createReadStream()) parts.push(part as Buffer)
  return { name: file.suggestedFilename(), bytes: Buffer.concat(parts) }
}

/** Width and height as the header of a PNG has them (ISO/IEC 15948, 11.2.2). */
function pngSize(bytes: Buffer) {
  expect(bytes.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE)
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** The height of a canvas whose picture was saved: as wide as it, and a caption taller. */
async function heightAboveCaption(page: Page, selector: string, bytes: Buffer): Promise<number> {
  const canvas = await page.locator(selector).evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement
    return { width, height }
  })
  const size = pngSize(bytes)
  expect(size.width).toBe(canvas.width)
  expect(size.height).toBeGreaterThan(canvas.height + 60)
  return canvas.height
}

/** How many pixels of the upper part of a picture have a colour, rather than a shade of grey. */
function colouredPixels(page: Page, bytes: Buffer, height: number): Promise<number> {
  return page.evaluate(
    async ({ base64, rows }) => {
      const file = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'image/png' })
      const picture = await createImageBitmap(file)
      const context = new OffscreenCanvas(picture.width, rows).getContext('2d')
      if (!context) throw new Error('no canvas')
      context.drawImage(picture, 0, 0)
      const { data } = context.getImageData(0, 0, picture.width, rows)
      let coloured = 0
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
        if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) coloured++
      }
      return coloured
    },
    { base64: bytes.toString('base64'), rows: height },
  )
}

/** What the browser's XML parser makes of a file. */
function readSvg(page: Page, bytes: Buffer) {
  return page.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml')
    return {
      root: documentElement.localName,
      errors: documentElement.querySelectorAll('parsererror').length,
      texts: [...documentElement.querySelectorAll('text')].map(({ textContent }) => textContent),
      fills: new Set([...documentElement.querySelectorAll('rect')].map((rect) => rect.getAttribute('fill'))).size,
    }
  }, bytes.toString('utf8'))
}

describeTwin('the pictures of the page', (the) => {
  it('in three dimensions are saved as seen, with a legend below', async () => {
    const { page, complaints } = await the.browser.open(the.twin.url + HALL)
    await page.locator('.scope-fill[data-ready=true] canvas').waitFor({ timeout: 30_000 })
    await page.getByRole('row').filter({ hasText: 'rack-01' }).filter({ hasText: '°C' }).first().waitFor()
    const { name, bytes } = await fileOf(page, 'Save the picture as PNG')
    expect(name).toBe('belgrade_hall-1-3d-temperature.png')
    const height = await heightAboveCaption(page, '.scene-canvas', bytes)
    // Names are grey: only boxes in the colours of their temperature count.
    expect(await colouredPixels(page, bytes, height)).toBeGreaterThan(500)
    expect(complaints()).toEqual([])
  })

  it('as a plan are saved with their colours, names and legend in the file itself', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}${HALL}&view=plan`)
    await page.locator('.plan-box .plan-body[fill^="rgb"]').first().waitFor()
    const { name, bytes } = await fileOf(page, 'Save the plan as SVG')
    expect(name).toBe('belgrade_hall-1-plan-temperature.svg')
    const text = bytes.toString('utf8')
    expect(text).not.toMatch(/var\(|class=|style=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
    const { root, errors, texts, fills } = await readSvg(page, bytes)
    expect({ root, errors }).toEqual({ root: 'svg', errors: 0 })
    expect(texts).toEqual(expect.arrayContaining(['row-a', 'Hall 1 · Intake air temperature', '2 m', 'no data']))
    expect(texts.filter((part) => part?.endsWith('°C'))).toHaveLength(2)
    expect(fills).toBeGreaterThan(3)
    expect(complaints()).toEqual([])
  })

  it('of a rack are saved with both faces in one file', async () => {
    const { page, complaints } = await the.browser.open(the.twin.url + RACK)
    await page.locator('.elevation-drawing').nth(1).waitFor()
    const { name, bytes } = await fileOf(page, 'Save the elevation as SVG')
    expect(name).toBe('belgrade_hall-1_row-a_rack-02-elevation.svg')
    expect(bytes.toString('utf8')).not.toMatch(/var\(|class=|style=|<a /)
    const { root, errors, texts } = await readSvg(page, bytes)
    expect({ root, errors }).toEqual({ root: 'svg', errors: 0 })
    expect(texts).toEqual(expect.arrayContaining(['Front', 'Rear', '1', 'server-1', 'rack-02 · Elevation']))
    expect(complaints()).toEqual([])
  })

  it('of the state cloud are saved with its sites', async () => {
    const { page, complaints } = await the.browser.open(the.twin.url)
    const { name, bytes } = await fileOf(page, 'Save the map as SVG')
    expect(name).toBe('oblak-map.svg')
    expect(bytes.toString('utf8')).not.toMatch(/var\(|class=|style=/)
    const { root, errors, texts } = await readSvg(page, bytes)
    expect({ root, errors }).toEqual({ root: 'svg', errors: 0 })
    expect(texts).toContain('Belgrade')
    expect(complaints()).toEqual([])
  })

  it('of the past are saved with the lines and what they are', async () => {
    const { page, complaints } = await the.browser.open(the.twin.url + RACK)
    await page.locator('.history-chart canvas').waitFor()
    const { name, bytes } = await fileOf(page, 'Save the chart as PNG')
    expect(name).toBe('belgrade_hall-1_row-a_rack-02-history.png')
    const height = await heightAboveCaption(page, '.history-chart canvas', bytes)
    expect(await colouredPixels(page, bytes, height)).toBeGreaterThan(100)
    expect(complaints()).toEqual([])
  })

  it('that are drawn as SVG can be had as PNG too, as wide as the drawing at twice its size, and with its colour', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/build-out?view=table`)
    const drivers = page.locator('.build-out-drivers svg')
    await drivers.waitFor()
    const drawn = await drivers.evaluate(({ clientWidth, clientHeight }) => ({ clientWidth, clientHeight }))
    const { name, bytes } = await fileOf(page, 'Save the chart as PNG', '.build-out-drivers')
    expect(name).toBe('build-out-drivers.png')
    const { width, height } = pngSize(bytes)
    expect(width).toBeGreaterThan(2 * drawn.clientWidth)
    expect(height).toBeGreaterThan(2 * drawn.clientHeight)
    expect(await colouredPixels(page, bytes, height)).toBeGreaterThan(100)
    expect(complaints()).toEqual([])
  })

  it.each([
    [HALL, '.scene-canvas', 'Save the picture as PNG'],
    [RACK, '.history-chart canvas', 'Save the chart as PNG'],
  ])('at %s that the browser cannot write are told beside the button', async (address, picture, button) => {
    const { page, complaints } = await the.browser.open(the.twin.url + address)
    await page.locator(picture).waitFor()
    await page.evaluate(() => {
      HTMLCanvasElement.prototype.toBlob = (take) => take(null)
    })
    await page.getByRole('button', { name: button }).click({ timeout: 30_000 })
    const told = page.getByRole('alert').filter({ hasText: /^Not saved: .* could not be written as PNG/ })
    await told.waitFor()
    expect(complaints()).toEqual([])
  })

  it.each([
    [HALL, 'Save the picture as PNG'],
    [`${HALL}&view=plan`, 'Save the plan as SVG'],
    ['/', 'Save the map as SVG'],
    [RACK, 'Save the elevation as SVG'],
    [RACK, 'Save the chart as PNG'],
  ])(
    'at %s have the button "%s" on a narrow screen, tall enough for a finger and within reach of the keyboard',
    async (address, button) => {
      const { page } = await the.browser.open(the.twin.url + address, { viewport: { width: 390, height: 844 } })
      const found = page.getByRole('button', { name: button })
      await found.waitFor({ timeout: 30_000 })
      await found.focus()
      expect(await found.evaluate((element) => element === document.activeElement)).toBe(true)
      const box = await found.boundingBox()
      expect(box?.height).toBeGreaterThanOrEqual(24)
      expect(box?.width).toBeGreaterThanOrEqual(24)
      expect(box?.x).toBeGreaterThanOrEqual(0)
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
    },
  )
})
