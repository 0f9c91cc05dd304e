import { expect, test } from 'vitest'
import type { MaintenanceView } from '../../../protocol/maintenance.ts'
import { worksOnDay } from './works-on-day.ts'

const work = (id: string, path: string, from: string, to: string, endedAt: string | null = null) =>
  ({
    ...{ id, path, from: Date.parse(from), to: Date.parse(to) },
    endedAt: endedAt === null ? null : Date.parse(endedAt),
  }) as MaintenanceView

test('works of a day are those that touch it by the clock of the site, on the thing, in it or around it', () => {
  const works = [
    // 23:30 and 00:30 in Belgrade.
    work('evening', 'b/hall/rack', '2026-12-01T22:30:00Z', '2026-12-01T22:45:00Z'),
    work('night', 'b/hall/rack', '2026-12-01T23:30:00Z', '2026-12-01T23:45:00Z'),
    work('around', 'b', '2026-11-30T08:00:00Z', '2026-12-03T08:00:00Z'),
    work('inside', 'b/hall/rack/pdu-a', '2026-12-02T08:00:00Z', '2026-12-02T09:00:00Z'),
    work('ended', 'b/hall/rack', '2026-12-01T08:00:00Z', '2026-12-05T08:00:00Z', '2026-12-01T10:00:00Z'),
    work('other', 'b/hall/rack-2', '2026-12-02T08:00:00Z', '2026-12-02T09:00:00Z'),
  ]
  const found = worksOnDay(works, 'b/hall/rack', '2026-12-02', 'Europe/Belgrade')
  expect(found.map(({ id }) => id)).toEqual(['night', 'around', 'inside'])
})
