import { join } from 'node:path'
import type { PracticeParts } from './parts.ts'

/** A program of a control plane, as it is started. Its working folder is the site's. */
export interface Program {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

/** Names within the folder of a site. */
export const SITE_FILES = {
  etcdData: 'etcd',
  /** etcd listens on a socket within the folder: who may not enter it, may not read secrets from it. */
  etcdSocket: 'etcd.sock',
  certificates: 'certificates',
  accountKey: 'service-account.key',
  tokens: 'tokens.csv',
  kubeconfig: 'kubeconfig',
} as const

/** etcd, first of all. Data of a practice cluster need not outlive a power cut: no fsync. */
export function etcd({ folder }: PracticeParts): Program {
  const client = `unix://${SITE_FILES.etcdSocket}`
  const peer = 'unix://etcd-peer.sock'
  return {
    name: 'etcd',
    command: join(folder, 'etcd'),
    args: [
      '--name=practice',
      `--data-dir=${SITE_FILES.etcdData}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=practice=${peer}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
  }
}

/** The API server, on loopback, with roles; who it knows is in a file of tokens that only its user can read. */
export function apiServer({ folder }: PracticeParts, port: number): Program {
  return {
    name: 'kube-apiserver',
    command: join(folder, 'kube-apiserver'),
    args: [
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--etcd-servers=unix://${SITE_FILES.etcdSocket}`,
      `--cert-dir=${SITE_FILES.certificates}`,
      '--authorization-mode=RBAC',
      `--token-auth-file=${SITE_FILES.tokens}`,
      '--service-cluster-ip-range=10.0.0.0/16',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${SITE_FILES.accountKey}`,
      `--service-account-signing-key-file=${SITE_FILES.accountKey}`,
      '--profiling=false',
    ],
  }
}

/**
 * How long a node's lease lasts. kwok renews it in good time, and tells of the node itself only every ten minutes: without leases the controllers would take the node
 * for lost. On a busy machine a thousand leases come late: what is lost is judged by more than two of them.
 */
const LEASE_SECONDS = 120

/** What works for the API server: controllers, the scheduler, and kwok, which plays the machines. */
export function workers({ folder, stages }: PracticeParts): readonly Program[] {
  const kubeconfig = `--kubeconfig=${SITE_FILES.kubeconfig}`
  return [
    {
      name: 'kube-controller-manager',
      command: join(folder, 'kube-controller-manager'),
      args: [
        kubeconfig,
        `--service-account-private-key-file=${SITE_FILES.accountKey}`,
        '--leader-elect=false',
        '--secure-port=0',
        '--use-service-account-credentials',
        `--node-monitor-grace-period=${2.5 * LEASE_SECONDS}s`,
      ],
    },
    {
      name: 'kube-scheduler',
      command: join(folder, 'kube-scheduler'),
      args: [kubeconfig, '--leader-elect=false', '--secure-port=0'],
    },
    {
      name: 'kwok',
      command: join(folder, 'kwok'),
      args: [
        kubeconfig,
        `--config=${stages}`,
        '--manage-all-nodes=true',
        `--node-lease-duration-seconds=${LEASE_SECONDS}`,
      ],
    },
  ]
}
