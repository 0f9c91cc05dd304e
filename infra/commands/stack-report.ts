import { resolve } from 'node:path'
import type { CommandCall, CommandIo, CommandOption, ExitStatus } from '../../twin/kit/command.ts'
import type { Estate } from '../../twin/model/estate.ts'
import type { AppOptions } from '../app.ts'
import { foreignEnvironment, InfraError } from '../errors.ts'
import { BACKENDS, type Backend } from '../stacks/backends.ts'
import type { SynthReport } from '../synth.ts'
import { CATALOGUE_OPTIONS, givenCatalogueOptions } from './catalogue-options.ts'
import { givenPolicyOptions, POLICY_OPTIONS } from './policy-options.ts'

export type LoadEstate = (folder: string | undefined) => Promise<{ readonly estate: Estate }>

/** What commands over stacks have in common. */
export const STACK_OPTIONS: readonly CommandOption[] = [
  { flags: '--estate <dir>', description: 'folder of estate files (default: the shipped estate)' },
  {
    flags: '--backend <kind>',
    description: 'where Terraform keeps the state: beside the folder, or in PostgreSQL (PG_CONN_STR)',
    choices: BACKENDS,
    default: 'local',
  },
  ...CATALOGUE_OPTIONS,
  ...POLICY_OPTIONS,
]

/** Variables by which the environment changes what CDKTF writes or lets pass (cdktf 0.21: app.js, terraform-stack.js). */
const FOREIGN = [
  'CDKTF_CONTEXT_JSON',
  'CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS',
  'CDKTF_TARGET_STACK_ID',
  'SYNTH_HCL_OUTPUT',
]
const MOST_GAPS = 10
const OF_PRACTICE =
  'The digests of the images are of practice: no image has them. --images takes those that the registry gave.'

/**
 * Loads the estate, has stacks made of it and tells of them, or why there are none.
 * @param make the stacks; its report is told, with `said` in front
 */
export async function tellStacks(
  call: CommandCall,
  loadEstate: LoadEstate,
  make: (estate: Estate, options: AppOptions) => Promise<SynthReport>,
  said: { readonly line?: string; readonly document?: Readonly<Record<string, unknown>> } = {},
): Promise<ExitStatus> {
  const { io, json, options } = call
  try {
    const foreign = FOREIGN.filter((name) => io.environment[name] !== undefined)
    if (foreign.length > 0) throw foreignEnvironment(foreign)
    const folder = typeof options.estate === 'string' ? resolve(io.workingFolder, options.estate) : undefined
    const { estate } = await loadEstate(folder)
    const backend: Backend = BACKENDS.find((known) => known === options.backend) ?? 'local'
    const policies = await givenPolicyOptions(call)
    const catalogue = await givenCatalogueOptions(call)
    const report = await make(estate, { backend, gate: true, ...catalogue, ...policies.options }).finally(
      policies.writeReports,
    )
    if (json) io.out(JSON.stringify({ ok: true, ...said.document, ...report }))
    else tell(io, report, said.line)
    return 0
  } catch (error) {
    if (!(error instanceof InfraError)) throw error
    if (json) io.out(JSON.stringify({ ok: false, code: error.code, problems: error.problems }))
    io.message(`oblak: ${error.message}`)
    return error.status
  }
}

function tell(
  io: CommandIo,
  { stacks, policies, gaps, unplaced, refusals, images }: SynthReport,
  line: string | undefined,
): void {
  const width = Math.max(...stacks.map(({ name }) => name.length))
  const places = `${stacks.length}`.length
  io.out(
    stacks
      .map(({ name, resources, after, services }, number) => {
        const what = [...runsIn(services), contentsOf(resources)].join(': ')
        const order = after.length > 0 ? `  after ${after.join(', ')}` : ''
        return `${String(number + 1).padStart(places)}  ${name.padEnd(width)}  ${what}${order}`
      })
      .join('\n'),
  )
  for (const { rack, label, why } of gaps.slice(0, MOST_GAPS)) io.message(`${rack} gets no ${label}: ${why}.`)
  if (gaps.length > MOST_GAPS) {
    io.message(`And so ${(gaps.length - MOST_GAPS).toLocaleString('en')} more labels; --json tells all.`)
  }
  if (unplaced.length > 0) {
    io.message(`The estate has none of the sites of the catalogue: its ${unplaced.length} services are placed nowhere.`)
  }
  if (images !== undefined) io.message('Nearly all loads and sizes of the services are assumed: docs/services.md.')
  if (images === 'practice') io.message(OF_PRACTICE)
  const idle = policies.filter(({ looked }) => looked === 0).length
  const where = stacks.length === 1 ? 'the one stack' : `${stacks.length} stacks`
  const nothing = idle > 0 ? `; ${idle} of them had nothing to look at` : ''
  io.message(`${policies.length} rules hold in ${where}${nothing}.`)
  for (const refusal of refusals) io.message(`Terraform will refuse the plan of capacity. ${refusal}`)
  if (line !== undefined) io.message(line)
}

function runsIn(services: SynthReport['stacks'][number]['services']): readonly string[] {
  if (services.length === 0) return []
  return [services.map(({ name, duty }) => (duty === 'active' ? name : `${name} (standby)`)).join(', ')]
}

/** Types by name where they are few; `--json` tells all. */
function contentsOf(resources: Readonly<Record<string, number>>): string {
  const types = Object.entries(resources)
  const count = types.reduce((sum, [, number]) => sum + number, 0)
  return types.length > 3
    ? `${count} resources`
    : types.map(([type, number]) => `${number.toLocaleString('en')} ${type}`).join(', ')
}
