import type { Command, CommandIo } from '../../twin/kit/command.ts'
import { nearestName } from '../../twin/kit/nearest-name.ts'
import { ALL_RULES } from '../policy/all-rules.ts'
import type { Rule } from '../policy/rule.ts'

/** `oblak rules`: what stacks and plans are held to, or all of one rule. */
export const rulesCommand: Command = {
  name: 'rules',
  summary: 'list the rules that stacks and plans are held to, or tell all of one',
  arguments: [{ name: '[rule]', description: 'only this one, with why it is there, what to do and who asks for it' }],
  examples: ['oblak rules', 'oblak rules not-on-one-power-block', 'oblak rules --json'],
  run: async ({ args: [id], json, io }) => {
    const rules = typeof id === 'string' ? ALL_RULES.filter((rule) => rule.id === id) : ALL_RULES
    if (rules.length === 0) {
      const near = nearestName(
        `${id}`,
        ALL_RULES.map((rule) => rule.id),
      )
      if (json)
        io.out(JSON.stringify({ ok: false, code: 'rule', problems: [{ path: `${id}`, message: 'is no rule' }] }))
      io.message(
        `oblak: ${id} is no rule${near === undefined ? '' : `; the nearest is ${near}`}. oblak rules lists all.`,
      )
      return 2
    }
    if (json) io.out(JSON.stringify({ ok: true, rules: rules.map(documentOf) }))
    else if (typeof id === 'string') for (const rule of rules) tellWhole(io, rule)
    else tellAll(io)
    return 0
  },
}

function documentOf({ id, over, reason, fix, standard }: Rule) {
  return { id, judges: over.name, reason, fix, standard, forms: over.form ? [over.form] : ['configuration', 'plan'] }
}

function tellAll(io: CommandIo): void {
  const width = Math.max(...ALL_RULES.map(({ id }) => id.length))
  io.out(ALL_RULES.map(({ id, over }) => `${id.padEnd(width)}  ${over.name}`).join('\n'))
  io.message(`${ALL_RULES.length} rules, each with what it judges. oblak rules RULE tells all of one.`)
}

function tellWhole(io: CommandIo, { id, over, reason, fix, standard }: Rule): void {
  io.out([id, `  judges  ${over.name}`, `  why     ${reason}`, `  do      ${fix}`, `  asked   ${standard}`].join('\n'))
}
