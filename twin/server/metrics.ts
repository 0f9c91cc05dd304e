import { Counter, Gauge, Registry } from 'prom-client'
import type { ServerContext } from './routes/server-context.ts'

/** Devices shown one by one; of more only the numbers by state, so that a scrape stays bounded. */
const MOST_DEVICES = 5_000

/** Everything of /metrics, read when it is scraped. */
export function metricsOf(context: ServerContext): Registry {
  const { values, hub, alarms, parts } = context
  const registry = new Registry()
  const registers = [registry]
  const status = () => alarms.watch?.status
  const gauge = (name: string, help: string, value: () => number | undefined) => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        const now = value()
        // What is not known is not shown: a zero would be a claim.
        if (now === undefined) this.remove()
        else this.set(now)
      },
    })
  }
  const counter = (name: string, help: string, value: () => number | undefined) => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(value() ?? 0)
      },
    })
  }
  counter('oblak_readings_total', 'Readings that reached the server', () => values.readings)
  counter(
    'oblak_readings_ignored_total',
    'Readings older than the one held, or from the future',
    () => values.table.ignored,
  )
  gauge('oblak_points', 'Points known', () => parts.live.points.size)
  gauge('oblak_viewers', 'Open live sockets', () => hub.viewers)
  counter('oblak_frames_sent_total', 'Live frames sent', () => hub.framesSent)
  counter(
    'oblak_frames_skipped_total',
    'Live frames not sent because the page did not keep up',
    () => hub.framesSkipped,
  )
  gauge('oblak_alarm_log_healthy', '1 when the last write of the alarm log succeeded', () => Number(alarms.logHealthy))
  gauge(
    'oblak_alarm_flood',
    'New alarms in the last ten minutes; above 10 is a flood',
    () => alarms.book.flood(parts.clock()).lastTenMinutes,
  )
  gauge('oblak_uptime_seconds', 'Since the server began', () => context.uptime())
  counter('oblak_polls_total', 'Polls that succeeded', () => status()?.polls.done)
  counter('oblak_polls_failed_total', 'Polls that failed', () => status()?.polls.failed)
  counter('oblak_polls_missed_total', 'Polls not begun in time', () => status()?.polls.missed)
  counter('oblak_polls_late_total', 'Polls that the collector itself was late for', () => status()?.polls.late)
  gauge('oblak_poll_lateness_p99_seconds', 'How late healthy polls begin', () => seconds(status()?.polls.latenessP99Ms))
  counter('oblak_journal_accepted_total', 'Readings on disk', () => status()?.journal.accepted)
  gauge('oblak_journal_bytes', 'Size of the journal', () => status()?.journal.bytes)
  counter(
    'oblak_journal_given_up_total',
    'Readings lost because the bound was reached',
    () => status()?.journal.givenUp,
  )
  counter('oblak_journal_quarantined_total', 'Damaged pieces set aside', () => status()?.journal.quarantined)
  gauge('oblak_journal_writable', '1 when the journal accepts', () => numberOf(status()?.journal.writable))
  counter('oblak_store_stored_total', 'Readings that the store has', () => status()?.store.stored)
  counter('oblak_store_refused_total', 'Readings that the store will never take', () => status()?.store.refused)
  const letters = () => status()?.store.deadLetters
  gauge('oblak_dead_letters_bytes', 'Size of the dead letters', () => letters()?.bytes)
  gauge('oblak_dead_letters_max_bytes', 'Bound of the dead letters', () => letters()?.maxBytes)
  counter('oblak_dead_letters_dropped_total', 'Dead letters lost at that bound', () => letters()?.dropped)
  gauge(
    'oblak_store_waiting',
    'Readings in the journal that the store does not have yet',
    () => status()?.store.waiting,
  )
  gauge('oblak_store_circuit_open', '1 when sending is stopped', () =>
    numberOf(status() && status()?.store.circuit !== 'closed'),
  )
  new Gauge({
    name: 'oblak_alarms',
    help: 'Active alarms that are told',
    labelNames: ['severity'],
    registers,
    collect() {
      const { critical, warning } = alarms.book.counts()
      this.set({ severity: 'critical' }, critical)
      this.set({ severity: 'warning' }, warning)
    },
  })
  new Gauge({
    name: 'oblak_devices',
    help: 'Devices by state',
    labelNames: ['state'],
    registers,
    collect() {
      this.reset()
      for (const state of ['waiting', 'answering', 'late', 'down']) this.set({ state }, 0)
      for (const { state } of status()?.devices ?? []) this.inc({ state })
    },
  })
  const perDevice = (name: string, help: string, value: (device: Device) => number | undefined) => {
    new Gauge({
      name,
      help,
      labelNames: ['device'],
      registers,
      collect() {
        this.reset()
        for (const device of (status()?.devices ?? []).slice(0, MOST_DEVICES)) {
          const now = value(device)
          if (now !== undefined) this.set({ device: device.path || device.url }, now)
        }
      },
    })
  }
  perDevice('oblak_device_last_success_timestamp_seconds', 'When the device last answered', ({ lastAnswer }) =>
    seconds(lastAnswer),
  )
  perDevice('oblak_device_poll_seconds', 'How long its last poll took', ({ lastPollMs }) => seconds(lastPollMs))
  perDevice('oblak_device_failures', 'Failed polls in a row', ({ failures }) => failures)
  return registry
}

type Device = NonNullable<NonNullable<ServerContext['alarms']['watch']>['status']>['devices'][number]

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000
}

function numberOf(yes: boolean | undefined): number | undefined {
  return yes === undefined ? undefined : Number(yes)
}
