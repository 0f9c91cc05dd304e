import { describe, expect, it } from 'vitest'
import { startOptions } from './start-options.ts'

const read = (words: Record<string, unknown>, environment = {}) => startOptions(words, environment, '/srv')

describe('the options of oblak start', () => {
  it('are, with no word said: the shipped estate, the simulator, the embedded store, loopback and port 8080', () => {
    expect(read({})).toEqual({
      estateFolder: undefined,
      dataFolder: '/srv/data',
      store: { kind: 'duckdb', folder: '/srv/data/store' },
      simulator: true,
      devicesFile: undefined,
      port: 8080,
      bind: '127.0.0.1',
      usersFile: undefined,
      profilesFolder: undefined,
      adviceFile: undefined,
      publicOrigins: [],
      tls: undefined,
      metricsToken: undefined,
      journal: { maxBytes: 8 * 2 ** 30, maxAgeMs: 7 * 86_400_000 },
      deadLetters: { maxBytes: 64 * 2 ** 20 },
    })
  })

  it('take relative folders from the working folder', () => {
    expect(read({ estate: 'mine', store: 'duckdb:d' })).toMatchObject({
      estateFolder: '/srv/mine',
      store: { kind: 'duckdb', folder: '/srv/d' },
    })
  })

  it('take an InfluxDB by address, its secret from the environment', () => {
    const secret = { OBLAK_INFLUX_USER: 'writer', OBLAK_INFLUX_PASSWORD: 'x' }
    expect(read({ store: 'influx:http://db:8086/telemetry?rp=raw' }, secret).store).toEqual({
      ...{ kind: 'influx', url: 'http://db:8086', database: 'telemetry', retentionPolicy: 'raw' },
      ...{ user: 'writer', password: 'x' },
    })
  })

  it('refuse a secret in an address, because every user of the machine can read it', () => {
    expect(() => read({ store: 'influx:http://u:p@db:8086/t' })).toThrow('OBLAK_INFLUX_USER')
  })

  it.each([
    ['mongo:there', 'say duckdb:PATH or influx:'],
    ['influx:db:8086', 'an address such as'],
    ['influx:http://db/a/b', 'one database name'],
    ['influx:http://db/%zz', 'one database name'],
    ['duckdb:', 'say duckdb:PATH'],
  ])('refuse the store %s and say what is allowed', (store, allowed) => {
    expect(() => read({ store })).toThrow(allowed)
  })

  it('refuse half of a certificate, an address with a path, and bounds of no size', () => {
    expect(() => read({ key: 'k.pem' })).toThrow('--key needs --certificate')
    expect(() => read({ publicOrigin: ['https://oblak.example.rs/page'] })).toThrow('without a path')
    expect(() => read({ journalSize: '0' })).toThrow('above 0')
    expect(() => read({ deadLettersSize: 'much' })).toThrow('--dead-letters-size much: say a number of MiB above 0')
    expect(read({ certificate: 'c.pem', key: 'k.pem', publicOrigin: ['https://oblak.example.rs/'] })).toMatchObject({
      tls: { certificateFile: '/srv/c.pem', keyFile: '/srv/k.pem' },
      publicOrigins: ['https://oblak.example.rs'],
    })
  })

  it('take the clusters that are shown from a kubeconfig, or from the folder of practice clusters', () => {
    expect(read({ kubeconfig: 'kube', context: ['belgrade=admin@bg'] }).clusters).toEqual({
      kubeconfig: '/srv/kube',
      contexts: new Map([['belgrade', 'admin@bg']]),
      practice: false,
    })
    expect(read({ practiceCluster: 'clusters', plan: 'plan.json' })).toMatchObject({
      clusters: { kubeconfig: '/srv/clusters/kubeconfig', practice: true },
      planFile: '/srv/plan.json',
    })
    expect(() => read({ kubeconfig: 'kube', context: ['belgrade'] })).toThrow('--context belgrade: say the site')
    expect(() => read({ context: ['belgrade=bg'] })).toThrow('--context needs --kubeconfig')
    expect(() => read({ kubeconfig: 'kube', practiceCluster: 'clusters' })).toThrow('say one of them')
  })

  it.each(['http', '-1', '70000', '80.5', '0x50'])('refuse the port %s', (port) => {
    expect(() => read({ port })).toThrow('0 to 65535')
  })
})
