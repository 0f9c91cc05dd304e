import { writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../twin/kit/command.ts'
import type { RaisedEvents } from '../../twin/model/security-event.ts'
import type { PlanOptions } from '../cluster/apply/apply-stacks.ts'
import { runFolder } from '../cluster/run-folder.ts'
import type { DriftReport } from '../drift/find-drift.ts'
import { type InfraError, unusableFile } from '../errors.ts'
import { answered, FOLDER, folderOf, sitesOf } from './cluster-options.ts'
import { driftMarkdown, driftText, isWhole } from './drift-text.ts'
import type { LoadEstate } from './stack-report.ts'
import { withStacks } from './with-stacks.ts'

/** What came of telling a running twin. */
export interface EventsTold {
  readonly server: string
  readonly opened: number
  readonly seenAgain: number
  readonly closed: number
}

/**
 * Raises events in a running twin; given by the main file, which joins infra and the twin.
 * @throws Error with the reason where the server does not take them
 */
export type TellEvents = (call: CommandCall, url: string, events: RaisedEvents) => Promise<EventsTold>

const HERE = 'http://127.0.0.1:8080'

/** `oblak drift`: what is applied against what is declared, and who changed it. */
export function driftCommand(loadEstate: LoadEstate, tell: TellEvents): Command {
  return {
    name: 'drift',
    summary:
      'compare what is applied with what is declared, say who changed what, and rank what touches security first',
    options: [
      { flags: '--estate <dir>', description: 'folder of estate files (default: the shipped estate)' },
      { flags: '--stacks <dir>', description: 'what synth wrote, in place of the stacks of the estate' },
      { flags: '--site <name>', description: 'only this site', repeatable: true },
      FOLDER,
      {
        flags: '--kubeconfig <file>',
        description:
          'real clusters, by the contexts of this file (default: practice clusters; with --context KUBECONFIG or ~/.kube/config); needs --stacks, whose backends hold the states',
      },
      {
        flags: '--context <site=name>',
        description: 'the context of a site’s real cluster, where that is not the site’s name',
        repeatable: true,
      },
      {
        flags: '--tell [url]',
        description: `raise what is found as events of the running twin (${HERE} where no address is said), and close those that are over`,
      },
      { flags: '--markdown <file>', description: 'write what is found as Markdown too' },
    ],
    examples: [
      'oblak drift',
      'oblak drift --stacks out --tell',
      'oblak drift --stacks out --kubeconfig clusters.yaml --context belgrade=prod-bg --context kragujevac=prod-kg --json',
    ],
    run: (call) =>
      answered(call, async () => {
        const { io, options, signal } = call
        const clusters = clustersOf(call)
        const chosen = sitesOf(call)
        const report = await inFolder(call, clusters !== undefined, (folder) =>
          withStacks(call, loadEstate, { gate: false }, async (stacks) =>
            (await import('../drift/find-drift.ts')).findDrift({
              folder,
              stacks,
              environment: io.environment,
              message: (text) => io.message(text),
              signal,
              ...(chosen && { sites: chosen }),
              ...(clusters && { clusters }),
            }),
          ),
        )
        if (typeof options.markdown === 'string') {
          await written(resolve(io.workingFolder, options.markdown), driftMarkdown(report))
        }
        const told = await raised(call, report, tell)
        return {
          document: documentOf(report, told),
          status: told === 'failed' ? 3 : statusOf(report),
          tell: () => {
            io.out(driftText(report))
            if (told && told !== 'failed')
              io.out(`Told to ${told.server}: ${told.opened} new, ${told.seenAgain} seen again, ${told.closed} over.`)
          },
        }
      }),
  }
}

/** @returns undefined where nobody asked for it */
async function raised(
  call: CommandCall,
  report: DriftReport,
  tell: TellEvents,
): Promise<EventsTold | 'failed' | undefined> {
  const { tell: asked } = call.options
  if (asked === undefined || asked === false) return undefined
  const { covers, events, source } = report
  if (covers.length === 0) {
    call.io.message('oblak: nothing was told: nothing could be looked at.')
    return 'failed'
  }
  try {
    return await tell(call, typeof asked === 'string' ? asked : HERE, { source, covers, events })
  } catch (error) {
    if (call.signal.aborted) throw error
    call.io.message(`oblak: nothing was told: ${error instanceof Error ? error.message : String(error)}`)
    return 'failed'
  }
}

/** Real clusters, where they are asked for. @throws InfraError where what is said of them cannot be meant */
function clustersOf({ io, options }: CommandCall): PlanOptions['clusters'] {
  const said = Array.isArray(options.context) ? options.context.map(String) : []
  if (typeof options.kubeconfig !== 'string' && said.length === 0) return undefined
  if (typeof options.stacks !== 'string') {
    throw wrongUse(
      '--stacks',
      'say which stacks are applied to the real clusters: --stacks, a folder that oblak synth wrote',
    )
  }
  const contexts: Record<string, string> = {}
  for (const one of said) {
    const [, site, context] = /^([^=]+)=(.+)$/.exec(one) ?? []
    if (site === undefined || context === undefined)
      throw wrongUse(one, 'say --context SITE=CONTEXT, as belgrade=prod-bg')
    contexts[site] = context
  }
  const given = typeof options.kubeconfig === 'string' ? options.kubeconfig : usualKubeconfig(io.environment)
  return { kubeconfig: resolve(io.workingFolder, given), contexts }
}

function usualKubeconfig({ KUBECONFIG }: Readonly<Record<string, string | undefined>>): string {
  const [first, ...others] = (KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '')
  if (others.length > 0) throw wrongUse('KUBECONFIG', 'it names several files; say one: --kubeconfig')
  return first ?? join(homedir(), '.kube', 'config')
}

/** The practice clusters' folder; for real clusters one that goes again: their states are elsewhere. */
async function inFolder<T>(call: CommandCall, isReal: boolean, use: (folder: string) => Promise<T>): Promise<T> {
  if (!isReal) return use(folderOf(call))
  await using folder = await runFolder(tmpdir(), 'oblak-drift-')
  return await use(folder.path)
}

function statusOf(report: DriftReport): ExitStatus {
  if (!isWhole(report)) return 3
  return report.events.length > 0 ? 1 : 0
}

function documentOf({ covers, events, ofScalers, sites }: DriftReport, told: EventsTold | 'failed' | undefined) {
  return {
    findings: events,
    ignored: { copiesOfScalers: ofScalers },
    covers,
    sites: sites.map(({ away, notReached, provider, site, stacks }) => ({
      site,
      away: away ?? null,
      provider: provider ?? null,
      notReached,
      stacks: stacks.map(({ complaints, name, outcome }) => ({ name, outcome, complaints })),
    })),
    ...(told && { told: told === 'failed' ? null : told }),
  }
}

function wrongUse(path: string, why: string): InfraError {
  return unusableFile(path, why, undefined)
}

async function written(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (error) {
    throw unusableFile(path, `it cannot be written: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}
