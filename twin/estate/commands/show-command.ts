import { resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import { readDay } from '../../model/day.ts'
import type { ExpandedEstate } from '../expanded-estate.ts'
import { loadEstate } from '../load-estate.ts'
import { nearestPath } from '../nearest-path.ts'
import { estateOn } from '../planned/estate-on.ts'
import { connectionsOf } from './connections.ts'
import { folderArgument } from './folder-argument.ts'
import { shownThing } from './shown-thing.ts'

export const showCommand: Command = {
  name: 'estate show',
  summary: 'show one thing with all that it connects to: what holds it, what it holds, what feeds it and what it feeds',
  arguments: [{ name: '<path>', description: 'path of the thing, from the site down' }],
  options: [
    { flags: '--estate <dir>', description: 'folder of the estate files; the shipped ones where left out' },
    { flags: '--at <date>', description: 'on a day, as the programme beside the estate leads to it: 2030-06-30' },
    {
      flags: '--data <dir>',
      description: 'with --at: data folder of the server, where progress of the shipped estate lies (default: ./data)',
    },
  ],
  examples: [
    'oblak estate show kragujevac/hall-1/row-b/rack-07',
    'oblak estate show kragujevac/hall-1/row-b/rack-07/pdu-a --json',
    'oblak estate show kragujevac/block-40 --at 2030-06-30',
  ],
  run: show,
}

async function show({ args, options, json, io }: CommandCall): Promise<ExitStatus> {
  const path = typeof args[0] === 'string' ? args[0].replace(/^\/+|\/+$/g, '') : ''
  const folder = folderArgument(options.estate, io.workingFolder)
  const { estate } = await loadEstate(folder, { writeIds: false })
  const day = typeof options.at === 'string' ? readDay(options.at) : undefined
  if (options.at !== undefined && day === undefined) {
    io.message(`oblak: --at ${String(options.at)}: say a day of the calendar: 2030-06-30`)
    return 2
  }
  const data = resolve(io.workingFolder, typeof options.data === 'string' ? options.data : 'data')
  const then = day === undefined ? estate : await estateOn(estate, { estate: folder, data }, day, io.message)
  const thing = then.find(path)
  if (!thing) {
    const near = nearestPath(estate, path)
    io.message(
      `oblak: there is no ${path === '' ? 'thing without a name' : path} in ${estate.name}.${near === undefined ? '' : ` The nearest is ${near}.`} Sites are ${names(estate)}.`,
    )
    return 2
  }
  const connections = connectionsOf(then, thing)
  io.out(json ? JSON.stringify({ thing, ...connections }) : shownThing(thing, connections))
  return 0
}

function names(estate: ExpandedEstate): string {
  return estate
    .children('')
    .map((site) => site.path)
    .join(', ')
}
