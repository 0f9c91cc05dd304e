import { createRoot } from 'react-dom/client'
import { createApi } from './live/api.ts'
import { ColumnStore } from './live/columns.ts'
import { LiveClient } from './live/live-client.ts'
import { App } from './places/app-frame.tsx'
import { createAlarms } from './state/alarms.ts'
import { createPlaceStore } from './state/place-store.ts'
import { createPlacement } from './state/placement.ts'
import { createReservations } from './state/reservations.ts'
import { createSession } from './state/session.ts'
import { browserStorage, createSettings } from './state/settings.ts'
import { createWhatIf } from './state/what-if.ts'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/kit.css'

const settings = createSettings(browserStorage(() => localStorage))
const place = createPlaceStore(window)
const api = createApi(
  (input, init) => fetch(input, init),
  () => location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`),
)
const columns = new ColumnStore((run) => requestAnimationFrame(run))
const worker = new Worker(new URL('./live/worker.ts', import.meta.url), { type: 'module' })
const live = new LiveClient(worker, `${location.origin.replace(/^http/, 'ws')}/live`, columns, () => Date.now())
const alarms = createAlarms(api, live)
const session = createSession(api)
const whatIf = createWhatIf(api, place, () => live.serverNow())
const placement = createPlacement(api, place)
const reservations = createReservations(api)
// Health is on every screen: in the tree, the strip, the list.
live.watch({ metric: 'health' })

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id root')
createRoot(root).render(<App {...{ settings, session, place, whatIf, placement, reservations, api, live, alarms }} />)
