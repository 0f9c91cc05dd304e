import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { ExpandedEstate } from '../expanded-estate.ts'
import { loadEstate } from '../load-estate.ts'
import { nearestPath } from '../nearest-path.ts'
import { connectionsOf } from './connections.ts'
import { folderArgument } from './folder-argument.ts'
import { shownThing } from './shown-thing.ts'

export const showCommand: Command = {
  name: 'estate show',
  summary: 'show one thing with all that it connects to: what holds it, what it holds, what feeds it and what it feeds',
  arguments: [{ name: '<path>', description: 'path of the thing, from the site down' }],
  options: [{ flags: '--estate <dir>', description: 'folder of the estate files; the shipped ones where left out' }],
  examples: [
    'oblak estate show kragujevac/hall-1/row-b/rack-07',
    'oblak estate show kragujevac/hall-1/row-b/rack-07/pdu-a --json',
  ],
  run: show,
}

async function show({ args, options, json, io }: CommandCall): Promise<ExitStatus> {
  const path = typeof args[0] === 'string' ? args[0].replace(/^\/+|\/+$/g, '') : ''
  const { estate } = await loadEstate(folderArgument(options.estate, io.workingFolder), { writeIds: false })
  const thing = estate.find(path)
  if (!thing) {
    const near = nearestPath(estate, path)
    io.message(
      `oblak: there is no ${path === '' ? 'thing without a name' : path} in ${estate.name}.${near === undefined ? '' : ` The nearest is ${near}.`} Sites are ${names(estate)}.`,
    )
    return 2
  }
  const connections = connectionsOf(estate, thing)
  io.out(json ? JSON.stringify({ thing, ...connections }) : shownThing(thing, connections))
  return 0
}

function names(estate: ExpandedEstate): string {
  return estate
    .children('')
    .map((site) => site.path)
    .join(', ')
}
