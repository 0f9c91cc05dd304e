import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateCode } from '../../../twin/model/quantity.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { mqttProfileSchema } from '../../profiles/mqtt-profile.ts'
import { topicTemplate } from './template.ts'
import { Topics } from './topics.ts'

const NOW = epochMs(1_760_000_000_000)
const limits = { maxPayload: 1000, maxTopics: 50, aheadMs: 60_000, behindMs: 3_600_000 }
const topics = (rules: readonly object[], availability: readonly object[] = [], filter?: string, bounds = limits) => {
  const profile = mqttProfileSchema.parse({
    protocol: 'mqtt',
    id: 't',
    name: 't',
    source: 't',
    topics: rules,
    availability,
  })
  return new Topics(profile.topics, profile.availability, filter, bounds, () => true)
}
const message = (topic: string, payload: unknown, more: object = {}) => ({
  topic,
  payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
  retained: false,
  arrived: NOW,
  ...more,
})

describe('templates', () => {
  test('subscribe to their levels and give the estate path', () => {
    const template = topicTemplate('dc/{site}/{room}/{row}/{rack}/{probe}')
    expect(template.filter).toBe('dc/+/+/+/+/+')
    const places = template.match('dc/kragujevac/hall-1/row-b/rack-07/intake-top')
    expect(places && template.path(places)).toBe('kragujevac/hall-1/row-b/rack-07/intake-top')
    expect(template.match('dc/kragujevac/hall-1')).toBeUndefined()
  })

  test('may take several levels, fixed levels after them, and a path of their own', () => {
    const template = topicTemplate('raw/{path...}/{quantity}/now', 'belgrade/{path}')
    expect(template.filter).toBe('raw/#')
    expect(template.match('raw/a/b/c/temperature/now')).toEqual({ path: 'a/b/c', quantity: 'temperature' })
    expect(template.path({ path: 'a/b/c', quantity: 'temperature' })).toBe('belgrade/a/b/c')
  })

  test('names of others are made path segments; what leaves nothing of itself is refused', () => {
    const template = topicTemplate('{a}/{b}')
    expect(template.path({ a: 'Rack 07', b: 'Intake_Top' })).toBe('rack-07/intake-top')
    expect(template.path({ a: '..', b: 'x' })).toBeUndefined()
  })

  test.each([
    ['{a}/{a}', 'twice'],
    ['{a...}/{b...}', 'only one place'],
    ['dc/#', 'a character of filters'],
    ['dc/x{a}', 'a character of filters'],
  ])('%s is refused', (template, reason) => {
    expect(() => topicTemplate(template)).toThrow(reason)
  })

  test('a path of a place that the topic lacks is refused', () => {
    expect(() => topicTemplate('dc/{a}', '{site}/{a}')).toThrow('the path uses {site}')
  })
})

describe('a raw number', () => {
  const raw = [{ template: 'p/{path...}/{quantity}', payload: 'number' }]
  test('is the quantity that its topic names', () => {
    expect(topics(raw).readings(message('p/a/b/temperature', ' 23.5\n'))).toEqual([
      {
        point: 'a/b/temperature',
        quantity: 'temperature',
        value: 23.5,
        unit: 'Cel',
        quality: 'good',
        at: NOW,
        address: 'p/a/b/temperature',
      },
    ])
  })

  test('that says it is none is invalid; anything else is garbage, counted', () => {
    const all = topics(raw)
    expect(all.readings(message('p/a/temperature', 'nan'))).toMatchObject([{ quality: 'invalid', value: Number.NaN }])
    expect(all.readings(message('p/a/temperature', '23,5'))).toEqual([])
    expect(all.readings(message('p/a/colour', '1'))).toEqual([])
    expect(all.readings(message('q/a', '1'))).toEqual([])
    expect(all.counts).toMatchObject({ messages: 4, readings: 1, garbage: 3, lastGarbage: 'no template fits q/a' })
  })

  test('kept by the broker is stale: nobody knows how old it is', () => {
    const [reading] = topics(raw).readings(message('p/a/temperature', '20', { retained: true }))
    expect(reading).toMatchObject({ value: 20, quality: 'stale', at: NOW })
  })
})

