import type { Planner } from '../analysis/answers/planner.ts'
import type { EstateState } from '../analysis/build-out/estate-state.ts'
import type { CollectorStatusSource } from '../model/collector-status.ts'
import type { DeadLetterSource } from '../model/dead-letter.ts'
import type { Estate } from '../model/estate.ts'
import type { FaultControl } from '../model/fault-control.ts'
import type { LiveFeed } from '../model/live-feed.ts'
import type { ProgrammeBook } from '../model/programme-book.ts'
import type { ReservationBook } from '../model/reservation.ts'
import type { TelemetryStore } from '../model/store.ts'
import type { EpochMs } from '../model/units.ts'
import type { BuildOutSource } from './build-out/aside/build-out-source.ts'
import type { RiskSource } from './build-out/risk/risk-source.ts'
import type { DatedCloudSource } from './cloud/dated-cloud.ts'

/** What is planned to be in the estate. */
export interface PlannedSource {
  /** @throws where a file is wrong, with everything that is */
  read(files: readonly string[]): Promise<{ at(state: EstateState): Estate }>
}

/** Everything the server needs, handed in by the main file that joins the subsystems. The server closes none of it. */
export interface ServerParts {
  readonly estate: Estate
  readonly live: LiveFeed
  readonly store: Pick<TelemetryStore, 'latest' | 'history' | 'quantiles' | 'keptSince'>
  /** What fails with what, and what is left. */
  readonly planner: Planner
  /** What comes into racks from one day to another; nothing can be reserved without it. */
  readonly reservations?: ReservationBook | undefined
  /** What is to be built; nothing is known of it without. */
  readonly programme?: ProgrammeBook | undefined
  /** Computes what is told of it, aside from the server's own work. @default in the server's thread */
  readonly buildOut?: BuildOutSource | undefined
  /** Runs that programme again and again, aside from the server's own work. @default in the server's thread */
  readonly risk?: RiskSource | undefined
  /** Files of what it brings to the estate; the estate of every day is that of today without. */
  readonly planned?: PlannedSource | undefined
  /** What the catalogue declares, clusters that are watched, a pending plan; absent where nobody hands them over. */
  readonly cloud?: DatedCloudSource | undefined
  /** Absent where nothing is polled by this process. */
  readonly status: CollectorStatusSource | undefined
  /** Absent where no simulator runs. */
  readonly faults: FaultControl | undefined
  /** Copies estate edits, journal and store into an empty folder while all goes on. */
  readonly backup: ((folder: string) => Promise<void>) | undefined
  /** What the store refused for good, newest first. */
  readonly deadLetters: DeadLetterSource | undefined
  /** The built page (index.html, assets/); without it only the API is served. */
  readonly webFolder: string | undefined
  /** Alarms are kept below it, in `alarms/`. */
  readonly dataFolder: string
  /** What alarms mean and what to do first, besides what is shipped, see docs/operations.md. */
  readonly adviceFile?: string | undefined
  /** Address to listen on: loopback unless sign-in is configured. */
  readonly bind: string
  /** 0 takes a free one; see OblakServer.url. */
  readonly port: number
  readonly clock: () => EpochMs
  /** The program's version, for /api/status. */
  readonly version: string
  /** Users, see docs/operations.md. Required to bind elsewhere than on loopback. */
  readonly usersFile?: string | undefined
  /** Addresses under which a proxy shows the page: `https://oblak.example.rs`. Their Host and Origin are then accepted. */
  readonly publicOrigins?: readonly string[] | undefined
  /** PEM files; without them plain HTTP. */
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string } | undefined
  /** A bearer token for a scraper of /metrics, which has no session. */
  readonly metricsToken?: string | undefined
  /** Messages for people who run the server; nothing is written without it. */
  readonly log?: ((message: string) => void) | undefined
}

export interface OblakServer {
  /** Where the page is: `http://127.0.0.1:8080`. */
  readonly url: string
  readonly port: number
  /** Ends sockets and timers, writes what is pending. Readings that still come are ignored. */
  close(): Promise<void>
}
