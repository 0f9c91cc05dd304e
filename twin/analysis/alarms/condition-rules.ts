import type { Severity } from './alarm.ts'
import type { AlarmRule } from './alarm-rule.ts'

/** How long a system alarm stays after its counter last grew. */
const QUIET_MS = 600_000

function condition(
  id: string,
  severity: Severity,
  means: string,
  limits: string,
  act: string,
  offDelayMs = 0,
): AlarmRule {
  const onDelayMs = { warning: 0, critical: 0 }
  return { id, means, limits, act, unit: null, trigger: { kind: 'condition', severity }, onDelayMs, offDelayMs }
}

/** Conditions that the server finds out by itself. Those of the system have no place in the estate: their path is empty. */
export const CONDITION_RULES: readonly AlarmRule[] = [
  condition(
    'stale',
    'warning',
    'A thing that was measured has stopped reporting good values.',
    'warning when none of its points had a good reading for three intervals, at least 30 s; not while the device that it is read through fails, nor when that is down, which says it already',
    'Is the probe unplugged? Does the device answer with invalid values? Its last values are no longer shown.',
  ),
  condition(
    'device-down',
    // The device may well do its work: what is lost is the sight of it.
    'warning',
    'A device does not answer the collector.',
    'warning when the collector has given it up (its last tries failed); it goes on trying',
    'oblak devices check says why: network, credential, profile. What hangs on it is not measured meanwhile.',
  ),
  condition(
    'side-without-power',
    'warning',
    'A rack PDU carries nothing while the other side of its rack carries the load: the rack is on one feed.',
    'warning when it carries less than 10 W for 20 s and the other side at least 100 W, where a device has cords on both',
    'Its breaker, its plug, its cords. A second loss takes the rack down: move nothing on the other side before this one is back.',
  ),
  condition(
    'feed-without-power',
    'critical',
    'A feed has no power: all rack PDUs that draw from it carry nothing while the other sides of their racks carry the load.',
    'critical when at least two of its rack PDUs, and all that can tell, are so for 20 s and none of them has voltage; in the place of their own alarms, also until each has been read again after it is back. The value is how many draw from it',
    'Its breaker in the panel above. The racks are on one feed: a second loss takes them down.',
  ),
  condition(
    'supply-without-power',
    'critical',
    'A panel, UPS or another part of the power chain gives no power: all that draws from it and can tell is dark.',
    'critical when at least two that draw from it, and all that can tell, are without power (a feed as above, a UPS on battery), and no meter of its own shows voltage',
    'What is above it, then itself: breaker, protection, bypass. What draws from it is on one side: a second loss takes it down.',
  ),
  condition(
    'journal-giving-up',
    'critical',
    'The journal has reached its bound and gives up its oldest readings: they are lost.',
    'critical while oblak_journal_given_up_total grows, and 10 minutes after',
    'Mend the store (see its alarm), or give the journal more room.',
    QUIET_MS,
  ),
  condition(
    'journal-unwritable',
    'critical',
    'The journal cannot be written: nothing is accepted any more.',
    'critical while the disk refuses',
    'Free the disk, mend its rights; collection goes on by itself.',
  ),
  condition(
    'journal-quarantined',
    'warning',
    'A piece of the journal failed its checksum and was set aside.',
    'warning while oblak_journal_quarantined_total grows, and 10 minutes after',
    'Keep the file for inspection; suspect the disk.',
    QUIET_MS,
  ),
  condition(
    'store-circuit-open',
    'critical',
    'Nothing reaches the store: it refuses for a reason that waiting does not mend (credentials, rights, unknown database), or has not answered for long. The journal keeps all.',
    'critical until the circuit is closed again',
    'The reason is on the status page. Mend the configuration before the journal reaches its bound.',
  ),
  condition(
    'store-refusing',
    'warning',
    'The store will never take some readings: they are kept as dead letters.',
    'warning while oblak_store_refused_total grows, and 10 minutes after',
    'GET /api/dead-letters says which and why.',
    QUIET_MS,
  ),
  condition(
    'dead-letters-filling',
    'warning',
    'The dead letters (readings that the store will never take) have little room left; at their bound the oldest are lost.',
    'warning above 80 % of --dead-letters-size (64 MiB), oblak_dead_letters_bytes by oblak_dead_letters_max_bytes',
    'See why the store refuses (GET /api/dead-letters). Move full files, dead-letters.NUMBER.log in dead-letters/ of the data folder, elsewhere; the program may run.',
  ),
  condition(
    'dead-letters-dropped',
    'critical',
    'The dead letters have reached their bound and the oldest are dropped: these readings are lost, the store does not have them.',
    'critical while oblak_dead_letters_dropped_total grows, and 10 minutes after; the value is how many were dropped in all when it came',
    'Mend what the store refuses (GET /api/dead-letters). Give them more room (--dead-letters-size), or move full files, dead-letters.NUMBER.log in dead-letters/ of the data folder, elsewhere.',
    QUIET_MS,
  ),
  condition(
    'polls-missed',
    'warning',
    'The collector does not keep its intervals.',
    'warning while oblak_polls_missed_total grows or more than one poll in a hundred begins over a second late, and 10 minutes after',
    'The machine is too busy, or intervals are too short for the devices.',
    QUIET_MS,
  ),
  condition(
    'collector-silent',
    'critical',
    'The collector itself does not answer.',
    'critical when it gave no status for 10 s',
    'Restart the program; what was accepted is in the journal.',
  ),
  condition(
    'alarm-log-unwritable',
    'critical',
    'Alarms and acknowledgements cannot be written to disk: a restart would forget them.',
    'critical while the disk refuses',
    'Free the disk, mend its rights.',
  ),
]
