import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asPrinted, recordedIo } from '../../kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { estateCommands } from './estate-commands.ts'

async function run(name: string, args: readonly string[], options: Record<string, unknown> = {}) {
  const command = estateCommands.find((one) => one.name === `estate ${name}`)
  if (!command) throw new Error(`no command ${name}`)
  const { io, messages, out } = recordedIo({ columns: 120 })
  const status = await command.run({
    args,
    options,
    json: options.json === true,
    signal: new AbortController().signal,
    io,
  })
  return { status, out: asPrinted(out), messages: asPrinted(messages) }
}

describe('estate check', () => {
  test('of the shipped estate is yes, with the number of each kind', async () => {
    const { status, out, messages } = await run('check', [])
    expect({ status, messages }).toEqual({ status: 0, messages: '' })
    expect(out).toMatch(/1,296 {2}rack\n/)
    const { things, ok } = JSON.parse((await run('check', [], { json: true })).out)
    expect({ ok, racks: things.rack, pdus: things['rack-pdu'] }).toEqual({ ok: true, racks: 1296, pdus: 2592 })
  })

  test('of a wrong one is no: every problem by file and line, one document with --json', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'a.yaml'), smallEstate({ rack: 'hight: 3 m', device: 'position: 42' }))
    const { status, out, messages } = await run('check', [folder.path])
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(messages).toMatch(/a\.yaml:\d+:\d+: hight is no field here\n.*\n {2}allowed .*\n {2}nearest {2}height/)
    expect(messages).toMatch(/position is outside of the rack for a device of 2 U/)
    expect(messages).not.toMatch(/\n\s+at /)
    const inJson = await run('check', [folder.path], { json: true })
    expect(JSON.parse(inJson.out)).toMatchObject({ ok: false, problems: [{ file: 'a.yaml' }, { file: 'a.yaml' }] })
    expect(await readdir(folder.path)).toEqual(['a.yaml'])
  })

  test('of files without things says that nothing is described', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'a.yaml'), 'schema: 2\nestate: Empty\n')
    const { status, out } = await run('check', [folder.path])
    expect(status).toBe(0)
    expect(out).toMatch(/^Empty \(.*\) describes nothing: .*oblak estate generate/)
  })

  test('of a wrong figure says nothing of its source, be its name or its value wrong', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'a.yaml')
    const site = (line: string) =>
      smallEstate().replace('latitude: 44', `${line}\n    sources: {itCapacity: press}\n    latitude: 44`)
    for (const [line, field] of [
      ['itCapacity: 80', 'itCapacity'],
      ['itCapcity: 80 MW', 'itCapcity'],
    ] as const) {
      await writeFile(file, site(line))
      const { problems } = JSON.parse((await run('check', [folder.path], { json: true })).out)
      expect(problems).toHaveLength(1)
      expect(problems[0].path).toEqual(['things', 'site', field])
    }
  })

  test('of no folder is bad input', async () => {
    const { status, messages } = await run('check', ['/nowhere/at/all'])
    expect(status).toBe(2)
    expect(messages).toMatch(/it does not exist.*oblak estate generate/)
  })

  test('of an older version shows what would change, and changes it when told to', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'a.yaml')
    await writeFile(file, smallEstate({ schema: 1, room: 'floorLoad: 1200 kg' }))
    const shown = await run('check', [folder.path])
    expect(shown.status).toBe(0)
    expect(shown.messages).toMatch(/-schema: 1\n\+schema: 2\n[\s\S]*-.*1200 kg.*\n\+.*1200 kg\/m2/)
    expect(await readFile(file, 'utf8')).toMatch(/schema: 1/)
    await run('check', [folder.path], { migrate: true })
    expect(await readFile(file, 'utf8')).toBe(smallEstate({ room: 'floorLoad: 1200 kg/m2' }))
  })

  test('keeps indexes only when told to', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'a.yaml'), smallEstate())
    expect((await run('check', [folder.path])).messages).toMatch(/--write-ids/)
    expect(await readdir(folder.path)).toEqual(['a.yaml'])
    await run('check', [folder.path], { writeIds: true })
    expect(await readdir(folder.path)).toEqual(['a.yaml', 'estate.ids'])
  })
})

