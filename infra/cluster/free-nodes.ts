import { ClusterClient } from '../stand-in/cluster-client.ts'

const LEASES = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases'

/**
 * Takes away the leases of all nodes. For a control plane whose kwok does not run: the one that is started next would wait until the leases of the one before are
 * over, and meanwhile no pod would start or go.
 *
 * @throws ApiRefusal or ApiAway as the API server answers
 */
export async function freeNodes(kubeconfig: string): Promise<void> {
  await using client = new ClusterClient(kubeconfig, undefined)
  await client.ask(LEASES, { method: 'DELETE' })
}
