import type { Severity } from './alarm.ts'
import type { AlarmRule } from './alarm-rule.ts'

/** How long a system alarm stays after its counter last grew. */
const QUIET_MS = 600_000

function condition(id: string, severity: Severity, limits: string, offDelayMs = 0): AlarmRule {
  const onDelayMs = { warning: 0, critical: 0 }
  return { id, limits, unit: null, trigger: { kind: 'condition', severity }, onDelayMs, offDelayMs }
}

/** Conditions that the server finds out by itself. Those of the system have no place in the estate: their path is empty. */
export const CONDITION_RULES: readonly AlarmRule[] = [
  condition(
    'stale',
    'warning',
    'warning when none of its points had a good reading for three intervals, at least 30 s; not while the device that it is read through fails, nor when that is down, which says it already',
  ),
  condition(
    'device-down',
    // The device may well do its work: what is lost is the sight of it.
    'warning',
    'warning when the collector has given it up (its last tries failed); it goes on trying',
  ),
  condition(
    'gateway-down',
    'warning',
    'warning when two devices or more are read through one address and each of them has the alarm device-down; in the place of theirs. The point is the address',
  ),
  condition(
    'side-without-power',
    'warning',
    'warning when it carries less than 10 W for 20 s and the other side at least 100 W, where a device has cords on both',
  ),
  condition(
    'feed-without-power',
    'critical',
    'critical when at least two of its rack PDUs, and all that can tell, are so for 20 s and none of them has voltage; in the place of their own alarms, also until each has been read again after it is back. The value is how many draw from it',
  ),
  condition(
    'supply-without-power',
    'critical',
    'critical when at least two that draw from it, and all that can tell, are without power (a feed as above, a UPS on battery), and no meter of its own shows voltage',
  ),
  condition(
    'not-restored',
    'critical',
    'critical two minutes after the end of a maintenance while an alarm that began in its time, at its thing or at what rests on it, still holds; those are folded under it',
  ),
  condition(
    'journal-giving-up',
    'critical',
    'critical while oblak_journal_given_up_total grows, and 10 minutes after',
    QUIET_MS,
  ),
  condition('journal-unwritable', 'critical', 'critical while the disk refuses'),
  condition(
    'journal-quarantined',
    'warning',
    'warning while oblak_journal_quarantined_total grows, and 10 minutes after',
    QUIET_MS,
  ),
  condition('store-circuit-open', 'critical', 'critical until the circuit is closed again'),
  condition(
    'store-refusing',
    'warning',
    'warning while oblak_store_refused_total grows, and 10 minutes after',
    QUIET_MS,
  ),
  condition(
    'dead-letters-filling',
    'warning',
    'warning above 80 % of --dead-letters-size (64 MiB), oblak_dead_letters_bytes by oblak_dead_letters_max_bytes',
  ),
  condition(
    'dead-letters-dropped',
    'critical',
    'critical while oblak_dead_letters_dropped_total grows, and 10 minutes after; the value is how many were dropped in all when it came',
    QUIET_MS,
  ),
  condition(
    'polls-missed',
    'warning',
    'warning while oblak_polls_missed_total grows or more than one poll in a hundred begins over a second late, and 10 minutes after',
    QUIET_MS,
  ),
  condition('collector-silent', 'critical', 'critical when it gave no status for 10 s'),
  condition('alarm-log-unwritable', 'critical', 'critical while the disk refuses'),
]
