import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readYaml } from '../../../twin/kit/yaml-source.ts'
import { WORKLOAD_KINDS } from '../workload.ts'

const patch = z.array(
  z.strictObject({
    op: z.enum(['add', 'remove', 'replace']),
    path: z.string().startsWith('/'),
    value: z.unknown().optional(),
  }),
)
const exampleSchema = z.strictObject({
  /** Kinds of workload that it is made of; one is enough where the rule does not look at workloads. */
  kinds: z.array(z.enum(WORKLOAD_KINDS)).min(1),
  /** What spoils the good stack. */
  bad: patch.min(1),
  /** What mends the spoiled one: as little as can be. */
  mend: patch.min(1),
})

/** A bad example of one rule: `container-flags/init-without-run-as-non-root`. */
export interface Example extends z.infer<typeof exampleSchema> {
  readonly rule: string
  readonly name: string
  /** What is wrong with it, a sentence: the comment at the head of its file. */
  readonly what: string
}

/** Every example of the corpus, one folder a rule. */
export async function examples(): Promise<readonly Example[]> {
  const entries = await readdir(import.meta.dirname, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
  return Promise.all(
    files.map(async ({ name, parentPath }) => {
      const file = join(parentPath, name)
      const bytes = await readFile(file)
      const what = /^# (.+\.)$/m.exec(bytes.toString())?.[1]
      if (what === undefined) throw new Error(`${file} does not begin with what is wrong with it`)
      const reading = readYaml(bytes, file)
      if ('diagnostics' in reading) throw new Error(JSON.stringify(reading.diagnostics))
      const rule = parentPath.split(/[\\/]/).at(-1) ?? ''
      return {
        rule,
        name: `${rule}/${name.replace(/\.yaml$/, '')}`,
        what,
        ...exampleSchema.parse(reading.source.value),
      }
    }),
  )
}
