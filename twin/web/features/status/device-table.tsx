import { useState } from 'react'
import type { DeviceStatus } from '../../../model/collector-status.ts'
import { CsvButton } from '../../ui/csv-button.tsx'
import { HealthMark } from '../../ui/health-mark.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'

const ORDER: readonly DeviceStatus['state'][] = ['down', 'late', 'waiting', 'answering']
const HEALTH_OF = { down: 'critical', late: 'warning', waiting: 'unknown', answering: 'ok' } as const
const MOST_AT_FIRST = 100

/** Devices that do not answer first, with the reason; all of them on request and in the file. */
export function DeviceTable({ devices }: { readonly devices: readonly DeviceStatus[] }) {
  const { t, count, compare, ago } = useTranslator()
  const now = useNow(5_000)
  const [all, setAll] = useState(false)
  const sorted = [...devices].sort(
    (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || compare(one.path, other.path),
  )
  const troubled = sorted.filter(({ state }) => state === 'down' || state === 'late')
  const shown = (all ? sorted : troubled).slice(0, all ? sorted.length : MOST_AT_FIRST)
  return (
    <Section
      title={t('status.devicesDown')}
      flush
      tools={
        <>
          <label className="status-all">
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />{' '}
            {t('status.showAll', { count: count(devices.length) })}
          </label>
          <CsvButton label={t('table.csvLabel')} fileName="oblak-devices" rows={() => csvRows(sorted)} />
        </>
      }
    >
      {troubled.length === 0 && <Notice>{t('status.devicesAll', { count: devices.length })}</Notice>}
      {shown.length > 0 && (
        <table className="status-devices">
          <thead>
            <tr>
              <th scope="col">{t('status.device')}</th>
              <th scope="col">{t('status.state')}</th>
              <th scope="col">{t('status.lastAnswer')}</th>
              <th scope="col" className="is-number">
                {t('status.failures')}
              </th>
              <th scope="col">{t('status.url')}</th>
              <th scope="col">{t('status.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((device) => (
              <tr key={`${device.path} ${device.url}`}>
                <th scope="row">
                  <ThingLink path={device.path}>{device.path}</ThingLink>
                </th>
                <td>
                  <span aria-hidden="true">
                    <HealthMark health={HEALTH_OF[device.state]} />
                  </span>{' '}
                  {t(`status.device.${device.state}`)}
                </td>
                <td>{device.lastAnswer === undefined ? '–' : ago(device.lastAnswer, now)}</td>
                <td className="is-number">{count(device.failures)}</td>
                <td>{device.url}</td>
                <td>{device.reason ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function csvRows(devices: readonly DeviceStatus[]) {
  return [
    ['path', 'url', 'profile', 'state', 'lastAnswer', 'failures', 'intervalMs', 'reason'],
    ...devices.map(({ path, url, profile, state, lastAnswer, failures, intervalMs, reason }) => [
      ...[path, url, profile, state],
      lastAnswer === undefined ? null : new Date(lastAnswer).toISOString(),
      ...[failures, intervalMs, reason],
    ]),
  ]
}
