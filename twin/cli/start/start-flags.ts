import type { CommandOption } from '../../kit/command.ts'

/** What `oblak start` may be told. */
export const START_FLAGS: readonly CommandOption[] = [
  { flags: '--estate <dir>', description: 'folder of estate files (default: the shipped estate)' },
  { flags: '--data <dir>', description: 'where journal, store, alarms and backups lie (default: ./data)' },
  {
    flags: '--reservations <file>',
    description:
      'what is reserved, and where it is kept (default: reservations.yaml in the folder of --estate, else of --data)',
  },
  {
    flags: '--programme <file>',
    description: 'what is to be built (default: programme.yaml in the folder of --estate, else the shipped one)',
  },
  {
    flags: '--store <store>',
    description: 'duckdb:PATH, or influx:http://HOST:8086/DATABASE with OBLAK_INFLUX_USER and OBLAK_INFLUX_PASSWORD',
    default: 'duckdb',
  },
  { flags: '--no-simulator', description: 'no simulated rooms: only the devices of --devices are read' },
  { flags: '--devices <file>', description: 'devices file: which estate thing is read where (docs/devices.md)' },
  { flags: '--profiles <dir>', description: 'folder of device profiles of your own (docs/profiles.md)' },
  {
    flags: '--alarm-advice <file>',
    description: 'what alarms mean and what to do first, in words of your own (docs/operations.md)',
  },
  {
    flags: '--kubeconfig <file>',
    description:
      'clusters whose pods are shown on their racks (docs/cloud.md); contexts are named as the sites, or said by --context',
  },
  { flags: '--context <site=context>', description: 'the kubeconfig’s context for a site', repeatable: true },
  { flags: '--practice-cluster <dir>', description: 'the same of practice clusters: the folder of `oblak cluster up`' },
  {
    flags: '--plan <file>',
    description: 'a pending plan, as `terraform show -json` writes it: shown with what the gate says of it',
  },
  { flags: '--port <port>', description: 'of the page and the API; 0 takes a free one', default: '8080' },
  {
    flags: '--bind <address>',
    description: 'address to listen on; elsewhere than loopback takes --users',
    default: '127.0.0.1',
  },
  {
    flags: '--users <file>',
    description: 'who may sign in (oblak user set); OBLAK_METRICS_TOKEN opens /metrics alone',
  },
  { flags: '--certificate <file>', description: 'PEM certificate: the page comes by HTTPS' },
  { flags: '--key <file>', description: 'PEM key of the certificate' },
  { flags: '--public-origin <url>', description: 'address under which a proxy shows the page', repeatable: true },
  { flags: '--journal-size <GiB>', description: 'most room of the journal, then the oldest is given up', default: '8' },
  { flags: '--journal-days <days>', description: 'most age of what waits in the journal', default: '7' },
  {
    flags: '--dead-letters-size <MiB>',
    description: 'most room of readings that the store refuses, then the oldest are dropped',
    default: '64',
  },
]
