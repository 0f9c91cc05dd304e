import { fileURLToPath } from 'node:url'
import {
  type GrpcObject,
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
  type sendUnaryData,
} from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { decode, ExtData, encode } from '@msgpack/msgpack'
import { type BlockSchema, schemaOfBinding } from './provider-schema.ts'

interface DynamicValue {
  readonly msgpack: Uint8Array
}
interface PlanRequest {
  readonly proposed_new_state: DynamicValue
}

/** What cty writes for a value that only the apply will tell. */
const UNKNOWN = new ExtData(0, new Uint8Array([0]))

/**
 * A stand-in for the Kubernetes provider, NOT the provider: it knows the schemas of some types and agrees to every plan that fits them. It asks no cluster and
 * cannot apply.
 *
 * @param types of resources: `kubernetes_labels`
 * @returns what Terraform needs in its environment to find it
 */
export async function serveStandIn(types: readonly string[]) {
  const schemas = {
    provider: whole(schemaOfBinding('provider')),
    resource_schemas: Object.fromEntries(
      types.map((type) => [type, whole(schemaOfBinding(type.replace(/^kubernetes_/, '').replaceAll('_', '-')))]),
    ),
  }
  const server = new Server()
  const nothing = (_: unknown, answer: sendUnaryData<object>) => answer(null, {})
  server.addService(providerService(), {
    GetProviderSchema: (_: unknown, answer: sendUnaryData<object>) => answer(null, schemas),
    ValidateProviderConfig: nothing,
    ValidateResourceConfig: nothing,
    ConfigureProvider: nothing,
    StopProvider: nothing,
    PlanResourceChange: ({ request }: { readonly request: PlanRequest }, answer: sendUnaryData<object>) =>
      answer(null, { planned_state: planned(request.proposed_new_state), legacy_type_system: true }),
  })
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
    [Symbol.dispose]: () => server.forceShutdown(),
  }
}

function whole(block: BlockSchema) {
  return { version: 0, block }
}

function providerService() {
  const definition = loadSync(fileURLToPath(new URL('./tfplugin6.proto', import.meta.url)), { keepCase: true })
  const { tfplugin6 } = loadPackageDefinition(definition)
  return ((tfplugin6 as GrpcObject).Provider as ServiceClientConstructor).service
}

/** As proposed; what is made gets its id from the apply. */
function planned({ msgpack }: DynamicValue): { readonly msgpack: Uint8Array } {
  const proposed = decode(msgpack) as Record<string, unknown> | null
  return { msgpack: proposed === null ? msgpack : encode({ ...proposed, id: proposed.id ?? UNKNOWN }) }
}