describe('a JSON message', () => {
  const json = [
    {
      template: 'p/{path...}',
      fields: {
        t: { quantity: 'temperature', unit: 'degF' },
        'env.rh': { quantity: 'humidity' },
        v: { quantity: 'temperature', name: 'board/temperature', unitFrom: 'u' },
        door: { quantity: 'state', states: { true: 'open', false: 'closed' } },
      },
      time: { field: 'ts' },
    },
  ]

  test('carries several values in units of its own, and its time', () => {
    const told = topics(json).readings(
      message('p/rack-1/probe', { t: 77, env: { rh: '41.5' }, v: 295.15, u: 'K', door: true, ts: NOW - 5_000 }),
    )
    expect(told.map(({ point, value, at, quality }) => [point, value, at - NOW, quality])).toEqual([
      ['rack-1/probe/temperature', 25, -5_000, 'good'],
      ['rack-1/probe/humidity', 41.5, -5_000, 'good'],
      ['rack-1/probe/board/temperature', 22, -5_000, 'good'],
      ['rack-1/probe/state', stateCode('open'), -5_000, 'good'],
    ])
  })

  test.each([
    ['retained, with a time that can be believed', -600_000, true, 'good', -600_000],
    ['retained, from yesterday', -86_400_000, true, 'stale', 0],
    ['with a clock that runs ahead', 3_600_000, false, 'good', 0],
    ['with a clock within the bound ahead', 30_000, false, 'good', 30_000],
  ])('%s', (_name, offset, retained, quality, at) => {
    const [reading] = topics(json).readings(message('p/a', { t: 68, ts: (NOW + offset) / 1000 }, { retained }))
    expect(reading).toMatchObject({ quality, at: NOW + at })
  })

  test('with one member that is garbage still tells the others', () => {
    const all = topics(json)
    expect(all.readings(message('p/a', { t: 'hot', env: { rh: 40 } }))).toMatchObject([
      { point: 'a/humidity', value: 40 },
    ])
    expect(all.counts).toMatchObject({ garbage: 1, lastGarbage: 't of p/a is no number' })
  })

  test('with an object where a word is expected is of unknown state, whatever the object pretends to be', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    for (const door of ['{"toString":1,"valueOf":1}', deep]) {
      const all = topics(json, [], undefined, { ...limits, maxPayload: 100_000 })
      expect(all.readings(message('p/a', `{"door":${door}}`))).toMatchObject([
        { point: 'a/state', value: stateCode('unknown') },
      ])
    }
  })

  test('that nobody described tells the members that are quantities', () => {
    const told = topics([{ template: '{path...}' }]).readings(
      message('a/b', { temperature: 21, dewPoint: 9, colour: 'red' }),
    )
    expect(told.map((reading) => reading.point)).toEqual(['a/b/temperature', 'a/b/dew-point'])
  })
})

describe('a last will', () => {
  const rules = [[{ template: 'p/{path...}/{quantity}' }], [{ template: 'status/{path...}' }]] as const

  test('makes the points of the device stale, and says that it is gone', () => {
    const all = topics(...rules)
    all.readings(message('p/rack-1/probe/temperature', '21'))
    all.readings(message('p/rack-10/probe/temperature', '30'))
    const later = epochMs(NOW + 1000)
    expect(all.readings(message('status/rack-1/probe', 'offline', { arrived: later }))).toMatchObject([
      { point: 'rack-1/probe/availability', value: stateCode('off'), quality: 'good' },
      { point: 'rack-1/probe/temperature', value: 21, quality: 'stale', at: later },
    ])
    expect(all.readings(message('status/rack-1/probe', 'online'))).toMatchObject([
      { point: 'rack-1/probe/availability', value: stateCode('on') },
    ])
  })

  test('is subscribed to also where the address names another filter', () => {
    expect(topics(...rules, 'p/rack-1/#').filters).toEqual(['p/rack-1/#', 'status/#'])
  })
})

test('a number of a hundred thousand digits that is none costs no more than its length', () => {
  const all = topics([{ template: '{path...}/{quantity}' }], [], undefined, { ...limits, maxPayload: 200_000 })
  expect(all.readings(message('a/temperature', `${'1'.repeat(100_000)}x`))).toEqual([])
  expect(all.counts).toMatchObject({ garbage: 1 })
})

test('payloads and topics are bounded, and what is over the bound is counted', () => {
  const all = topics([{ template: '{path...}/{quantity}' }])
  all.readings(message('a/temperature', 'x'.repeat(1001)))
  for (let n = 0; n < 60; n++) all.readings(message(`rack-${n}/temperature`, '20'))
  expect(all.counts).toMatchObject({ messages: 61, oversized: 1, readings: 50, overflow: 10 })
})

test('whatever is published, nothing is thrown and every reading is well formed', () => {
  const all = topics(
    [
      {
        template: 'j/{path...}',
        fields: { a: { quantity: 'temperature', unitFrom: 'u' }, 'b.c': { quantity: 'state', states: { x: 'on' } } },
        time: { field: 't' },
      },
      { template: '{path...}/{quantity}' },
      { template: '{path...}' },
    ],
    [{ template: 's/{path...}' }],
    undefined,
    { ...limits, maxTopics: 100_000 },
  )
  const topic = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom('j', 's', 'a', 'Ж', '..', '__proto__', 'temperature', '', 'state'), {
        minLength: 1,
        maxLength: 6,
      })
      .map((levels) => levels.join('/')),
  )
  const payload = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.json().map((text) => Buffer.from(text)),
    fc
      .record(
        {
          a: fc.jsonValue(),
          b: fc.jsonValue(),
          u: fc.jsonValue(),
          t: fc.jsonValue(),
          temperature: fc.jsonValue(),
          value: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((body) => Buffer.from(JSON.stringify(body))),
  )
  fc.assert(
    fc.property(topic, payload, fc.boolean(), (where, what, retained) => {
      for (const reading of all.readings({ topic: where, payload: what, retained, arrived: NOW })) {
        expect(reading.point).toMatch(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/)
        expect(Number.isFinite(reading.value)).toBe(reading.quality === 'good' || reading.quality === 'stale')
        expect(Number.isFinite(reading.at)).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})
