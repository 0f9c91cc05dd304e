import { describe, expect, it } from 'vitest'
import type { Command, CommandCall, CommandIo } from '../kit/command.ts'
import { recordedIo } from '../kit/testing/recorded-io.ts'
import { runCommand } from './run-command.ts'

const calls: CommandCall[] = []
const check: Command = {
  name: 'estate check',
  summary: 'validate an estate',
  arguments: [{ name: '[dir]', description: 'the folder' }],
  options: [
    { flags: '--size <size>', description: 'how large', choices: ['today', '2030'] },
    { flags: '--only <path>', description: 'only this', repeatable: true },
  ],
  examples: ['oblak estate check my-estate'],
  run: async (call) => {
    calls.push(call)
    return 1
  },
}
const broken: Command = {
  name: 'break',
  summary: 'throws',
  examples: ['oblak break'],
  run: async () => {
    throw new Error('the file is gone')
  },
}
const lasting: Command = { ...check, name: 'last', arguments: [], options: [], json: false }
const never = new AbortController().signal
const run = (argv: string[], io: CommandIo) => runCommand([check, broken, lasting], '1.2.3', argv, io, never)

describe('a command line', () => {
  it('reaches the command with its arguments and options, and gives back its status', async () => {
    const { io } = recordedIo()
    expect(await run(['estate', 'check', 'here', '--only', 'a', '--only', 'b', '--json'], io)).toBe(1)
    const call = calls.at(-1)
    expect(call?.args).toEqual(['here'])
    expect(call?.options.only).toEqual(['a', 'b'])
    expect(call?.json).toBe(true)
  })

  it('of a group says in the help which commands it has', async () => {
    const { io, out } = recordedIo()
    expect(await run(['--help'], io)).toBe(0)
    expect(out.join('\n')).toMatch(/^ {2}estate +commands: check$/m)
    expect(out.join('\n')).toContain('Exit status: 0 yes or done; 1 the answer is no')
  })

  it('with an unknown word is wrong usage: status 2, the nearest command named on stderr, nothing on stdout', async () => {
    const { io, out, messages } = recordedIo()
    expect(await run(['estate', 'chekc'], io)).toBe(2)
    expect(messages.join('\n')).toContain('check')
    expect(out).toEqual([])
  })

  it('with a value that is not allowed is wrong usage and says what is', async () => {
    const { io, messages } = recordedIo()
    expect(await run(['estate', 'check', '--size', 'huge'], io)).toBe(2)
    expect(messages.join('\n')).toContain('today, 2030')
  })

  it('with too many words is wrong usage', async () => {
    const { io } = recordedIo()
    expect(await run(['estate', 'check', 'one', 'two'], io)).toBe(2)
  })

  it('asking for help gets it on stdout with an example, status 0', async () => {
    const { io, out } = recordedIo()
    expect(await run(['estate', 'check', '--help'], io)).toBe(0)
    expect(out.join('\n')).toContain('$ oblak estate check my-estate')
  })

  it('of a command without a JSON form is not offered --json, and is refused with it', async () => {
    const { io, out, messages } = recordedIo()
    expect(await run(['last', '--help'], io)).toBe(0)
    expect(out.join('\n')).not.toContain('--json')
    expect(await run(['last', '--json'], io)).toBe(2)
    expect(messages.join('\n')).toContain("unknown option '--json'")
  })

  it('that is empty gets the help as a message and status 2', async () => {
    const { io, out, messages } = recordedIo()
    expect(await run([], io)).toBe(2)
    expect(messages.join('\n')).toContain('estate')
    expect(out).toEqual([])
  })

  it('whose command throws is answered by the message without a stack trace', async () => {
    const { io, messages } = recordedIo()
    expect(await run(['break'], io)).toBe(2)
    expect(messages).toEqual(['oblak: the file is gone'])
  })
})
