package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/test"
)

// pushed is what a gateway is told, and by which versions of istiod's modules.
type pushed struct {
	Istio     string            `json:"istio"`
	API       string            `json:"api"`
	Listeners []json.RawMessage `json:"listeners"`
	Routes    []json.RawMessage `json:"routes"`
	Clusters  []json.RawMessage `json:"clusters"`
}

func push(in manifests, namespace string, labels map[string]string) (pushed, error) {
	out := pushed{Istio: version("istio.io/istio"), API: version("istio.io/api")}
	pod := in.gatewayPod(namespace, labels)
	if pod == nil {
		return out, fmt.Errorf("no Pod in namespace %q with the labels %v and a status.podIP among the manifests: add the gateway's", namespace, labels)
	}
	// istiod's own test server stands in for a control plane: the real code, a cluster in memory.
	err := test.Wrap(func(t test.Failer) {
		server := xds.NewFakeDiscoveryServer(t, xds.FakeOptions{
			Configs:                in.istio,
			KubernetesObjectString: strings.Join(in.kubernetes, separator),
			MeshConfig:             in.mesh,
		})
		proxy := server.SetupProxy(&model.Proxy{
			Type: model.Router, ID: pod.Metadata.Name + "." + namespace, IPAddresses: []string{pod.Status.PodIP},
			ConfigNamespace: namespace, Labels: pod.Metadata.Labels,
			Metadata: &model.NodeMetadata{Namespace: namespace, Labels: pod.Metadata.Labels, ClusterID: "Kubernetes"},
		})
		out.Listeners = encode(t, server.Listeners(proxy))
		out.Routes = encode(t, server.Routes(proxy))
		out.Clusters = encode(t, server.Clusters(proxy))
	})
	return out, err
}

func encode[M proto.Message](t test.Failer, messages []M) []json.RawMessage {
	encoded := []json.RawMessage{}
	for _, message := range messages {
		raw, err := protojson.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		encoded = append(encoded, raw)
	}
	return encoded
}

// version is the one of a module that this program was built from.
func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	return "unknown"
}
