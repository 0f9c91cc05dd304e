import { afterAll } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { describeStoreContract } from '../store-contract/describe-store-contract.ts'
import { openInfluxStore } from './open-influx-store.ts'
import { type InfluxServer, influxServer } from './testing/influx-server.ts'

describeWith(['influxd'], 'the store over a real influxd', () => {
  let server: Promise<InfluxServer> | undefined
  let databases = 0
  afterAll(async () => {
    await (await server)?.[Symbol.asyncDispose]()
  })
  const running = () => {
    server ??= influxServer()
    return server
  }

  describeStoreContract('InfluxDB', async () => {
    const { url } = await running()
    const folder = await temporaryFolder()
    const database = `contract-${++databases}`
    return {
      open: (context, options) => openInfluxStore({ url, database, positionFolder: folder.path, ...options }, context),
      [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
    }
  })
})
