package main

import (
	"strings"

	"istio.io/istio/pilot/pkg/features"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/test"
	"istio.io/istio/pkg/workloadapi"
	"istio.io/istio/pkg/workloadapi/security"
)

func pushToZtunnel(in manifests) (told resources, err error) {
	// istiod reads PILOT_ENABLE_AMBIENT before anything of this program runs.
	features.EnableAmbient = true
	// Of Istio's objects, too, that part of istiod reads what the API server has.
	objects := strings.Join(append(in.kubernetes, in.istio...), separator)
	err = test.Wrap(func(t test.Failer) {
		server := xds.NewFakeDiscoveryServer(t, xds.FakeOptions{KubernetesObjectString: objects})
		told = resources{"policies": encode(t, policies(server)), "workloads": encode(t, workloads(server))}
	})
	return told, err
}

func policies(server *xds.FakeDiscoveryServer) (found []*security.Authorization) {
	for _, each := range server.AmbientIndex.Policies(nil) {
		found = append(found, each.Authorization)
	}
	return found
}

func workloads(server *xds.FakeDiscoveryServer) (found []*workloadapi.Workload) {
	all, _ := server.AmbientIndex.AddressInformation(nil)
	for _, each := range all {
		if workload := each.GetWorkload(); workload != nil {
			found = append(found, workload)
		}
	}
	return found
}
