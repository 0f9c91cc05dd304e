import type { Command, CommandIo, ExitStatus } from '../../twin/kit/command.ts'
import type { SiteApplied, StackApplied, StackVerb } from '../cluster/apply/apply-stacks.ts'
import { answered, FOLDER, folderOf, sitesOf } from './cluster-options.ts'
import type { LoadEstate } from './stack-report.ts'
import { withStacks } from './with-stacks.ts'

/** `oblak cluster apply`: the stacks by real Terraform against the practice clusters. */
export function applyCommand(loadEstate: LoadEstate): Command {
  return {
    name: 'cluster apply',
    summary:
      'apply the stacks to the practice clusters by Terraform 1.11; with the real provider where it can be installed, else with a stand-in for it',
    options: [
      { flags: '--estate <dir>', description: 'folder of estate files (default: the shipped estate)' },
      {
        flags: '--stacks <dir>',
        description: 'what synth wrote, in place of the stacks of the estate; stays as it is',
      },
      { flags: '--site <name>', description: 'only this site', repeatable: true },
      { flags: '--plan', description: 'only tell what would change; status 1 where something would' },
      { flags: '--destroy', description: 'take away what was applied' },
      FOLDER,
    ],
    examples: [
      'oblak cluster apply',
      'oblak cluster apply --site belgrade --stacks out',
      'oblak cluster apply --plan --json',
    ],
    run: (call) => {
      if (call.options.plan === true && call.options.destroy === true) {
        call.io.message('oblak: say --plan or --destroy, not both.')
        return Promise.resolve(2)
      }
      return answered(call, async () => {
        const { io, options, signal } = call
        const verb: StackVerb = options.plan === true ? 'plan' : options.destroy === true ? 'destroy' : 'apply'
        const { applyStacks } = await import('../cluster/apply/apply-stacks.ts')
        const chosen = sitesOf(call)
        const sites = await withStacks(call, loadEstate, { gate: true }, (stacks) =>
          applyStacks({
            folder: folderOf(call),
            stacks,
            verb,
            environment: io.environment,
            message: (text) => io.message(text),
            signal,
            ...(chosen && { sites: chosen }),
          }),
        )
        return { document: { sites }, status: statusOf(sites, verb), tell: () => tell(io, sites, verb) }
      })
    },
  }
}

function statusOf(sites: readonly SiteApplied[], verb: StackVerb): ExitStatus {
  const stacks = sites.flatMap((site) => site.stacks)
  if (sites.some(({ away }) => away !== undefined)) return 3
  if (stacks.some(({ outcome }) => outcome !== 'done')) return 1
  return verb === 'plan' && stacks.some(changes) ? 1 : 0
}

function changes({ added, changed, removed }: StackApplied): boolean {
  return added + changed + removed > 0
}

function tell(io: CommandIo, sites: readonly SiteApplied[], verb: StackVerb): void {
  const width = Math.max(...sites.flatMap(({ stacks }) => stacks.map(({ name }) => name.length)))
  for (const { site, provider, away, stacks } of sites) {
    if (away !== undefined) {
      io.out(`${site}: nothing was tried, ${away}`)
      continue
    }
    io.out(
      site === undefined ? 'before all, without a cluster:' : `${site}${provider ? `, with the ${provider}` : ''}:`,
    )
    for (const { name, outcome, added, changed, removed, complaints } of stacks) {
      const counts =
        verb === 'plan'
          ? `${added} to add, ${changed} to change, ${removed} to remove`
          : `${added} added, ${changed} changed, ${removed} removed`
      io.out(`  ${name.padEnd(width)}  ${outcome === 'done' ? counts : outcome}`)
      for (const { address, summary, detail } of complaints) {
        io.out(`    ${address === undefined ? '' : `${address}: `}${summary}${detail === '' ? '' : ` ${detail}`}`)
      }
    }
  }
}
