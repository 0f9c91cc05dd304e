import { basename, resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../twin/kit/command.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { CLOUD_SITES } from '../catalogue/recovery.ts'
import { meansOf } from '../catalogue/site-means.ts'
import { STATE_CATALOGUE } from '../catalogue/state-catalogue.ts'
import { InfraError, unusableFile } from '../errors.ts'
import { catalogueWork } from '../gate/catalogue-work.ts'
import { Gate, type GateBasis } from '../gate/gate.ts'
import { type LiveCounts, type LiveLoads, liveBasis } from '../gate/live-basis.ts'
import { checkPlan, isAccepted } from '../gate/plan-check.ts'
import { readPlan } from '../gate/plan-file.ts'
import { plannedSite } from '../gate/plan-site.ts'
import { LARGEST_PLAN_BYTES, readPlanText, TOO_LARGE } from '../gate/plan-text.ts'
import { type SiteTopology, topologyOf } from '../labels/topology.ts'
import { headroomPicture } from './headroom-picture.ts'
import { type CheckedPlan, checkDocument } from './plan-check-document.ts'
import { checkMarkdown, checkText } from './plan-check-text.ts'
import { PLAN_RULES_OPTIONS, rulesBroken } from './plan-rules.ts'
import { reportFile } from './report-file.ts'
import type { LoadEstate } from './stack-report.ts'

/** What a running twin says of its loads; given by the main file, which joins infra and the twin. */
export interface AskLive {
  /** @throws Error with the reason where the address cannot be asked */
  ask(call: CommandCall, url: string): Promise<(LiveLoads & { readonly estate: string }) | undefined>
  /** @returns undefined where a text is no answer of /api/loads */
  read(body: unknown): (LiveLoads & { readonly estate: string }) | undefined
}

const HERE = 'http://127.0.0.1:8080'

/** `oblak plan check`: judges any plan that places Kubernetes workloads by the racks, after every single loss. */
export function planCheckCommand(loadEstate: LoadEstate, live: AskLive): Command {
  return {
    name: 'plan check',
    summary: 'judge a Terraform plan by the racks: does what must survive each single loss still fit',
    arguments: [{ name: '<plan>', description: 'what `terraform show -json` says of a plan; - for standard input' }],
    options: [
      { flags: '--estate <dir>', description: 'folder of estate files (default: the shipped estate)' },
      {
        flags: '--site <name>',
        description:
          'where the plan places its work, where the kubeconfig context of its provider is no name of a site',
      },
      { flags: '--alone', description: 'without the services of the catalogue, which run besides otherwise' },
      {
        flags: '--live [url]',
        description: `tighten by what a running server measures (${HERE} where no address is said); what it does not measure draws its nameplate`,
      },
      { flags: '--loads <file>', description: 'the same from a file: an answer of /api/loads' },
      ...PLAN_RULES_OPTIONS,
      {
        flags: '--markdown <file>',
        description:
          'write the verdict as Markdown too, for a merge request, and beside it a picture of the same name, .svg',
      },
    ],
    examples: [
      'terraform show -json plan.tfplan | oblak plan check -',
      'oblak plan check plan.json --site kragujevac --markdown verdict.md',
      'oblak plan check plan.json --live --json',
      'oblak plan check plan.json --rules --sarif rules.sarif --junit rules.xml',
    ],
    run: async (call) => {
      try {
        return await judged(call, loadEstate, live)
      } catch (error) {
        if (!(error instanceof InfraError)) throw error
        if (call.json) call.io.out(JSON.stringify({ ok: false, code: error.code, problems: error.problems }))
        call.io.message(`oblak: ${error.message}`)
        return error.status
      }
    },
  }
}

async function judged(call: CommandCall, loadEstate: LoadEstate, live: AskLive): Promise<ExitStatus> {
  const { args, io, json, options } = call
  const given = typeof args[0] === 'string' ? args[0] : '-'
  const file = given === '-' ? STANDARD_INPUT : given
  const plan = readPlan(await textOf(given, io.workingFolder))
  if ('wrong' in plan) throw unusableFile(file, plan.wrong, undefined)
  const report = async (path: string | undefined) =>
    path === undefined ? undefined : reportFile(resolve(io.workingFolder, path))
  const verdictFile = typeof options.markdown === 'string' ? options.markdown : undefined
  const markdown = await report(verdictFile)
  const picture = await report(verdictFile && pictureOf(verdictFile))
  const broken = await rulesBroken(call, plan.stack)
  const { estate } = await loadEstate(
    typeof options.estate === 'string' ? resolve(io.workingFolder, options.estate) : undefined,
  )
  const topology = topologyOf(estate)
  const { nodes, site } = siteOf(topology.sites, file, plan.context, options.site)
  const counts: LiveCounts = { measured: 0, missing: 0, stale: 0 }
  const basis = await basisOf(call, estate, live, counts)
  const gate = new Gate(estate, topology, basis)
  const isOurs = topology.sites.some((one) => CLOUD_SITES.some((known) => known === one.site))
  const others = options.alone === true || !isOurs ? [] : catalogueWork(STATE_CATALOGUE, meansOf(topology))
  const servers = nodes.filter(({ hasGpu }) => !hasGpu).length
  const check = checkPlan(gate, plan, { site, nodes: servers, others })
  const checked: CheckedPlan = {
    check,
    estate: estate.name,
    ...(basis && { live: counts }),
    isAlone: others.length === 0,
  }
  if (verdictFile !== undefined) {
    await picture?.put(headroomPicture(check))
    await markdown?.put(checkMarkdown(checked, basename(pictureOf(verdictFile))))
  }
  const document = () => ({ ...checkDocument(checked), ...(broken && { ok: false, rules: broken.problems }) })
  io.out(json ? JSON.stringify(document()) : checkText(checked))
  if (broken) io.message(`oblak: ${broken.message}`)
  return broken?.status ?? (isAccepted(check) ? 0 : 1)
}

/** `verdict.svg` beside `verdict.md`. */
function pictureOf(markdown: string): string {
  return `${markdown.replace(/\.(md|markdown)$/i, '')}.svg`
}

const STANDARD_INPUT = 'standard input'

/** @throws InfraError `file` where it cannot be read or is too large */
function textOf(file: string, workingFolder: string): Promise<string> {
  return file === '-' ? standardInput() : readPlanText(resolve(workingFolder, file), file)
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > LARGEST_PLAN_BYTES) throw unusableFile(STANDARD_INPUT, TOO_LARGE, undefined)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function siteOf(
  sites: readonly SiteTopology[],
  file: string,
  context: string | undefined,
  said: unknown,
): SiteTopology {
  const names = sites.map(({ site }) => site)
  const planned = plannedSite(names, context, typeof said === 'string' ? said : undefined)
  if ('wrong' in planned) throw unusableFile(file, planned.wrong, undefined)
  const found = sites.find(({ site }) => site === planned.site)
  if (found) return found
  throw unusableFile(
    file,
    planned.site !== undefined
      ? `the estate has no cluster at ${planned.site}; --site is one of ${names.join(', ')}`
      : `it does not say at which site it places its work; say --site, one of ${names.join(', ')}`,
    undefined,
  )
}

/** @throws InfraError `file` where a file of loads is none, or live values are of another estate */
async function basisOf(
  call: CommandCall,
  estate: Estate,
  live: AskLive,
  counts: LiveCounts,
): Promise<GateBasis | undefined> {
  const { loads, live: asked } = call.options
  if (asked === undefined && loads === undefined) return undefined
  const answer = typeof loads === 'string' ? await savedLoads(call, live, loads) : await liveLoads(call, live, asked)
  if (answer && answer.estate !== estate.name) {
    const why = `it is about the estate ${answer.estate}, and the plan is judged by ${estate.name}`
    throw unusableFile(String(loads ?? asked), why, undefined)
  }
  return liveBasis(answer ?? { measurements: [], lost: [] }, counts)
}

async function savedLoads({ io }: CommandCall, live: AskLive, file: string) {
  const text = await textOf(file, io.workingFolder)
  const answer = live.read(jsonOf(text))
  if (!answer) throw unusableFile(file, 'it is no answer of /api/loads', undefined)
  return answer
}

/** Undefined where no server can be asked: that is told, and is no reason to let more pass. */
async function liveLoads(call: CommandCall, live: AskLive, asked: unknown) {
  const url = typeof asked === 'string' ? asked : HERE
  if (!URL.canParse(url)) throw unusableFile(url, `it is no address such as ${HERE}`, undefined)
  try {
    return await live.ask(call, url)
  } catch (error) {
    if (call.signal.aborted) throw error
    const why = error instanceof Error ? error.message : String(error)
    call.io.message(`oblak: ${why} Every device is taken to draw its nameplate.`)
    return undefined
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
