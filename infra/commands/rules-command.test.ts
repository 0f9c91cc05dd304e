import { describe, expect, it } from 'vitest'
import { asPrinted, recordedIo } from '../../twin/kit/testing/recorded-io.ts'
import { ALL_RULES } from '../policy/all-rules.ts'
import { rulesCommand } from './rules-command.ts'

async function rules(args: readonly string[], json = false) {
  const { io, messages, out } = recordedIo({ columns: 120, environment: {}, workingFolder: '/' })
  const status = await rulesCommand.run({ args, options: {}, json, io, signal: new AbortController().signal })
  return { status, out: asPrinted(out), messages: asPrinted(messages) }
}

describe('oblak rules', () => {
  it('lists every rule with what it judges', async () => {
    const { status, out } = await rules([])
    expect(status).toBe(0)
    expect(out.trimEnd().split('\n')).toHaveLength(ALL_RULES.length)
    expect(out).toMatch(/^image-by-digest +workloads$/m)
  })

  it('tells all of one', async () => {
    const { status, out } = await rules(['image-by-digest'])
    expect(status).toBe(0)
    expect(out).toMatch(/^image-by-digest\n {2}judges {2}workloads\n {2}why {5}.+\n {2}do {6}.+\n {2}asked {3}.+\n$/)
  })

  it('with --json gives one document', async () => {
    const { out, messages } = await rules(['state-in-serbia'], true)
    expect(messages).toBe('')
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      rules: [{ id: 'state-in-serbia', judges: 'stacks', forms: ['configuration'] }],
    })
  })

  it('takes a rule that there is not for bad input, and says which was meant', async () => {
    const { status, messages } = await rules(['image-by-diget'])
    expect({ status, messages }).toEqual({
      status: 2,
      messages: 'oblak: image-by-diget is no rule; the nearest is image-by-digest. oblak rules lists all.\n',
    })
  })
})
