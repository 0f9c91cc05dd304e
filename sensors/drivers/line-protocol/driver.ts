import type { Driver } from '../../driver.ts'
import { pointFilter } from '../../profiles/point-filter.ts'
import { accessOf } from './access.ts'
import { lineProtocolErrors } from './errors.ts'
import { LineReadings } from './line-readings.ts'
import { DEFAULT_RULES } from './rules.ts'
import { LineProtocolSession } from './session.ts'
import { lineProtocolTarget } from './target.ts'
import { listenForWrites } from './write-server.ts'

/**
 * Listens for InfluxDB line protocol by HTTP, as Telegraf and others send it. Options of a target: `rules`, `database`, `certificateFile`,
 * `keyFile`, `maxBody`, `maxLine`, `maxFields`, `maxConnections`.
 */
export function lineProtocolDriver(): Driver {
  return {
    name: 'line-protocol',
    schemes: ['line-protocol+http', 'line-protocol+https'],
    async open(target) {
      const parsed = lineProtocolTarget(target)
      const isAllowed = accessOf(target.credential)
      const needsAccess = target.credential !== undefined
      if (!parsed.isLoopback && !needsAccess) throw lineProtocolErrors.open(parsed.url)
      const session = new LineProtocolSession(`${parsed.host}:${parsed.port}`)
      const isWanted = pointFilter(target.points)
      const server = await listenForWrites({
        target: parsed,
        isAllowed,
        needsAccess,
        rules: new LineReadings(parsed.options.rules ?? DEFAULT_RULES),
        accept: (readings) =>
          session.take(target.points === undefined ? readings : readings.filter(({ point }) => isWanted(point))),
      })
      session.serve(server)
      return session
    },
  }
}
