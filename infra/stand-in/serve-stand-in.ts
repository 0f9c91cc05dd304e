import {
  type GrpcObject,
  type handleUnaryCall,
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { shippedPath } from '../../twin/kit/shipped-path.ts'
import { answersOf } from './provider-answers.ts'
import { type BlockSchema, type ProviderSchemas, schemaOfBinding } from './provider-schema.ts'

export interface StandInOptions {
  /** Where its changes and questions go to. @default nowhere: it agrees to every plan that fits the schema, and cannot apply */
  readonly kubeconfig?: string
}

/**
 * A stand-in for the Kubernetes provider, NOT the provider: it knows the schemas of some types, rebuilt from their bindings. With a kubeconfig it reads and writes
 * a real API server by the API's own description; without one it only validates and plans.
 *
 * @param types of resources: `kubernetes_labels`
 * @returns what Terraform needs in its environment to find it
 */
export function serveStandIn(types: readonly string[], options: StandInOptions = {}) {
  return serveSchemas(schemasOf(types), options)
}

/** The schemas of types of resources: what several stand-ins share. */
export function schemasOf(types: readonly string[]): ProviderSchemas {
  return {
    provider: schemaOfBinding('provider'),
    resources: new Map(types.map((type) => [type, withSecrets(type, schemaOfBinding(moduleOf(type)))])),
  }
}

/**
 * A stand-in over schemas that are there already. One serves one run of Terraform at a time.
 * @returns as `serveStandIn`
 */
export async function serveSchemas(schemas: ProviderSchemas, options: StandInOptions) {
  const answers = answersOf(schemas, options.kubeconfig)
  const server = new Server()
  server.addService(providerService(), handlersOf(answers.rpcs))
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
  })
  const reattach = {
    Protocol: 'grpc',
    ProtocolVersion: 6,
    Pid: process.pid,
    Test: true,
    Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
  }
  return {
    environment: {
      TF_REATTACH_PROVIDERS: JSON.stringify({ 'registry.terraform.io/hashicorp/kubernetes': reattach }),
    },
    [Symbol.dispose]: () => {
      server.forceShutdown()
      answers.close()
    },
  }
}

function handlersOf(rpcs: ReturnType<typeof answersOf>['rpcs']): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(rpcs).map(([name, rpc]): [string, handleUnaryCall<unknown, object>] => [
      name,
      ({ request }, answer) => {
        // What a request holds is said by the protocol.
        Promise.resolve(rpc(request as never)).then(
          (said: object) => answer(null, said),
          (error: Error) => answer(error),
        )
      },
    ]),
  )
}

function moduleOf(type: string): string {
  return type.replace(/^kubernetes_/, '').replaceAll('_', '-')
}

/** What the provider keeps out of what is shown; its bindings do not say it. */
function withSecrets(type: string, schema: BlockSchema): BlockSchema {
  if (!/^kubernetes_secret(_v1)?$/.test(type)) return schema
  return {
    ...schema,
    attributes: schema.attributes.map((attribute) => ({
      ...attribute,
      sensitive: /^(binary_)?data$/.test(attribute.name),
    })),
  }
}

function providerService() {
  const file = shippedPath('infra/stand-in/tfplugin6.proto')
  if (file === undefined) throw new Error('the stand-in needs the files that came with the program')
  const { tfplugin6 } = loadPackageDefinition(loadSync(file, { keepCase: true }))
  return ((tfplugin6 as GrpcObject).Provider as ServiceClientConstructor).service
}
