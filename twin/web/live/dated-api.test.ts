import { expect, it } from 'vitest'
import { createApi } from './api.ts'
import { datedApi } from './dated-api.ts'

it('questions of another day say it, and those that say a day of their own keep that', async () => {
  const asked: string[] = []
  const request = async (path: unknown) => {
    asked.push(String(path))
    return Response.json({ hits: [] })
  }
  const api = datedApi(
    createApi(request as typeof fetch, () => undefined),
    '2030-06-30',
  )
  await api.estate()
  await api.thing('belgrade')
  await api.capacity('belgrade')
  await api.fail(['belgrade/power/ups-a'])
  await api.search('rack')
  await api.place(new URLSearchParams({ in: 'belgrade' }))
  await api.place(new URLSearchParams({ in: 'belgrade', at: '2031-01-01' }))
  await api.cloud()
  await api.cloudService('evisa')
  await api.release('belgrade')
  await api.forecast('belgrade')
  await api.alarms()
  expect(asked).toEqual([
    '/api/estate?at=2030-06-30',
    '/api/things/belgrade?at=2030-06-30',
    '/api/capacity?place=belgrade&at=2030-06-30',
    '/api/fail?thing=belgrade%2Fpower%2Fups-a&at=2030-06-30',
    '/api/search?q=rack&at=2030-06-30',
    '/api/place?in=belgrade&at=2030-06-30',
    '/api/place?in=belgrade&at=2031-01-01',
    '/api/cloud?at=2030-06-30',
    '/api/cloud/services/evisa?at=2030-06-30',
    '/api/release?of=belgrade&at=2030-06-30',
    '/api/forecast/belgrade?at=2030-06-30',
    '/api/alarms',
  ])
})
