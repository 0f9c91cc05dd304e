import { buildOutRoutes } from '../build-out/build-out-routes.ts'
import { supplyRoutes } from '../build-out/supply-routes.ts'
import { cloudRoutes } from '../cloud/cloud-routes.ts'
import { datedRoutes } from '../dated/dated-routes.ts'
import { recordedRoutes } from '../dated/recorded-routes.ts'
import type { Route } from '../http/route.ts'
import { alarmRoutes } from './alarm-routes.ts'
import { coolingRoutes } from './cooling-routes.ts'
import { energyRoutes } from './energy-routes.ts'
import { forecastRoutes } from './forecast-routes.ts'
import { historyRoutes } from './history-routes.ts'
import { labelRoutes } from './label-routes.ts'
import { loadsRoutes } from './loads-routes.ts'
import { maintenanceRoutes } from './maintenance-routes.ts'
import { placementRoutes } from './placement-routes.ts'
import { planningRoutes } from './planning-routes.ts'
import { releaseRoutes } from './release-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { reservationRoutes } from './reservation-routes.ts'
import { searchRoutes } from './search-routes.ts'
import { securityEventRoutes } from './security-event-routes.ts'
import type { ServerContext } from './server-context.ts'
import { simulatorRoutes } from './simulator-routes.ts'
import { systemRoutes } from './system-routes.ts'
import { thingRoutes } from './thing-routes.ts'

/** Every route of the API that answers JSON by schema. */
export function apiRoutes(context: ServerContext): readonly Route[] {
  const [forecast, energy] = [forecastRoutes(context), energyRoutes(context)]
  const others = [
    alarmRoutes,
    buildOutRoutes,
    cloudRoutes,
    coolingRoutes,
    datedRoutes,
    historyRoutes,
    labelRoutes,
    loadsRoutes,
    maintenanceRoutes,
    placementRoutes,
    planningRoutes,
    recordedRoutes,
    releaseRoutes,
    reservationRoutes,
    searchRoutes,
    securityEventRoutes,
    simulatorRoutes,
    supplyRoutes,
    systemRoutes,
    thingRoutes,
  ].flatMap((routes) => routes(context))
  return [...others, ...forecast, ...energy, ...reportRoutes(context, forecast, energy)]
}
