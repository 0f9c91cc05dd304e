import { describe, expect, it } from 'vitest'
import { ALL_RULES } from './all-rules.ts'
import type { Finding } from './judge-stacks.ts'
import type { Rule } from './rule.ts'
import { readWaivers, waive } from './waivers.ts'

const TODAY = '2026-11-26'
const finding = (id: string, path: string): Finding => ({
  rule: ALL_RULES.find((rule) => rule.id === id) as Rule,
  stack: 'evisa-belgrade',
  path,
  message: 'is wrong',
})
const PORT = finding('no-node-port', 'evisa-belgrade/evisa/service')
const IMAGE = finding('image-by-digest', 'evisa-belgrade/evisa/app')

const judged = (yaml: string, findings = [PORT, IMAGE]) =>
  waive(findings, readWaivers(Buffer.from(yaml), 'waivers.yaml'), ALL_RULES, TODAY)
const told = (yaml: string) => {
  const { open, waived, faults } = judged(yaml)
  return {
    open: open.length,
    waived: waived.map(({ waiver }) => waiver.rule),
    faults: faults.map(({ line, path, message }) => `${line} ${path.join('.')} ${message}`),
  }
}
const waiver = (fields: Readonly<Record<string, string>> = {}) => {
  const all = {
    rule: 'no-node-port',
    path: 'evisa-belgrade/evisa/service',
    reason: 'the old gateway goes by ports',
    owner: 'Ana Anić',
    expires: '2026-11-26',
    ...fields,
  }
  return `  - {${Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')}}\n`
}
const file = (...waivers: readonly string[]) => `waivers:\n${waivers.join('')}`

describe('waivers', () => {
  it('let one rule be broken by one construct, on the day of their expiry still', () => {
    expect(told(file(waiver()))).toEqual({ open: 1, waived: ['no-node-port'], faults: [] })
  })

  it('take all breaches of that rule by that construct', () => {
    expect(judged(file(waiver()), [PORT, { ...PORT, message: 'another' }]).waived).toHaveLength(2)
  })

  it.each([
    ['an expired one', waiver({ expires: '2026-11-25' }), '2 waivers.0.expires has passed'],
    ['an unknown rule', waiver({ rule: 'no-node-prot' }), '2 waivers.0.rule is no rule'],
    ['no owner', waiver({ owner: '' }), '2 waivers.0.owner is missing'],
    ['an owner of blanks', waiver({ owner: "'  '" }), '2 waivers.0.owner is not allowed'],
    ['no reason', waiver({ reason: '' }), '2 waivers.0.reason is missing'],
    ['a day that there is not', waiver({ expires: '2026-11-31' }), '2 waivers.0.expires is not allowed'],
    ['an unused one', waiver({ path: 'evisa-belgrade/evisa/servce' }), '2 waivers.0 waives nothing: take it out'],
    ['a field that there is not', waiver({ until: 'ever' }), '2 waivers.0.until is no field here'],
  ])('fail for %s, and let nothing pass', (_what, bad, fault) => {
    expect(told(file(bad))).toEqual({ open: 2, waived: [], faults: [fault] })
  })

  it('tell all faults with their lines at once, and hold where they are right', () => {
    const bad = [
      waiver({ owner: '' }),
      waiver({ rule: 'nobody' }),
      waiver(),
      waiver(),
      waiver({ expires: '2020-01-01' }),
    ]
    expect(told(file(...bad))).toEqual({
      open: 1,
      waived: ['no-node-port'],
      faults: [
        '2 waivers.0.owner is missing',
        '3 waivers.1.rule is no rule',
        '5 waivers.3 waives what another one waives already',
        '6 waivers.4.expires has passed',
      ],
    })
  })

  it('say the name that was meant', () => {
    const { faults } = judged(file(waiver({ rule: 'no-node-prot' }), waiver({ path: 'evisa-belgrade/evisa/servce' })))
    expect(faults.map(({ nearest }) => nearest)).toEqual(['no-node-port', 'evisa-belgrade/evisa/service'])
  })

  it('fail where the file is no YAML', () => {
    expect(told('waivers: [')).toMatchObject({ open: 2, faults: [expect.stringMatching(/^1 .*not closed/)] })
  })
})