describe('estate show', () => {
  test('shows the power chain of a rack PDU up to the grid, and the cords in it', async () => {
    const { status, out } = await run('show', ['kragujevac/hall-1/row-b/rack-07/pdu-a'], { json: true })
    const { thing, parents, powerChain, cords, feeds } = JSON.parse(out)
    expect(status).toBe(0)
    expect(thing.kind).toBe('rack-pdu')
    expect(parents).toEqual([
      'kragujevac',
      'kragujevac/hall-1',
      'kragujevac/hall-1/row-b',
      'kragujevac/hall-1/row-b/rack-07',
    ])
    const kinds = powerChain.map((link: { readonly kind: string }) => link.kind)
    expect(kinds[0]).toBe('power-feed')
    expect(kinds).toEqual(expect.arrayContaining(['power-panel', 'ups', 'transformer', 'utility', 'generator']))
    expect(feeds).toContain(cords[0].device)
  })

  test('tells people the same', async () => {
    const { out } = await run('show', ['kragujevac/hall-1/row-b/rack-07'])
    expect(out).toMatch(/^kragujevac\/hall-1\/row-b\/rack-07 {2}rack/)
    expect(out).toMatch(/\nin\n {2}kragujevac\n/)
    expect(out).toMatch(/supply 1 → .*pdu-a outlet \d+/)
    expect(out).toMatch(/\npoints\n.*intake-bottom\/temperature/)
  })

  test('lists the points to expect of a device, and where to see those that it has', async () => {
    const path = 'kragujevac/hall-1/row-b/rack-07/pdu-a'
    const { out } = await run('show', [path])
    expect(out).toMatch(/\npoints to expect of its device \(.*oblak read URL.*\)\n {2}kragujevac.*\/power\n/)
    const { expectedPoints } = JSON.parse((await run('show', [path], { json: true })).out)
    expect(expectedPoints).toEqual(expect.arrayContaining([`${path}/l3/current`, `${path}/bank-6/current`]))
    const monitor = await run('show', ['kragujevac/hall-1/monitor-1'])
    expect(monitor.out).toContain('Its points are what is plugged into it: oblak read URL')
  })

  test('tells people figures with their units and places in words', async () => {
    const { out } = await run('show', ['kragujevac/hall-1/row-b/rack-09'])
    expect(out).toMatch(/\n {2}powerLimit +10 kW\b/)
    expect(out).toMatch(/\n {2}placement +51\.3 m east, .*faces south\n/)
    expect(out).not.toContain('{')
  })

  test('with an unknown path names the nearest', async () => {
    const wrong = await run('show', ['kragujevac/hal-1/row-b/rack-07'])
    expect({ status: wrong.status, out: wrong.out }).toEqual({ status: 2, out: '' })
    expect(wrong.messages).toMatch(/nearest is kragujevac\/hall-1\/row-b\/rack-07\./)
    const far = await run('show', ['kragujevac/hal-1/row-b/rack-9'])
    expect(far.messages).toMatch(/nearest is kragujevac\/hall-1\/row-b\/rack-09\./)
    expect((await run('show', ['kragujevac/hall-1/row-b/rack-99'])).messages).toMatch(/nearest is .*\/rack-\d\d\./)
  })
})

describe('estate generate', () => {
  test('writes an estate that checks, in which what is there today keeps its indexes', async () => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'new', 'estate')
    const { status, messages } = await run('generate', [], { size: '2030', out })
    expect(status).toBe(0)
    expect(messages).toContain('`oblak start --no-simulator`, or see docs/simulator.md')
    const today = JSON.parse((await run('show', ['kragujevac/hall-1/row-b/rack-07'], { json: true })).out)
    const there = JSON.parse((await run('show', ['kragujevac/hall-1/row-b/rack-07'], { json: true, estate: out })).out)
    expect(there.thing.index).toBe(today.thing.index)
    expect((await run('check', [out])).messages).toBe('')
    expect(await readdir(join(folder.path, 'new'))).toEqual(['estate'])
  })

  test.runIf(process.platform === 'linux')('says where a folder cannot be made, why, and what to do', async () => {
    await expect(run('generate', [], { size: 'today', out: '/proc/oblak/estate' })).rejects.toThrow(
      /^The estate cannot be written to \/proc\/oblak\/estate: .*\(ENOENT\).*--out DIR/,
    )
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'file'), '')
    const out = join(folder.path, 'file', 'estate')
    await expect(run('generate', [], { size: 'today', out })).rejects.toThrow(/ENOTDIR/)
  })

  test('refuses a folder that is not empty', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'mine'))
    const { status, messages } = await run('generate', [], { size: 'today', out: folder.path })
    expect(status).toBe(2)
    expect(messages).toMatch(/not empty/)
    expect(await readdir(folder.path)).toEqual(['mine'])
  })
})

test('estate schema prints a JSON Schema', async () => {
  expect(JSON.parse((await run('schema', [])).out)).toMatchObject({ $schema: expect.stringContaining('2020-12') })
})
