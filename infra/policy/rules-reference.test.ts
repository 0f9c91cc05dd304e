import { expect, it } from 'vitest'
import { ALL_RULES } from './all-rules.ts'
import { examples } from './corpus/examples.ts'
import type { Rule } from './rule.ts'

const HEAD = `# Reference of rules

Made from the rules in \`infra/policy/rules\` and from their bad examples in \`infra/policy/corpus\`. How rules judge, and what they read, is in [policies.md](policies.md).
`

/** A bar ends a cell of a table. */
const cell = (text: string) => text.replaceAll('|', '\\|')

function section(rule: Rule, refused: readonly string[]): string {
  const { id, standard, reason, fix, over } = rule
  const only = over.form === 'configuration' ? ' (of configurations; plans do not say it)' : ''
  return [
    `## ${id}`,
    '',
    `Judges ${over.name}${only}.`,
    '',
    `- **Why:** ${reason}.`,
    `- **Do:** ${fix}.`,
    `- **Asked by:** ${standard}.`,
    `- **Refused, for example:** ${refused.join(' ')}`,
    '',
  ].join('\n')
}

it('docs/rules.md says what the rules and their examples say (vitest -u writes it anew)', async () => {
  const all = await examples()
  const table = ALL_RULES.map(
    ({ id, over, reason }) => `| [\`${id}\`](#${id}) | ${cell(over.name)} | ${cell(reason)} |`,
  )
  const sections = ALL_RULES.map((rule) =>
    section(
      rule,
      all
        .filter((example) => example.rule === rule.id)
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
        .map(({ what }) => what),
    ),
  )
  await expect(
    [HEAD, '| rule | judges | why |', '|---|---|---|', ...table, '', ...sections].join('\n'),
  ).toMatchFileSnapshot('../../docs/rules.md')
})
