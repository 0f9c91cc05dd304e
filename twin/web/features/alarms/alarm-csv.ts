import type { AlarmView } from '../../../protocol/rest.ts'

/** The list as rows, with times by ISO 8601. */
export function csvRows(alarms: readonly AlarmView[]) {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return [
    [
      'severity',
      'rule',
      'path',
      'point',
      'value',
      'limit',
      'unit',
      'since',
      'until',
      'state',
      'acknowledgedBy',
      'acknowledgedAt',
      'note',
      'shelvedUntil',
      'root',
    ],
    ...alarms.map(
      ({
        severity,
        rule,
        path,
        point,
        value,
        limit,
        unit,
        since,
        until,
        state,
        acknowledgedBy,
        acknowledgedAt,
        note,
        shelved,
        quieted,
      }) => [
        ...[severity, rule, path, point, value, limit, unit],
        ...[iso(since), iso(until), state, acknowledgedBy, iso(acknowledgedAt), note],
        ...[iso(shelved?.until ?? null), quieted?.id ?? null],
      ],
    ),
  ]
}
