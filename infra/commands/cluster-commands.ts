import { resolve } from 'node:path'
import type { Command, CommandIo } from '../../twin/kit/command.ts'
import { partsCache, practiceParts } from '../cluster/parts.ts'
import type { PracticeUp } from '../cluster/practice-cluster.ts'
import { applyCommand } from './cluster-apply-command.ts'
import { answered, FOLDER, folderOf, sitesOf } from './cluster-options.ts'
import type { LoadEstate } from './stack-report.ts'

const MOST_GAPS = 5

/** `oblak cluster build`, `up`, `apply`, `down`: a control plane for each site to practise on. */
export function clusterCommands(loadEstate: LoadEstate): readonly Command[] {
  return [buildCommand, upCommand(loadEstate), applyCommand(loadEstate), downCommand]
}

const buildCommand: Command = {
  name: 'cluster build',
  summary:
    'build the programs of the practice cluster beforehand (Go, some ten minutes); up does it where it is not done',
  examples: ['oblak cluster build'],
  run: (call) =>
    answered(call, async () => {
      const { io, signal } = call
      const { folder } = await practiceParts({
        cache: partsCache(io.environment),
        message: (text) => io.message(text),
        signal,
      })
      return { document: { folder }, tell: () => io.message(`The programs are in ${folder}.`) }
    }),
}

function upCommand(loadEstate: LoadEstate): Command {
  return {
    name: 'cluster up',
    summary: 'start a real Kubernetes control plane for each site, with nodes made of the racks; no container runs',
    options: [
      { flags: '--estate <dir>', description: 'folder of estate files (default: the shipped estate)' },
      { flags: '--site <name>', description: 'only this site', repeatable: true },
      FOLDER,
    ],
    examples: ['oblak cluster up', 'oblak cluster up --site belgrade --folder practice'],
    run: (call) =>
      answered(call, async () => {
        const { io, options } = call
        const { estate } = await loadEstate(
          typeof options.estate === 'string' ? resolve(io.workingFolder, options.estate) : undefined,
        )
        const sites = sitesOf(call)
        // The client takes half a second to load: only those wait who want a cluster.
        const { clusterUp } = await import('../cluster/practice-cluster.ts')
        const up = await clusterUp(estate, {
          folder: folderOf(call),
          cache: partsCache(io.environment),
          message: (text) => io.message(text),
          signal: call.signal,
          ...(sites && { sites }),
        })
        return { document: { ...up }, tell: () => tellUp(io, up) }
      }),
  }
}

const downCommand: Command = {
  name: 'cluster down',
  summary: 'end the practice clusters; what they keep is there again at the next up',
  options: [FOLDER],
  examples: ['oblak cluster down'],
  run: (call) =>
    answered(call, async () => {
      const { clusterDown } = await import('../cluster/practice-cluster.ts')
      const down = await clusterDown(folderOf(call))
      const line = down.length > 0 ? `Ended: ${down.join(', ')}.` : 'No practice cluster was running there.'
      return { document: { down }, tell: () => call.io.message(line) }
    }),
}

function tellUp(io: CommandIo, { kubeconfig, sites }: PracticeUp): void {
  const width = Math.max(...sites.map(({ site }) => site.length))
  for (const { site, nodes, server, wasUp, added, changed, removed, gaps } of sites) {
    const counts = `${added} added, ${changed} changed, ${removed} removed`
    io.out(`${site.padEnd(width)}  ${server}  ${nodes} nodes (${counts})${wasUp ? '  was up already' : ''}`)
    for (const { rack, why } of gaps.slice(0, MOST_GAPS)) io.message(`${rack}: ${why}.`)
    if (gaps.length > MOST_GAPS) io.message(`And so ${gaps.length - MOST_GAPS} more racks; --json tells all.`)
  }
  io.message(`Practice only: the machines are played by kwok, and no container runs. export KUBECONFIG=${kubeconfig}`)
}
